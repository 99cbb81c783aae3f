"""SQLite: FTS5 keeps the places of a term in the order of keys, and stops when it has enough."""

from django.db import connection

from .base import Backend, Place, Question

_TIER = (
    "SELECT * FROM (SELECT %s AS tier, rowid FROM articles_search"
    " WHERE articles_search MATCH %s AND rowid < %s ORDER BY rowid DESC LIMIT %s)"
)


class SQLiteBackend(Backend):
    """Asks for each tier in its turn; one that is not needed any more is not begun."""

    both, either, but_not = "AND", "OR", "NOT"

    def quote(self, term: str) -> str:
        return f'"{term}"'

    def quote_beginning(self, term: str) -> str:
        return f'"{term}"*'

    def match(self, question: Question, limit: int) -> list[Place]:
        tiers = list(self.by_tier(question))
        sql = " UNION ALL ".join(_TIER for _ in tiers) + " LIMIT %s"
        values = [value for tier in tiers for value in (*tier, limit)]
        with connection.cursor() as cursor:
            cursor.execute(sql, [*values, limit])
            return [Place(*row) for row in cursor.fetchall()]

    def settle(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO articles_search(articles_search) VALUES ('optimize')")
