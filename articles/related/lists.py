"""Lists of articles, newest first, of a tag or a key term; how often a thing is used."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from django.db import connection
from django.db.models import BigIntegerField, Func

from ..db.compiled_queries import fetch_rows
from ..models import Article, KeyTerm
from ..models.workflow.transitions import Status

_NEWEST = 30  # of each tag are looked at
_NEWEST_OF_TERM = 12
_AT_ONCE = 200  # lists in a query; SQLite knows a limit
_LANGUAGE, _KEY = "some language", -1  # gaps in the SQL of a list
_DAY = 86_400  # seconds


class ListEntry(NamedTuple):
    """An article in the list of a tag or a key term.

    When it was published is a number, seconds of POSIX: of hundreds of places no date is needed.
    """

    pk: int
    published_at: int


def most_of(kind: str) -> int:
    """How many entries of a list are looked at."""
    return _NEWEST_OF_TERM if kind == "term" else _NEWEST


def articles_a_year(entries: list[ListEntry], most: int) -> float:
    """How many articles a year have it, by the newest: all of them if they are few."""
    if len(entries) < most:
        return len(entries)
    days = (entries[0].published_at - entries[-1].published_at) / _DAY
    return max(most, most * 365 / max(days, 1))


def read_newest(names: Iterable[tuple], newest: dict[tuple, list[ListEntry]]) -> None:
    """Add to ``newest`` these lists, newest first."""
    missing = [name for name in dict.fromkeys(names) if name not in newest]
    newest.update({name: [] for name in missing})
    for first in range(0, len(missing), _AT_ONCE):
        _read(missing[first : first + _AT_ONCE], newest)


def _read(names: list[tuple], newest: dict[tuple, list[ListEntry]]) -> None:
    """One query; put together by Django it would take ten times as long as its answer."""
    parts = _of_postgresql(names) if connection.vendor == "postgresql" else _of_sqlite(names)
    sql, params = zip(*parts, strict=True)
    values = [value for part in params for value in part]
    for number, pk, at in fetch_rows(connection, " UNION ALL ".join(sql), values):
        newest[names[number]].append(ListEntry(pk, at))
    for name in names:
        newest[name].sort(key=attrgetter("published_at"), reverse=True)


def _of_sqlite(names: list[tuple]) -> Iterator[tuple[str, list]]:
    """A list after the other: SQL, and its values."""
    for number, (language, kind, key) in enumerate(names):
        sql, gaps = _list_sql(connection.vendor, kind)
        values = [{_LANGUAGE: language, _KEY: key}.get(value, value) for value in gaps]
        yield f"SELECT {number} AS list, places.* FROM ({sql}) AS places", values  # noqa: S608


def _of_postgresql(names: list[tuple]) -> Iterator[tuple[str, list]]:
    """All lists of a kind together: PostgreSQL plans each for as long as it takes to find it."""
    kinds: dict[tuple, list[tuple[int, int]]] = defaultdict(list)
    for number, (language, kind, key) in enumerate(names):
        kinds[language, kind].append((number, key))
    for (language, kind), lists in kinds.items():
        sql, gaps = _list_sql(connection.vendor, kind)
        sql %= tuple("asked.key" if value == _KEY else "%s" for value in gaps)
        values = [language if value == _LANGUAGE else value for value in gaps if value != _KEY]
        asked = "unnest(%s::int[], %s::bigint[]) AS asked (list, key)"
        joined = f"{asked} CROSS JOIN LATERAL ({sql}) AS places"
        yield (
            f"SELECT asked.list, places.* FROM {joined}",  # noqa: S608
            [*map(list, zip(*lists, strict=True)), *values],
        )


@cache
def _list_sql(vendor: str, kind: str) -> tuple[str, tuple]:
    """The SQL of a list, and its parameters with the gaps ``_LANGUAGE`` and ``_KEY``."""
    published = Article.objects.filter(status=Status.PUBLISHED).in_language(_LANGUAGE)
    if kind == "term":
        entries = KeyTerm.objects.filter(term=_KEY).order_by("-published_at", "-article_id")
        entries = entries.values_list("article_id", _Seconds("published_at"))
    else:
        entries = published.tagged(_KEY).values_list("pk", _Seconds("taggings__published_at"))
    return entries[: most_of(kind)].query.sql_with_params()


class _Seconds(Func):
    """An instant in whole seconds of POSIX; to read a date takes Python as long as its query."""

    output_field = BigIntegerField()
    template = "floor(extract(epoch FROM %(expressions)s))::bigint"

    def as_sqlite(self, compiler, connection, **context):
        template = "CAST(strftime('%%%%s', %(expressions)s) AS integer)"
        return self.as_sql(compiler, connection, template=template, **context)
