"""Long work in batches: each holds the lock for a moment, and whoever waits for it gets through.

And many rows in parts, each of which is in memory for a while.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from time import monotonic, sleep
from typing import Final, TypeVar

from django.db import connection, transaction
from django.db.models import QuerySet

from .locks import article_write_lock

Thing = TypeVar("Thing")

_HELD: Final = 0.12  # seconds that a batch is to take; one may come out twice as long
_PAUSE: Final = 0.1
FIRST: Final = 30  # things in the first batch
_FEWEST, _MOST = 10, 60  # below, what a batch costs by itself is most of it


def run_in_batches(step: Callable[[int], bool], between: Callable[[], None] | None = None) -> None:
    """Call ``step`` until it gives False: with how many things to do, in a transaction of its own.

    How many they are follows from how long the last ones took, so that no batch holds the lock for
    more than a quarter of a second. Inside a transaction of the caller's all batches are part of
    that, and nobody gets through. ``between`` is called after each that is not the last; what it
    raises ends the work there.
    """
    size, goes_on = FIRST, True
    while goes_on:
        with transaction.atomic():
            article_write_lock()
            began = monotonic()
            goes_on = step(size)
        size = _next_size(size, monotonic() - began)
        if goes_on:
            let_others_through()
            if between:
                between()


def parts(rows: QuerySet, size: int) -> Iterator[QuerySet]:
    """``rows`` in their order, ``size`` at a time, each asked for when it is its turn.

    The keys are read first: a row that has come since is in no part, one that has gone, or is asked
    for no more, is left out. No cursor stays open at PostgreSQL meanwhile: one that is given up
    halfway is closed by whichever query of its connection comes next, and hangs with it.
    """
    keys = list(rows.values_list("pk", flat=True))
    for start in range(0, len(keys), size):
        yield rows.filter(pk__in=keys[start : start + size])


def batches(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    """``things`` in lists, of which one at a time is in memory."""
    iterator = iter(things)
    while batch := list(islice(iterator, size)):
        yield batch


def let_others_through() -> None:
    """Between two batches: on SQLite other processes poll, and must find the lock free."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        sleep(_PAUSE)


def _next_size(size: int, took: float) -> int:
    """How many things take ``_HELD`` if ``size`` of them took ``took`` seconds.

    Half as many again at most: what comes next may take longer.
    """
    wanted = size * _HELD / took if took else _MOST
    return max(_FEWEST, min(int(wanted), size * 3 // 2, _MOST))
