"""SQLite: FTS5 keeps the places of a term in the order of keys, and stops when it has enough."""

from django.db import connection

from ...db.replica import read_connection
from .base import Backend, Index, Match, Question

_PART = (
    "SELECT * FROM (SELECT %s AS part, rowid FROM {index} WHERE {index} MATCH %s"
    " AND rowid < %s AND rowid >= %s ORDER BY rowid DESC LIMIT %s)"
)
_MOST_PARTS = 100  # SQLite joins no more than 500 queries


class SQLiteBackend(Backend):
    """Asks for each part in its turn; one that is not needed any more is not begun."""

    both, either, but_not = "AND", "OR", "NOT"

    def quote(self, term: str) -> str:
        return f'"{term}"'

    def quote_beginning(self, term: str) -> str:
        return f'"{term}"*'

    def find(self, question: Question, each: int, limit: int) -> list[Match]:
        parts = [self.spell(part) for part in question.parts[:_MOST_PARTS]]
        template = _PART.format(index=question.entries.name)
        sql = " UNION ALL ".join(template for _ in parts) + " LIMIT %s"
        values: list[int | str] = []
        for number, asked in enumerate(parts):
            values += [number, asked, question.newest, question.oldest, each]
        with read_connection().cursor() as cursor:
            cursor.execute(sql, [*values, limit])
            return [Match(*row) for row in cursor.fetchall()]

    def settle(self, index: Index) -> None:
        name = index.name
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {name}({name}) VALUES ('optimize')")  # noqa: S608
