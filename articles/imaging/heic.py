"""HEIC, read by a process of its own: what goes wrong in its libraries ends that process alone.

They are written in C and C++, and one damaged file in a thousand is their end (found by trying).
The process has limits of memory and time, sees nothing but the bytes of the file, and gives back a
head in JSON and the pixels. See ``heic_child.py`` and decision 048.
"""

import json
from base64 import b64decode
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from PIL import Image

from . import child
from .errors import BadPicture

FORMAT: Final = "HEIF"
_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
_SHARED_BRANDS = {b"mif1", b"msf1"}  # with AVIF, which names itself behind them
_AVIF = {b"avif", b"avis"}
_CHILD: Final = Path(__file__).with_name("heic_child.py")


def is_heic(file: BinaryIO) -> bool:
    """Whether ``file`` says that it is one; it is left at its start."""
    file.seek(0)
    head = file.read(64)
    file.seek(0)
    if head[4:8] != b"ftyp":
        return False
    length = min(int.from_bytes(head[:4]), len(head))
    brands = {head[at : at + 4] for at in (8, *range(16, length - 3, 4))}
    is_shared = head[8:12] in _SHARED_BRANDS and brands & _BRANDS and not brands & _AVIF
    return head[8:12] in _BRANDS or bool(is_shared)


def decoded(file: BinaryIO, *, most: int, most_deep: int, enough: int) -> Image.Image:
    """The picture, upright, averaged down to about ``enough`` pixels.

    Its ``info`` has ``size``, that of the picture in the file, ``pictures``, how many there are,
    and what Pillow calls ``exif``, ``xmp`` and ``icc_profile``. Raises :class:`BadPicture`; also
    beyond ``most`` pixels, or ``most_deep`` where a value has more than eight bits.
    """
    head, pixels = _asked(file, most, most_deep, enough)
    if "limit" in head:
        raise BadPicture("size", head["limit"])
    image = Image.frombytes(head["mode"], tuple(head["reduced"]), pixels)
    image.format = FORMAT
    image.info.update(_info(head), size=tuple(head["size"]), pictures=head["pictures"])
    return image


def described(file: BinaryIO) -> dict[str, bytes]:
    """``exif`` and ``xmp`` of the picture, which is not decoded."""
    return _info(_asked(file, 0, 0, 1)[0])


def _info(head: dict[str, Any]) -> dict[str, bytes]:
    return {name: b64decode(text) for name, text in head["info"].items()}


def _asked(file: BinaryIO, *numbers: int) -> tuple[dict[str, Any], bytes]:
    file.seek(0)
    try:
        written = child.run(_CHILD, [*map(str, numbers)], file.read())
        head, _end, pixels = written.partition(b"\n")
        return cast(dict[str, Any], json.loads(head)), pixels
    except child.FAILURES as error:
        raise BadPicture("format") from error
    finally:
        file.seek(0)
