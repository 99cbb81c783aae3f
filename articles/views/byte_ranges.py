"""Parts of a file: what a player asks for that begins in the middle. RFC 9110, 14.

One range at a time; of several, or of what is no range, the whole file is the answer, as the RFC
allows it. Behind nginx that is nginx's own work.
"""

import re
from typing import BinaryIO, Final

from django.http import FileResponse, HttpResponse

_RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


class FilePart:
    """The bytes of an open file from ``first`` on, ``length`` of them."""

    def __init__(self, file: BinaryIO, first: int, length: int) -> None:
        file.seek(first)
        self._file, self._left = file, length

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(min(size, self._left) if size >= 0 else self._left)
        self._left -= len(data)
        return data

    def close(self) -> None:
        self._file.close()


class WholeFile(FileResponse):
    """Django's, in larger pieces."""

    block_size = 1 << 16


def wanted(headers, *, size: int, etag: str, modified: str) -> tuple[int, int] | None:
    """First byte and length of the part that a request wants, None for the whole.

    A length of 0 says that there is no such part. With ``If-Range`` a part is wanted of that very
    version only.
    """
    match = _RANGE.fullmatch(headers.get("Range", "").strip())
    if not match or not any(match.groups()):
        return None
    if headers.get("If-Range", etag).strip() not in (etag, modified):
        return None
    first, last = match.groups()
    if not first:
        length = min(int(last), size)
        return size - length, length
    if last and int(last) < int(first):
        return None
    end = min(int(last), size - 1) if last else size - 1
    return int(first), max(0, end - int(first) + 1)


def part_of(file: BinaryIO, part: tuple[int, int], size: int, content_type: str) -> HttpResponse:
    """206 with ``part`` of ``file``, or 416."""
    first, length = part
    if not length:
        file.close()
        headers = {"Content-Range": f"bytes */{size}"}
        return HttpResponse(status=416, content_type=content_type, headers=headers)
    response = WholeFile(FilePart(file, first, length), status=206, content_type=content_type)
    response["Content-Range"] = f"bytes {first}-{first + length - 1}/{size}"
    response["Content-Length"] = str(length)
    return response
