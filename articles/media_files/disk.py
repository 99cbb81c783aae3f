"""The storage on a disk: a file is there whole or not at all."""

import io
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, BinaryIO

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from . import names
from .found import Found
from .storing import note


class DiskStorage(FileSystemStorage):
    """Django's, which leaves nothing of a file for which there was no room."""

    def _save(self, name: str, content: File) -> str:
        """Raises ``OSError``."""
        try:
            stored = super()._save(name, content)  # type: ignore[misc]
        except OSError:
            self._remove_begun(Path(self.path(name)), content.size)
            raise
        note(self, stored)
        return stored

    @property
    def label(self) -> str:
        """The folder, for people."""
        return str(self.location)

    def found(self, name: str) -> Found | None:
        """The file, or None where there is none of this name."""
        try:
            found = Path(self.path(name)).stat()
        except (OSError, ValueError, SuspiciousFileOperation):  # a NUL, or out of the folder
            return None
        if not stat.S_ISREG(found.st_mode):
            return None
        etag = f'"{found.st_mtime_ns:x}-{found.st_size:x}"'
        return Found(found.st_size, found.st_mtime_ns, etag)

    def reader(self, name: str) -> BinaryIO:
        """The file, open to be read. Raises ``OSError``."""
        return Path(self.path(name)).open("rb")

    def names(self) -> Iterator[str]:
        """Names of all files, by folder."""
        return names(Path(self.location))

    def listing(self) -> Iterator[tuple[str, Found]]:
        """All files by their names."""
        return ((name, found) for name in self.names() if (found := self.found(name)))

    def put(self, name: str, file: IO[bytes] | io.RawIOBase, changed: int) -> None:
        """Store ``file`` under exactly this name, as it was changed at ``changed``."""
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as copy:
            shutil.copyfileobj(file, copy, 1 << 20)
        os.utime(target, ns=(changed, changed))

    def own(self, name: str) -> str:
        """The text of one of the storage's own files; empty where there is none."""
        path = Path(self.location, name)
        return path.read_text() if path.exists() else ""

    def set_own(self, name: str, text: str) -> None:
        """Write it, or remove it where ``text`` is empty."""
        path = Path(self.location, name)
        if not text:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def _remove_begun(self, path: Path, size: int) -> None:
        """A whole file was written by somebody else under the same name, just before."""
        with suppress(OSError):
            if path.stat().st_size < size:
                path.unlink()
