"""In which sitemap an article is: that of its month, and of its range of keys within the month."""

from typing import Final, NamedTuple

from django.db.models import BigIntegerField, Func

LARGEST: Final = 50_000  # addresses in one file, by the protocol
_RANGES: Final = 10**12  # more than there are ranges of keys


class SitemapNumber(Func):
    """The number of an article's sitemap, from its publication and its key.

    The month is that of UTC, so an index by it is right whatever ``TIME_ZONE`` says. The database
    works it out of what it has by itself, so it is right after plain SQL too. A range has as many
    keys as a file may have addresses, so that no map is too large, and none has to be counted. The
    migrations have indexes of it: whoever changes its SQL has to make those anew.
    """

    output_field = BigIntegerField()

    def __init__(self, published_at="published_at", key="id", **extra):
        super().__init__(published_at, key, **extra)

    def as_sqlite(self, compiler, connection, **_):
        month = "CAST(SUBSTR({0}, 1, 4) || SUBSTR({0}, 6, 2) AS INTEGER)"
        return self._sql(month, compiler)

    def as_postgresql(self, compiler, connection, **_):
        part = "EXTRACT({1} FROM {0} AT TIME ZONE 'UTC')"
        month = f"{part.format('{0}', 'YEAR')} * 100 + {part.format('{0}', 'MONTH')}"
        return self._sql(f"CAST({month} AS bigint)", compiler)

    def _sql(self, month, compiler):
        (instant, values), (key, more) = map(compiler.compile, self.get_source_expressions())
        # The type of the whole: SQLite reads no index where types are not known to be the same.
        number = f"CAST({month.format(instant)} * {_RANGES} + {key} / {LARGEST} AS bigint)"
        return number, [*values * number.count(instant), *more]


class SitemapName(NamedTuple):
    """A number taken apart, as the address of the map has it: ``2026-03``, ``2026-03-1``."""

    year: int
    month: int
    keys: int = 0

    @classmethod
    def of(cls, number: int) -> "SitemapName":
        month, keys = divmod(number, _RANGES)
        return cls(*divmod(month, 100), keys)

    @classmethod
    def read(cls, text: str) -> "SitemapName":
        return cls(*map(int, text.split("-")))

    @property
    def number(self) -> int:
        return (self.year * 100 + self.month) * _RANGES + self.keys

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}" + (f"-{self.keys}" if self.keys else "")
