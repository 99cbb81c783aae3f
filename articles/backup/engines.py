"""The engine that keeps the newsroom's database, by one small interface of modules."""

from types import ModuleType

from django.db import connection

from . import postgres, sqlite

_ENGINES = {module.NAME: module for module in (sqlite, postgres)}


def engine() -> ModuleType:
    """The module for the database that is in use.

    ``FILE`` and ``NAME``; ``dumped()`` and ``load()``; ``is_empty()``, ``tables()``, ``ask()``.
    """
    return _ENGINES[connection.vendor]
