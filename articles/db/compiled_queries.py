"""Queries that are compiled once. A page built from querysets spends most of its time on Django's
writing the same SQL again; here the words of the querysets stay the one place where a query is
said, and only their SQL is kept.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from datetime import UTC, datetime
from threading import RLock
from typing import Any, Generic, NamedTuple, TypeVar, cast
from uuid import UUID

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateTimeField, QuerySet, UUIDField

Value = datetime | int | str | UUID | list[int]
Row = TypeVar("Row")  # what a queryset gives: objects, or tuples

_INT8 = 2**63
_compiling = RLock()
_INSTANT, _UUID = DateTimeField(), UUIDField()
# Examples of an instant, and of the key of a row.
NEVER, NO_KEY = datetime.max.replace(tzinfo=UTC), -1


class CompiledQuery(Generic[Row]):
    """A queryset with gaps: ``examples`` fill them while its SQL is made, values when it is run.

    The queryset gives objects or tuples, without ``prefetch_related()``. An example is of the type
    of what will come, is found nowhere else in the query, and is nothing for which Django writes
    SQL of another shape, as None is. A list stands for ``__in``; it is run with at most as many
    keys as the example has.

    >>> by_key = CompiledQuery(lambda pk: Article.objects.filter(pk=pk), pk=NO_KEY)
    >>> by_key(pk=12)
    [<Article: …>]
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]], **examples: Value):
        self._build, self._examples = build, examples
        self._queryset: QuerySet[Any, Row] | None = None

    def __call__(self, **values: Value) -> list[Row]:
        log = _query_log.get()
        return self.made_of(log.rows_of(self, values) if log else self.rows(**values))

    def made_of(self, rows: list[tuple]) -> list[Row]:
        """What the queryset gives where the database gives ``rows``."""
        compiler = copy(self._compiler)
        # Its SQL is the same on the primary and on the replica: which one, each call says anew.
        compiler.using = self._compiled().db
        compiler.connection = connections[compiler.using]
        compiler.execute_sql = lambda *_, **__: [rows]
        compiler.get_converters = lambda _: self._converters
        queryset = self._compiled().all()
        # Its SQL was written, and its rows are here: this one queryset writes none.
        queryset.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        return list(queryset)

    def first(self, **values: Value) -> Row | None:
        """The first of what it gives, None where there is nothing."""
        return next(iter(self(**values)), None)

    def queryset(self, **values: Value) -> QuerySet[Any, Row]:
        """The plain queryset, of which the answer is the same."""
        return self._build(**values)

    def rows(self, **values: Value) -> list[tuple]:
        """What the database gives, before Django makes anything of it."""
        connection = connections[self._compiled().db]
        filled = _flat({name: self._padded(name, values[name]) for name in values}, connection)
        return fetch_rows(
            connection, self._sql, [filled[gap] if gap else given for gap, given in self._params]
        )

    def _compiled(self) -> QuerySet[Any, Row]:
        if self._queryset is None:
            with _compiling:  # another thread must not see half of it
                if self._queryset is None:
                    self._queryset = self._compile()
        return self._queryset

    def _compile(self) -> QuerySet[Any, Row]:
        queryset = self._build(**self._examples)
        connection = connections[queryset.db]
        self._compiler = queryset.query.get_compiler(queryset.db)
        self._sql, params = self._compiler.as_sql()
        shown = [column for column, *_ in self._compiler.select[: self._compiler.col_count]]
        self._converters = self._compiler.get_converters(shown)
        gaps = {value: gap for gap, value in _flat(self._examples, connection).items()}
        self._params = [(gaps.get(param), param) for param in params]
        if unused := set(gaps.values()) - {gap for gap, _ in self._params}:
            raise ValueError(f"the query has no gap for {sorted(unused)}")
        return queryset

    def _padded(self, name: str, value: Value) -> Value:
        if not isinstance(value, list):
            return value
        room = len(cast(list[int], self._examples[name]))  # of the type of what comes
        if not value or len(value) > room:
            raise ValueError(f"{len(value)} values for {name}, there is room for 1 to {room}")
        return value + value[-1:] * (room - len(value))


def example_keys(count: int) -> list[int]:
    """Keys of nothing, as an example of at most so many others."""
    return [-1 - number for number in range(count)]


def fetch_rows(connection: BaseDatabaseWrapper, sql: str, params: list) -> list[tuple]:
    """The rows of a query whose text is one of few, so that PostgreSQL may keep its plan."""
    # Where queries are logged they are to have their values in them.
    if connection.vendor == "postgresql" and not connection.queries_logged:
        return _fetch_postgresql(connection, sql, params)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def _fetch_postgresql(connection: BaseDatabaseWrapper, sql: str, params: list) -> list[tuple]:
    """As a statement that the server keeps; Django's own cursors write the values into the text.

    psycopg gives a number the least type that holds it, and each type would be a statement anew.
    """
    from psycopg import Cursor  # noqa: PLC0415
    from psycopg.types.numeric import Int8  # noqa: PLC0415

    connection.close_if_health_check_failed()
    connection.ensure_connection()
    # The stubs call what is to be wrapped a wrapper.
    cursor = Cursor(connection.connection)
    with connection.make_cursor(cursor) as wrapped:  # type: ignore[arg-type]
        typed = [Int8(v) if type(v) is int and abs(v) < _INT8 else v for v in params]
        wrapped.execute(sql, typed)
        return wrapped.fetchall()


def _flat(values: dict[str, Value], connection: BaseDatabaseWrapper) -> dict:
    """Values by (name, place in its list), as the database takes them."""
    return {
        (name, place): _adapted(one, connection)
        for name, value in values.items()
        for place, one in enumerate(value if isinstance(value, list) else [value])
    }


def _adapted(value: object, connection: BaseDatabaseWrapper) -> object:
    if isinstance(value, datetime):
        return _INSTANT.get_db_prep_value(value, connection)
    if isinstance(value, UUID):
        return _UUID.get_db_prep_value(value, connection)
    return value


class ExecutedQuery(NamedTuple):
    """A query that was run, and the rows that it gave."""

    query: CompiledQuery[Any]
    values: dict[str, Value]
    rows: list[tuple]


class QueryLog:
    """``executed`` has the queries in their order; answers that are known are not fetched."""

    def __init__(self, known: Iterable[ExecutedQuery] = ()):
        self.executed: list[ExecutedQuery] = []
        self.fetched = 0
        self._known = deque(known)

    def rows_of(self, query: CompiledQuery[Any], values: dict[str, Value]) -> list[tuple]:
        known = self._known.popleft() if self._known else None
        if known and known.query is query and known.values == values:
            self.executed.append(known)
            return known.rows
        self._known.clear()
        self.fetched += 1
        self.executed.append(ExecutedQuery(query, values, query.rows(**values)))
        return self.executed[-1].rows


_query_log: ContextVar[QueryLog | None] = ContextVar("query log", default=None)


@contextmanager
def replaying(known: Iterable[ExecutedQuery] = ()) -> Iterator[QueryLog]:
    """Inside, all compiled queries go through a :class:`QueryLog` that begins with ``known``."""
    log = QueryLog(known)
    token = _query_log.set(log)
    try:
        yield log
    finally:
        _query_log.reset(token)
