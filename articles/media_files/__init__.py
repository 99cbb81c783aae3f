"""The files of the media folder: which are there, and how one goes while a backup is running.

A backup has the database as it was at an instant and copies the files after it, so a file that a
row named at that instant must not go before it is copied. Whoever deletes holds the lock file of
the media folder together with others; a backup holds it alone, and what is to go meanwhile is
listed. The kernel lets the lock go with a process, however that ends.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeGuard, cast

from django.core.files.storage import FileSystemStorage, Storage

from . import in_bucket
from .found import MediaStorage
from .own import LOCK, OWN, PENDING, FilesInUse

if TYPE_CHECKING:
    from .s3 import S3Files

_LONGEST = 10.0  # seconds that deletions in hand may take before a backup gives up
_STEP = 0.02


def delete(storage: Storage, names: Iterable[str]) -> None:
    """Delete files of ``storage``, or list them for the backup that is running to delete."""
    names = list(names)
    if _is_bucket(storage):
        in_bucket.delete(storage, names)
        return
    if not (isinstance(storage, FileSystemStorage) and Path(storage.location).is_dir()):
        _delete(storage, names)
        return
    with _lock(storage, fcntl.LOCK_SH) as is_held:
        if is_held:
            _delete(storage, names)
            return
        _postpone(storage, names)
    with _lock(storage, fcntl.LOCK_EX) as is_held:
        if is_held:  # the backup has ended in between
            _delete_pending(storage)


@contextmanager
def files_kept(storage: FileSystemStorage | MediaStorage) -> Iterator[None]:
    """Inside, no file of ``storage`` goes; those that were to go go at its end.

    Raises ``FilesInUse`` while another process does the same.
    """
    if _is_bucket(storage):
        with in_bucket.files_kept(storage):
            yield
        return
    storage = cast(FileSystemStorage, storage)
    given_up = time.monotonic() + _LONGEST
    while True:
        with _lock(storage, fcntl.LOCK_EX) as is_held:
            if is_held:
                _delete_pending(storage)  # of a backup that was broken off
                try:
                    yield
                finally:
                    _delete_pending(storage)
                return
        if time.monotonic() > given_up:
            raise FilesInUse
        time.sleep(_STEP)


def _is_bucket(storage: object) -> TypeGuard["S3Files"]:
    return hasattr(storage, "own_names")


def names(folder: Path) -> Iterator[str]:
    """Names of all files of a media folder, by folder; links are followed, each folder once."""
    seen: set[tuple[int, int]] = set()
    for root, folders, files in os.walk(folder, followlinks=True):
        folders[:] = _not_yet(seen, Path(root), sorted(folders))
        for name in sorted(files):
            path = Path(root, name)
            if name not in OWN and path.is_file():
                yield path.relative_to(folder).as_posix()


def _not_yet(seen: set, root: Path, folders: Iterable[str]) -> list[str]:
    new = []
    for name in folders:
        found = (root / name).stat()
        if (found.st_dev, found.st_ino) not in seen:
            seen.add((found.st_dev, found.st_ino))
            new.append(name)
    return new


def pending(storage: FileSystemStorage | MediaStorage) -> set[str]:
    """Names of the files that are to go when the backup that is running has ended."""
    if _is_bucket(storage):
        return in_bucket.pending(storage)
    storage = cast(FileSystemStorage, storage)
    path = Path(storage.location, PENDING)
    return {name for name, _identity in _read(path.read_text())} if path.exists() else set()


@contextmanager
def _lock(storage: FileSystemStorage, kind: int) -> Iterator[bool]:
    """Whether the lock could be had at once; it is let go at the end."""
    with _opened(storage, LOCK) as file:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def _opened(storage: FileSystemStorage, name: str) -> TextIO:
    """For whoever the folder belongs to, whoever makes the file first."""
    path, owner = Path(storage.location, name), Path(storage.location).stat()
    if os.geteuid() == 0 and not path.exists():
        path.touch()
        os.chown(path, owner.st_uid, owner.st_gid)
    return path.open("a+")


def _delete(storage: Storage, names: Iterable[str]) -> None:
    for name in names:
        storage.delete(name)


def _postpone(storage: FileSystemStorage, names: Iterable[str]) -> None:
    identities = ((name, _identity(storage, name)) for name in names)
    lines = [json.dumps(line) for line in identities if line[1]]
    with _opened(storage, PENDING) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write("".join(f"{line}\n" for line in lines))


def _delete_pending(storage: FileSystemStorage) -> None:
    """A file that was written anew since, under the name of one that was to go, stays."""
    with _opened(storage, PENDING) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        listed = _read(file.read())
        _delete(storage, (name for name, known in listed if _identity(storage, name) == known))
        file.truncate(0)


def _read(text: str) -> list[tuple[str, list[int]]]:
    """Without a line that was broken off."""
    return [json.loads(line) for line in text.splitlines() if line.endswith("]]")]


def _identity(storage: FileSystemStorage, name: str) -> list[int]:
    """What tells a file from another of the same name; empty where there is none."""
    path = Path(storage.path(name))
    if not path.exists():
        return []
    found = path.stat()
    return [found.st_ino, found.st_mtime_ns]
