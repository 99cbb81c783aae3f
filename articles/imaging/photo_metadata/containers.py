"""Where the kinds of files keep their metadata: the raw XMP, IIM and Exif of each."""

import hashlib
import struct
import zlib
from typing import BinaryIO, NamedTuple

from PIL import ExifTags, Image, TiffImagePlugin, TiffTags

from .. import heic

_FORMATS = ("JPEG", "WEBP", "AVIF", "TIFF")
_LARGEST = 1 << 20  # bytes of a block; what is larger is not looked at
_MOST_CHUNKS = 10_000
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_XMP_KEYWORD = b"XML:com.adobe.xmp\0"
# Image resources of Photoshop.
_IIM, _DIGEST = 0x0404, 0x0425
_TIFF_XMP, _TIFF_IIM = 700, 33723
_EXIF_TAGS = {
    getattr(ExifTags.Base, name)
    for name in "ImageDescription Artist Copyright XPTitle XPComment XPAuthor XPKeywords".split()
}


class Blocks(NamedTuple):
    """Raw metadata; empty where there is none. ``is_iim_newer``: it was changed after the XMP."""

    xmp: bytes = b""
    iim: bytes = b""
    exif: bytes = b""
    is_iim_newer: bool = False


def blocks_of(file: BinaryIO) -> Blocks:
    """The blocks of ``file``; raises what Pillow does for a file that is none of these."""
    file.seek(0)
    head = file.read(8)
    if head == _PNG_HEAD:
        return _of_png(file)
    if heic.is_heic(file):
        info = heic.described(file)
        return Blocks(_raw(info.get("xmp")), b"", _raw(info.get("exif")))
    image = Image.open(file, formats=_FORMATS)
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        return _of_tiff(image)
    resources = image.info.get("photoshop") or {}
    iim, digest = resources.get(_IIM, b""), resources.get(_DIGEST)
    is_newer = bool(digest and iim) and digest != _md5(iim)
    return Blocks(_raw(image.info.get("xmp")), _raw(iim), _raw(image.info.get("exif")), is_newer)


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def _raw(value: object) -> bytes:
    return value if isinstance(value, bytes) and len(value) <= _LARGEST else b""


def _of_tiff(image: TiffImagePlugin.TiffImageFile) -> Blocks:
    """Exif of a TIFF is the file itself: Pillow writes its tags as a block."""
    tags, directory = image.getexif(), image.tag_v2
    for tag in (_TIFF_XMP, _TIFF_IIM):
        if tag in directory:
            directory.tagtype[tag] = TiffTags.UNDEFINED  # IIM often comes as numbers of four bytes
    xmp, iim = _raw(directory.get(_TIFF_XMP)), _raw(directory.get(_TIFF_IIM))
    kept = Image.Exif()
    for tag in _EXIF_TAGS & tags.keys():
        value = tags[tag]  # Pillow takes every byte for a letter, and writes those of ASCII only
        kept[tag] = value.encode("latin-1", "ignore") if isinstance(value, str) else value
    for below in (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo):
        kept.get_ifd(below).update(tags.get_ifd(below))
    return Blocks(xmp, iim, _raw(kept.tobytes()))


def _of_png(file: BinaryIO) -> Blocks:
    """Chunk by chunk, since exiftool writes them behind the picture, which Pillow would decode."""
    xmp = exif = b""
    for _ in range(_MOST_CHUNKS):
        head = file.read(8)
        if len(head) < 8 or head[4:] == b"IEND":
            break
        length, kind = struct.unpack(">I4s", head)
        is_asked = kind in (b"iTXt", b"eXIf") and length <= _LARGEST
        data = file.read(length) if is_asked else b""
        file.seek(4 if is_asked else length + 4, 1)
        if kind == b"eXIf":
            exif = exif or data
        elif data.startswith(_XMP_KEYWORD):
            xmp = xmp or _text_of(data.removeprefix(_XMP_KEYWORD))
    return Blocks(xmp, b"", exif)


def _text_of(data: bytes) -> bytes:
    """The text of an iTXt chunk behind its keyword."""
    is_compressed = data[:1] == b"\1"
    _language, _nul, rest = data[2:].partition(b"\0")
    _translated, _nul, text = rest.partition(b"\0")
    return zlib.decompressobj().decompress(text, _LARGEST) if is_compressed else text
