"""Files by their content: each once, under its checksum, for all backups of a folder."""

import errno
import hashlib
import io
import os
import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from ..media_files.found import MediaStorage
from .manifest import StoredFile

_CHUNK = 1 << 20
_NAME = re.compile(r"[0-9a-f]{64}(\.part)?")
_ATTEMPTS = 5


class Store:
    """The folder of files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def holds(self, stored: StoredFile) -> bool:
        """Whether the file is there, by its size alone."""
        path = self.path(stored.sha256)
        return path.is_file() and path.stat().st_size == stored.size

    def add(self, storage: MediaStorage, name: str) -> StoredFile:
        """Take a copy of the file ``name``; of what is written meanwhile, the whole of it.

        Raises ``FileNotFoundError`` where there is none.
        """
        for _attempt in range(_ATTEMPTS):
            before = storage.found(name)
            with storage.reader(name) as file:
                sha256 = self._take(file)
            after = storage.found(name)
            if before and before == after:
                break
        if after is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
        return StoredFile(sha256, after.size, after.changed)

    def _take(self, file: BinaryIO) -> str:
        part = self.folder / ("0" * 64 + ".part")
        with part.open("wb") as copy:
            sha256 = copied(file, copy.write)
        target = self.path(sha256)
        target.parent.mkdir(exist_ok=True)
        part.replace(target)
        return sha256

    def remove_others(self, needed: Collection[str]) -> None:
        """Keep those files only whose checksums are ``needed``."""
        for path in self._files():
            if path.name not in needed:
                path.unlink()

    def _files(self) -> Iterator[Path]:
        for path in self.folder.rglob("*"):
            if _NAME.fullmatch(path.name) and path.is_file():
                yield path


class Hashed(io.RawIOBase):
    """A file that is read once from its beginning, and then has the ``sha256`` of what was read."""

    def __init__(self, path: Path) -> None:
        self.path, self._file, self._digest = path, path.open("rb"), hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401
        count = self._file.readinto(buffer)
        self._digest.update(memoryview(buffer)[:count])
        return count

    def close(self) -> None:
        self._file.close()
        super().close()

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


def copied(file: BinaryIO, write: Callable[[bytes], object]) -> str:
    """Give ``write`` all of ``file``; returns its hexadecimal SHA-256."""
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
        write(chunk)
    return digest.hexdigest()


def checksum(path: Path) -> str:
    """The hexadecimal SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
