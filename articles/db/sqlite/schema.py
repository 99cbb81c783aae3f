"""What changes tables on SQLite, and keeps their triggers."""

from typing import Any

from django.db.backends.sqlite3 import schema
from django.db.models import Model


class DatabaseSchemaEditor(schema.DatabaseSchemaEditor):
    """Django alters most of a table by writing it anew, which would lose its triggers.

    And a trigger of another table that names this one would break it off, since for a moment there
    is none of that name. So all are put aside meanwhile.
    """

    def _remake_table(self, model: type[Model], *args: Any, **kwargs: Any) -> None:
        triggers = self._triggers()
        for name, _ in triggers:
            self.execute(f'DROP TRIGGER "{name}"')
        super()._remake_table(model, *args, **kwargs)  # type: ignore[misc]  # unknown to the stubs
        for _, statement in triggers:
            self.execute(statement)

    def _triggers(self) -> list[tuple[str, str]]:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            return cursor.fetchall()
