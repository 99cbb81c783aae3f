"""Exif: what the camera writes, and what Windows adds.

https://www.cipa.jp/std/documents/download_e.html?CIPA_DC-008-2024-E
"""

import math
from collections.abc import Iterable

from PIL import ExifTags, Image

from .dates import moment
from .found import Found, decoded

_BASE = ExifTags.Base
_CODES = {b"ASCII\0\0\0": "", b"UNICODE\0": "utf-16", bytes(8): ""}  # heads of UserComment


def read(data: bytes) -> Found:
    """What a block of Exif says."""
    tags = Image.Exif()
    tags.load(data)
    camera = tags.get_ifd(ExifTags.IFD.Exif)
    found = Found()
    _put(found, "creator", tags.get(_BASE.Artist), tags.get(_BASE.XPAuthor))
    _put(found, "copyright", _photographers_part(tags.get(_BASE.Copyright)))
    comment = camera.get(_BASE.UserComment)
    _put(found, "caption", tags.get(_BASE.ImageDescription), tags.get(_BASE.XPComment))
    found.put("caption", *_comment(comment, tags.endian or "<"))
    _put(found, "headline", None, tags.get(_BASE.XPTitle))
    keywords, _guess = _text(_BASE.XPKeywords, tags.get(_BASE.XPKeywords))
    found.put_all("keywords", keywords.split(";"))
    date = _text(0, camera.get(_BASE.DateTimeOriginal))[0]
    offset = _text(0, camera.get(_BASE.OffsetTimeOriginal))[0]
    found.put("taken_at", moment(f"{date}{offset}") or moment(date))
    found.put("coordinates", coordinates(tags.get_ifd(ExifTags.IFD.GPSInfo)))
    return found


def _put(found: Found, name: str, value: object, of_windows: object = None) -> None:
    found.put(name, *_text(0, value))
    found.put(name, *_text(_BASE.XPTitle, of_windows))


def _photographers_part(value: object) -> object:
    """Of «photographer NUL editor» the words of both."""
    return value.replace("\0", "; ").strip("; ") if isinstance(value, str) else value


def _text(tag: int, value: object) -> tuple[str, bool]:
    """Text of a value as Pillow gives it, and whether its letters are a guess."""
    if tag >= _BASE.XPTitle:  # UTF-16, as Windows has it
        data = bytes(value) if isinstance(value, (tuple, bytes)) else b""
        return data.decode("utf-16-le", "ignore"), False
    if isinstance(value, str):  # Pillow takes every byte for a letter
        value = value.encode("latin-1", "ignore")
    return decoded(value.strip(b"\0 ")) if isinstance(value, bytes) else ("", False)


def _comment(value: object, endian: str) -> tuple[str, bool]:
    if isinstance(value, str):
        value = value.encode("latin-1", "ignore")
    if not isinstance(value, bytes) or value[:8] not in _CODES:
        return "", False
    encoding = _CODES[value[:8]]
    if not encoding:
        return decoded(value[8:].strip(b"\0 "))
    order = "be" if endian == ">" else "le"
    return value[8:].decode(f"{encoding}-{order}", "ignore"), False


def coordinates(gps: dict) -> str:
    """Degrees north and east, to a tenth of a metre: «43.238949, 76.889709»; empty where none."""
    tags = ExifTags.GPS
    try:
        north = _degrees(gps[tags.GPSLatitude], gps.get(tags.GPSLatitudeRef) == "S", 90)
        east = _degrees(gps[tags.GPSLongitude], gps.get(tags.GPSLongitudeRef) == "W", 180)
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return ""
    return f"{north:.6f}, {east:.6f}" if north or east else ""


def _degrees(parts: Iterable, is_negative: bool, limit: int) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(value) or value > limit:
        raise ValueError(parts)
    return -value if is_negative else value
