"""What a photo's file says of itself: who took it, whose it is, what it shows, where and when.

:func:`read` gives :class:`Metadata` from XMP, IPTC-IIM and Exif of a JPEG, PNG, WebP, AVIF, HEIC or
TIFF. A file that is damaged or hostile gives less, or nothing, and never an exception; what is read
is bounded in size.

Where they disagree, XMP goes before IIM and IIM before Exif: the IPTC standard keeps its properties
in XMP and names IIM as what they came from, and cameras fill Exif with words of their own. But
where the file has a digest of its IIM that is not the one of its IIM, a program that knows nothing
of XMP has changed it since, and IIM goes first (Metadata Working Group, Guidelines for Handling
Image Metadata 2.0, 2010, «Reading metadata»).

https://www.iptc.org/std/photometadata/specification/IPTC-PhotoMetadata
https://exiftool.org/TagNames/MWG.html
"""

import warnings
from collections.abc import Callable
from threading import Lock
from typing import BinaryIO

from . import exif, iim, xmp
from .containers import blocks_of
from .found import FAILURES, Found, Metadata

__all__ = ["Metadata", "read"]

_one_at_a_time = Lock()  # what is done with warnings is done to all threads


def read(file: BinaryIO) -> Metadata:
    """What ``file`` says; it is left at its start."""
    try:
        with _one_at_a_time, warnings.catch_warnings(action="ignore"):
            return _read(file)
    except FAILURES:
        return Metadata()
    finally:
        file.seek(0)


def _read(file: BinaryIO) -> Metadata:
    blocks = blocks_of(file)
    from_xmp = _safely(xmp.read, blocks.xmp)
    from_iim = _safely(iim.read, blocks.iim)
    from_exif = _safely(exif.read, blocks.exif)
    first = [from_iim, from_xmp] if blocks.is_iim_newer else [from_xmp, from_iim]
    return Metadata.of([*first, from_exif])


def _safely(reader: Callable[[bytes], Found], data: bytes) -> Found:
    """What ``reader`` finds in ``data``; nothing where it stumbles."""
    try:
        return reader(data) if data else Found()
    except FAILURES:
        return Found()
