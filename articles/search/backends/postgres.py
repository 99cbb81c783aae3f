"""PostgreSQL: ``tsvector`` under GIN, which knows no order.

So each part is asked twice: for the blocks just below the newest key, which every entry names among
its terms and where a common word has enough, and for all that is older, where what is left is rare.
A block of articles is a week.
"""

from django.db import connection

from ...db.replica import read_connection
from .base import Backend, Index, Match, Question

_BLOCKS = 8
_PART = (
    "SELECT * FROM (SELECT %s::int AS part, key FROM ("
    "SELECT key FROM {index}(%s::tsquery, %s, %s, %s) AS key"
    " UNION ALL SELECT key FROM {index}(%s::tsquery, %s, %s, %s) AS key"
    ") AS found LIMIT %s) AS part"
)


class PostgreSQLBackend(Backend):
    """Asks for each part in its turn; one that is not needed any more is not begun."""

    both, either, but_not = "&", "|", "& !"

    def quote(self, term: str) -> str:
        return f"'{term}'"

    def quote_beginning(self, term: str) -> str:
        return f"'{term}':*"

    def find(self, question: Question, each: int, limit: int) -> list[Match]:
        index = question.entries
        last = (question.newest - 1) // index.block
        blocks = self.join("|", (self.quote(index.block_term(last - n)) for n in range(_BLOCKS)))
        border = max((last - _BLOCKS + 1) * index.block, question.oldest)
        values: list[int | str] = []
        for number, part in enumerate(question.parts):
            asked = self.spell(part)
            values += [number, f"{asked} & {blocks}", question.newest, border, each]
            values += [asked, border, question.oldest, each, each]
        template = _PART.format(index=index.name)
        sql = " UNION ALL ".join(template for _ in question.parts) + " LIMIT %s"
        with read_connection().cursor() as cursor:
            cursor.execute(sql, [*values, limit])
            return [Match(*row) for row in cursor.fetchall()]

    def settle(self, index: Index) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [f"{index.name}_terms"])
            cursor.execute(f"ANALYZE {', '.join(index.tables)}")
