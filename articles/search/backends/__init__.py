from django.db import connection

from .base import ARTICLES, BEGINNING, PHOTOS, Backend, Match, Part, Question
from .postgres import PostgreSQLBackend
from .sqlite import SQLiteBackend

__all__ = ["ARTICLES", "BEGINNING", "PHOTOS", "Backend", "Match", "Part", "Question", "current"]

_BACKENDS: dict[str, Backend] = {
    "sqlite": SQLiteBackend(),
    "postgresql": PostgreSQLBackend(),
}


def current() -> Backend:
    """The engine of the database in use."""
    return _BACKENDS[connection.vendor]
