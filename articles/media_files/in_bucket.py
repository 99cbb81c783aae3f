"""How a file goes from a bucket while a backup is running; there is no lock of a kernel there.

The backup's lock is an object, and waits a moment for deletions that have just asked for it. One
of a backup that was killed is good for half a day.
"""

import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from uuid import uuid4

from .own import LOCK, PENDING, FilesInUse

if TYPE_CHECKING:
    from .s3 import S3Files

_STALE, _GRACE = 12 * 3600.0, 2.0  # seconds


def delete(storage: "S3Files", names: Iterable[str]) -> None:
    """Delete files, or list them for the backup that is running to delete."""
    names = list(names)
    if not _is_held(storage):
        storage.delete_all(names)
        return
    found = ((name, storage.found(name)) for name in names)
    listed = [[name, file.etag] for name, file in found if file]
    storage.set_own(f"{PENDING}/{uuid4().hex}", json.dumps(listed))
    if not _is_held(storage):  # the backup has ended in between
        _delete_pending(storage)


@contextmanager
def files_kept(storage: "S3Files") -> Iterator[None]:
    """Inside, no file of ``storage`` goes. Raises ``FilesInUse`` while another process does so."""
    if _is_held(storage):
        raise FilesInUse
    storage.set_own(LOCK, str(time.time()))
    try:
        time.sleep(_GRACE)
        _delete_pending(storage)  # of a backup that was broken off
        yield
    finally:
        storage.set_own(LOCK, "")
        _delete_pending(storage)


def pending(storage: "S3Files") -> set[str]:
    """Names of the files that are to go when the backup that is running has ended."""
    return {name for own in storage.own_names(PENDING) for name, _etag in _read(storage, own)}


def _is_held(storage: "S3Files") -> bool:
    since = storage.own(LOCK)
    return bool(since) and time.time() - float(since) < _STALE


def _delete_pending(storage: "S3Files") -> None:
    """A file that was written anew since, under the name of one that was to go, stays."""
    for own in list(storage.own_names(PENDING)):
        found = ((name, etag, storage.found(name)) for name, etag in _read(storage, own))
        storage.delete_all(name for name, etag, file in found if file and file.etag == etag)
        storage.set_own(own, "")


def _read(storage: "S3Files", own: str) -> list[tuple[str, str]]:
    return json.loads(storage.own(own) or "[]")
