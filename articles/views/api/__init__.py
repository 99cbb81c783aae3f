"""The read API: what readers see, for programs. ``/api/v1/`` says of itself what it has."""

from . import articles, corrections, photos, search, subjects  # noqa: F401  # they register
from .schema import describe, openapi
from .setup import api

__all__ = ["api", "describe", "openapi"]
