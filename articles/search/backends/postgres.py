"""PostgreSQL: ``tsvector`` under GIN, which knows no order.

So each tier is asked twice: for the weeks just below the key, which every entry names among its
terms and where a common word has enough, and for all that is older, where what is left is rare.
"""

from django.db import connection

from ..keys import LEAST, start_of, week_of
from ..terms import week_term
from .base import Backend, Place, Question

_WEEKS = 4
_PART = "SELECT %s AS tier, key FROM articles_search(%s::tsquery, %s, %s, %s) AS key"


class PostgreSQLBackend(Backend):
    """Asks for each tier in its turn; one that is not needed any more is not begun."""

    both, either, but_not = "&", "|", "& !"

    def quote(self, term: str) -> str:
        return f"'{term}'"

    def quote_beginning(self, term: str) -> str:
        return f"'{term}':*"

    def match(self, question: Question, limit: int) -> list[Place]:
        values = []
        for tier, asked, newest in self.by_tier(question):
            last = week_of(newest - 1)
            weeks = [self.quote(week_term(last - n)) for n in range(_WEEKS)]
            border = start_of(last - _WEEKS + 1)
            values += [tier, f"({asked}) & ({self._join('|', weeks)})", newest, border, limit]
            values += [tier, asked, border, LEAST, limit]
        sql = " UNION ALL ".join(_PART for _ in range(len(values) // 5)) + " LIMIT %s"
        with connection.cursor() as cursor:
            cursor.execute(sql, [*values, limit])
            return [Place(*row) for row in cursor.fetchall()]

    def settle(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list('articles_search_terms')")
            cursor.execute("ANALYZE articles_searchentry")
