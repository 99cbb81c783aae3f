from django.db import connection

from .base import BEGINNING, Backend, Part, Place, Question
from .postgres import PostgreSQLBackend
from .sqlite import SQLiteBackend

__all__ = ["BEGINNING", "Backend", "Part", "Place", "Question", "current"]

_BACKENDS: dict[str, Backend] = {
    "sqlite": SQLiteBackend(),
    "postgresql": PostgreSQLBackend(),
}


def current() -> Backend:
    """The engine of the database in use."""
    return _BACKENDS[connection.vendor]
