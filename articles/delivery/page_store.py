"""Where the page cache holds its pages: bounded in bytes, and one render of a page at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from sys import getsizeof
from threading import Lock
from typing import Any

from ..db.compiled_queries import ExecutedQuery
from .bounded_store import BoundedStore, size_of

LONGEST_UNPROVED = timedelta(minutes=10)
ROOM = 12 * 1024**2  # bytes that all pages take with their rows: of articles some 200
OF_LISTS = 8  # a part of the room is for addresses with parameters: there are any number of them
UNKNOWN = -1  # a version of the content that no page is good for
_OWN_SIZE = 1_000  # of headers, and of the objects that hold a page together; once more if sent


@dataclass(slots=True)
class CachedPage:
    """A page, what it was made of, and between which instants the clock leaves it.

    ``proved`` is when it was last known to be the page that would be made, ``version`` that of the
    content then. ``executed`` has the queries it was made of; None where others were asked too.
    ``sent`` are the headers with which Django sends it, ``copies`` what the entry point makes of it
    (``wsgi_cache``).
    """

    key: str
    kind: str  # the name of the address
    content: bytes
    headers: dict[str, str]
    executed: list[ExecutedQuery] | None
    since: datetime
    until: datetime
    proved: datetime
    version: int = UNKNOWN
    sent: list[tuple[str, str]] = field(default_factory=list)
    copies: dict[tuple[str, bool], Any] = field(default_factory=dict)

    def size(self) -> int:
        """Bytes that it takes in memory."""
        executed = self.executed or ()
        held = [[one.rows for one in executed], [one.values for one in executed]]
        copied = [copy.body for copy in self.copies.values() if copy.body[0] is not self.content]
        own = 2 * _OWN_SIZE if self.sent else _OWN_SIZE
        return own + size_of([self.content, *held, copied])

    def is_good(self, at: datetime, version: int) -> bool:
        """Whether it is what would be made at ``at`` of the content in ``version``."""
        return version == self.version != UNKNOWN and self.since <= at < self.until

    @property
    def last_unproved(self) -> datetime:
        """The instant from which it is shown to nobody, if the database does not come back."""
        return min(self.until, self.proved + LONGEST_UNPROVED)


_Shelf = BoundedStore[str, CachedPage]
_pages, _lists = _Shelf(), _Shelf()  # without and with parameters in the address


def _shelf(key: str) -> _Shelf:
    return _lists if "?" in key else _pages


def get(key: str) -> CachedPage | None:
    """The page under ``key``, whether it is good or not."""
    return _shelf(key).get(key)


def put(page: CachedPage) -> None:
    """Take ``page`` in."""
    _shelf(page.key).put(page.key, page, *_size_and_room(page))


def measure_again(page: CachedPage) -> None:
    """There are more copies of ``page``, which may be held no more."""
    _shelf(page.key).measure_again(page.key, page, *_size_and_room(page))


def _size_and_room(page: CachedPage) -> tuple[int, int]:
    part = ROOM // OF_LISTS
    return page.size() + getsizeof(page.key), part if "?" in page.key else ROOM - part


def forget(page: CachedPage) -> None:
    """Unless there is another by now."""
    _shelf(page.key).forget(page.key, page)


def clear() -> None:
    """Keep nothing."""
    _pages.clear()
    _lists.clear()


def size() -> int:
    """Bytes that all pages take, of :data:`ROOM`."""
    return _pages.size + _lists.size


_lock = Lock()
_turns: dict[str, tuple[Lock, int]] = {}  # and how many wait for it, or have it


@contextmanager
def turn(key: str) -> Iterator[None]:
    """Inside, nobody else in this process makes the page under ``key``."""
    with _lock:
        mine, waiting = _turns.get(key, (Lock(), 0))
        _turns[key] = mine, waiting + 1
    try:
        with mine:
            yield
    finally:
        with _lock:
            mine, waiting = _turns.pop(key)
            if waiting > 1:
                _turns[key] = mine, waiting - 1
