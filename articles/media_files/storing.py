"""Files and rows together: what was stored for a row that did not come to be goes again."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar

from django.core.files.storage import Storage
from django.db import connection, transaction

from . import delete

_Stored = list[tuple[Storage, str]]
_stored: ContextVar[_Stored | None] = ContextVar("what was stored in this block", default=None)


def note(storage: Storage, name: str) -> None:
    """The file ``name`` is new in ``storage``: the storages of this package say so."""
    stored = _stored.get()
    if stored is not None:
        stored.append((storage, name))
        if connection.in_atomic_block:
            transaction.on_commit(stored.clear)  # what goes wrong afterwards concerns no file


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """Where this ends with an exception, every file that was stored inside is deleted.

    To be opened outside of the transaction that writes the rows; what that has committed stays.
    """
    above = _stored.get()
    stored: _Stored = [] if above is None else above
    token, first = _stored.set(stored), len(stored)
    try:
        yield
    except BaseException:
        for storage, name in stored[first:]:
            with suppress(OSError):
                delete(storage, [name])
        del stored[first:]
        raise
    finally:
        _stored.reset(token)
