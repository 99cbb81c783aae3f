"""PostgreSQL: ``tsvector`` under GIN, which knows no order.

So each part is asked twice: for the weeks just below the newest key, which every entry names among
its terms and where a common word has enough, and for all that is older, where what is left is rare.
"""

from django.db import connection

from ...db.replica import read_connection
from ..keys import start_of, week_of
from ..terms import week_term
from .base import Backend, Match, Question

_WEEKS = 8
_PART = (
    "SELECT * FROM (SELECT %s::int AS part, key FROM ("
    "SELECT key FROM articles_search(%s::tsquery, %s, %s, %s) AS key"
    " UNION ALL SELECT key FROM articles_search(%s::tsquery, %s, %s, %s) AS key"
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
        last = week_of(question.newest - 1)
        weeks = self.join("|", (self.quote(week_term(last - n)) for n in range(_WEEKS)))
        border = max(start_of(last - _WEEKS + 1), question.oldest)
        values: list[int | str] = []
        for number, part in enumerate(question.parts):
            asked = self.spell(part)
            values += [number, f"{asked} & {weeks}", question.newest, border, each]
            values += [asked, border, question.oldest, each, each]
        sql = " UNION ALL ".join(_PART for _ in question.parts) + " LIMIT %s"
        with read_connection().cursor() as cursor:
            cursor.execute(sql, [*values, limit])
            return [Match(*row) for row in cursor.fetchall()]

    def settle(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list('articles_search_terms')")
            cursor.execute("ANALYZE articles_searchentry, articles_searchword")
