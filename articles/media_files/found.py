"""What a storage says of a file that is there."""

import io
from collections.abc import Iterator
from typing import IO, BinaryIO, NamedTuple, Protocol


class Found(NamedTuple):
    """``size`` in bytes, ``changed`` in nanoseconds, ``etag`` as HTTP has it."""

    size: int
    changed: int
    etag: str


class MediaStorage(Protocol):
    """What the storages of this package can do beside what Django's can."""

    label: str  # for people: a folder, or a bucket

    def delete(self, name: str) -> None:
        """Delete the file, if it is there."""

    def found(self, name: str) -> Found | None:
        """The file, or None where there is none of this name."""

    def names(self) -> Iterator[str]:
        """Names of all files of the newsroom."""

    def listing(self) -> Iterator[tuple[str, Found]]:
        """All files of the newsroom by their names, without a question for each."""

    def reader(self, name: str) -> BinaryIO:
        """The file, open to be read. Raises ``FileNotFoundError``."""

    def put(self, name: str, file: IO[bytes] | io.RawIOBase, changed: int) -> None:
        """Store ``file`` under exactly this name, changed at ``changed`` where that can be kept."""

    def own(self, name: str) -> str:
        """The text of one of the storage's own files; empty where there is none."""

    def set_own(self, name: str, text: str) -> None:
        """Write it, or remove it where ``text`` is empty."""
