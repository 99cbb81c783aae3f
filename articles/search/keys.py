"""How the index orders articles by time.

A key is the seconds since 1970 with the primary key behind them, in one number: the larger, the
newer, and the article is read from it without a look into the table.
"""

from datetime import datetime
from typing import Final

_PK_BITS: Final = 29  # 500 million articles; 34 bits of seconds reach beyond the year 2500
_PK_MASK: Final = (1 << _PK_BITS) - 1
WEEK: Final = (7 * 86_400) << _PK_BITS

LEAST: Final = -(1 << 63)


def key_at(instant: datetime, pk: int = 0) -> int:
    """The key of an article of this instant."""
    return (int(instant.timestamp()) << _PK_BITS) + pk


def key_after(instant: datetime) -> int:
    """The least key that is newer than all of this instant's second."""
    return key_at(instant) + (1 << _PK_BITS)


def pk_of(key: int) -> int:
    """The primary key of the article behind ``key``."""
    return key & _PK_MASK


def week_of(key: int) -> int:
    """The number of the week since 1970 that ``key`` lies in."""
    return key // WEEK


def instant_of(key: int) -> int:
    """The seconds since 1970 of ``key``."""
    return key >> _PK_BITS
