"""MP4 and M4A: which codecs they hold, and how large the picture is. ISO 14496-12."""

import struct
from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

from .formats import M4A, MP4, BadFile, Found

_MOST_BOXES: Final = 10_000
_PICTURE, _SOUND = b"vide", b"soun"
_CODECS: Final = {_PICTURE: (b"avc1", b"avc3"), _SOUND: (b"mp4a",)}  # H.264, AAC
_TRACK: Final = ((b"mdia", b"hdlr"), (b"mdia", b"minf", b"stbl", b"stsd"), (b"tkhd",))


class _Box(NamedTuple):
    kind: bytes
    start: int  # of what is in it
    end: int


class _Track(NamedTuple):
    handler: bytes
    codec: bytes
    width: int
    height: int


def found(file: BinaryIO) -> Found:
    """What the file is; raises :class:`BadFile` for what browsers do not play."""
    try:
        tracks = list(_tracks(file))
    except (struct.error, IndexError) as error:
        raise BadFile("format") from error
    tracks = [track for track in tracks if track.handler in _CODECS]
    if any(track.codec not in _CODECS[track.handler] for track in tracks):
        raise BadFile("codec")
    for track in tracks:
        if track.handler == _PICTURE:
            return Found(MP4, track.width, track.height)
    if not tracks:
        raise BadFile("format")
    return Found(M4A)


def _tracks(file: BinaryIO) -> Iterator[_Track]:
    file.seek(0, 2)
    movie = _child(file, _Box(b"", 0, file.tell()), b"moov")
    for box in _children(file, movie):
        if box.kind == b"trak":
            handler, entries, head = (_inside(file, box, path) for path in _TRACK)
            width, height = _size(_read(file, head.end - 44, 44))
            handled = _read(file, handler.start + 8, 4)
            yield _Track(handled, _read(file, entries.start + 12, 4), width, height)


def _size(end_of_head: bytes) -> tuple[int, int]:
    """Pixels as they are shown: a telephone that was held upright says so in the matrix."""
    *matrix, width, height = struct.unpack(">9i2I", end_of_head)
    is_on_its_side = matrix[0] == 0 and matrix[4] == 0
    size = width >> 16, height >> 16
    return size[::-1] if is_on_its_side else size


def _inside(file: BinaryIO, box: _Box, path: tuple[bytes, ...]) -> _Box:
    for kind in path:
        box = _child(file, box, kind)
    return box


def _child(file: BinaryIO, box: _Box, kind: bytes) -> _Box:
    for child in _children(file, box):
        if child.kind == kind:
            return child
    raise BadFile("format")


def _children(file: BinaryIO, parent: _Box) -> Iterator[_Box]:
    at = parent.start
    for _number in range(_MOST_BOXES):
        if at + 8 > parent.end:
            return
        size, kind = struct.unpack(">I4s", _read(file, at, 8))
        head = 8
        if size == 1:
            size, head = struct.unpack(">Q", _read(file, at + 8, 8))[0], 16
        end = at + size if size else parent.end
        if end < at + head or end > parent.end:
            raise BadFile("format")
        yield _Box(kind, at + head, end)
        at = end


def _read(file: BinaryIO, at: int, size: int) -> bytes:
    if at < 0:
        raise BadFile("format")
    file.seek(at)
    return file.read(size)
