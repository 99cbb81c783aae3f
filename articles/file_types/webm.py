"""WebM: which codecs it holds, and how large the picture is. RFC 8794, RFC 9559."""

from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

from .formats import WEBM, BadFile, Found

_MOST_ELEMENTS: Final = 10_000
_HEAD, _DOCTYPE, _SEGMENT, _TRACKS = 0x1A45DFA3, 0x4282, 0x18538067, 0x1654AE6B
_ENTRY, _CODEC, _VIDEO, _WIDTH, _HEIGHT = 0xAE, 0x86, 0xE0, 0xB0, 0xBA
_PICTURES: Final = (b"V_VP8", b"V_VP9", b"V_AV1")
_SOUNDS: Final = (b"A_OPUS", b"A_VORBIS")
_MOST_OF_VALUE: Final = 64


class _Element(NamedTuple):
    id: int
    start: int  # of what is in it
    end: int


def found(file: BinaryIO) -> Found:
    """What the file is; raises :class:`BadFile` for what browsers do not play."""
    file.seek(0, 2)
    whole = _Element(0, 0, file.tell())
    if _value(file, _child(file, _child(file, whole, _HEAD), _DOCTYPE)) != b"webm":
        raise BadFile("codec")
    entries = _children(file, _child(file, _child(file, whole, _SEGMENT), _TRACKS))
    size = None
    for entry in [element for element in entries if element.id == _ENTRY]:
        codec = _value(file, _child(file, entry, _CODEC))
        if codec in _PICTURES:
            size = size or _size(file, entry)
        elif codec not in _SOUNDS:
            raise BadFile("codec")
    if size is None:
        raise BadFile("codec")
    return Found(WEBM, *size)


def _size(file: BinaryIO, entry: _Element) -> tuple[int, int]:
    video = _child(file, entry, _VIDEO)
    width, height = (_value(file, _child(file, video, id)) for id in (_WIDTH, _HEIGHT))
    return int.from_bytes(width, "big"), int.from_bytes(height, "big")


def _value(file: BinaryIO, element: _Element) -> bytes:
    file.seek(element.start)
    return file.read(min(_MOST_OF_VALUE, element.end - element.start)).rstrip(b"\0")


def _child(file: BinaryIO, parent: _Element, id: int) -> _Element:
    for element in _children(file, parent):
        if element.id == id:
            return element
    raise BadFile("format")


def _children(file: BinaryIO, parent: _Element) -> Iterator[_Element]:
    at = parent.start
    for _number in range(_MOST_ELEMENTS):
        if at >= parent.end:
            return
        file.seek(at)
        id, _ = _number_of(file, keeps_marker=True)
        size, is_unknown = _number_of(file, keeps_marker=False)
        start = file.tell()
        end = parent.end if is_unknown else start + size
        if end > parent.end:
            raise BadFile("format")
        yield _Element(id, start, end)
        at = end


def _number_of(file: BinaryIO, *, keeps_marker: bool) -> tuple[int, bool]:
    """A number of one to eight bytes, and whether it says that nobody knows it."""
    first = file.read(1)
    if not first or not first[0]:
        raise BadFile("format")
    length = 9 - first[0].bit_length()
    number = int.from_bytes(first + file.read(length - 1), "big")
    marker = 1 << 7 * length
    bare = number & marker - 1
    return number if keeps_marker else bare, bare == marker - 1
