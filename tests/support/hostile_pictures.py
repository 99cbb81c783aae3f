"""Files that were made to do harm, each in another way; damaged ones are in ``pictures.py``."""

import struct
import zlib
from functools import cache

from PIL import PngImagePlugin, TiffImagePlugin

from .pictures import PNG_HEAD, chunk, damaged, drawn, encoded, heic, png, png_16

_ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
_LAUGHS = f'<!DOCTYPE x [<!ENTITY a0 "ха">{_ENTITIES}]>'
_STRANGER = '<!DOCTYPE x [<!ENTITY a11 SYSTEM "file:///etc/passwd">]>'
_XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-'
    'syntax-ns#"><rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">'
    "<photoshop:Credit>{}</photoshop:Credit></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def with_xmp(text: str, before="", format="JPEG") -> bytes:
    packet = (before + _XMP.format(text)).encode()
    return encoded(drawn(), format, xmp=packet)


def deep_exif() -> bytes:
    """Exif whose directory of the camera is itself, again and again."""
    head = b"Exif\0\0II*\0\x08\0\0\0"
    directory = struct.pack("<HHHII", 1, 0x8769, 4, 1, 8) + struct.pack("<I", 8)
    return encoded(drawn(), "JPEG", exif=head + directory)


def endless_pages() -> bytes:
    """A TIFF whose directory is followed by itself."""
    data = encoded(drawn("L"), "TIFF")
    (at,) = struct.unpack("<I", data[4:8])
    (count,) = struct.unpack("<H", data[at : at + 2])
    end = at + 2 + 12 * count
    return data[:end] + struct.pack("<I", at) + data[end + 4 :]


def many_texts() -> bytes:
    texts = PngImagePlugin.PngInfo()
    for number in range(5_000):
        texts.add_text(f"key{number}", "ха" * 50, zip=True)
    return encoded(drawn(), "PNG", pnginfo=texts)


def moving() -> bytes:
    frames = [drawn(size=(64, 64)).rotate(angle) for angle in range(1, 120)]
    return encoded(drawn(size=(64, 64)), "WEBP", save_all=True, append_images=frames, method=0)


def tiff_with(**tags) -> bytes:
    directory = TiffImagePlugin.ImageFileDirectory_v2()
    for tag, value in tags.items():
        directory[int(tag[1:])] = value
    return encoded(drawn(), "TIFF", tiffinfo=directory)


def zeros(megabytes: int) -> bytes:
    return zlib.compress(bytes(megabytes << 20), 9)


@cache
def hostile() -> dict[str, bytes]:
    """By name, which says what it is called when it is sent too."""
    jpeg, side = encoded(drawn(), "JPEG"), struct.pack(">II", 96, 64)
    return {
        "script.jpg": b"<html><script>alert(1)</script></html>",
        "drawing.jpg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "shell.php.jpg": b"<?php system($_GET['c']); ?>",
        "empty.jpg": b"",
        "page.jpg": jpeg + b"<script>alert(1)</script>",
        "page-first.jpg": b"<script>alert(1)</script>" + jpeg,
        "archive.jpg": jpeg + b"PK\3\4" + jpeg,
        "laughs.jpg": with_xmp("&a11;", _LAUGHS),
        "laughs.webp": with_xmp("&a11;", _LAUGHS, "WEBP"),
        "stranger.jpg": with_xmp("&a11;", _STRANGER),
        "deep.jpg": with_xmp("<b>" * 5_000),
        "words.jpg": with_xmp("сөз " * 8_000),
        "markup.jpg": with_xmp("&lt;script&gt;alert(1)&lt;/script&gt;\u202e"),
        "round.jpg": deep_exif(),
        "pages.tif": endless_pages(),
        "raw.tif": tiff_with(t50706=b"\1\4\0\0"),
        "texts.png": many_texts(),
        "moving.webp": moving(),
        "bomb.png": png_16((1,), extra=[(b"iCCP", b"x\0\0" + zeros(64))]),
        "bomb-text.png": png_16((1,), extra=[(b"zTXt", b"Comment\0\0" + zeros(64))]),
        "bomb-xmp.png": png_16((1,), extra=[(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zeros(64))]),
        "huge.png": png(50_000, 50_000, depth=1, colour=0, rows=bytes(1 << 20)),
        "wide.png": png(60_000, 10, depth=8, colour=0, rows=bytes(600_010)),
        "more.png": png(96, 64, depth=8, colour=0, rows=bytes(32 << 20)),
        "headless.png": PNG_HEAD + chunk(b"IDAT", zeros(1)),
        "huge.heic": heic("phone").replace(side, struct.pack(">II", 60_000, 60_000)),
        "small.heic": heic("phone").replace(side, struct.pack(">II", 8, 8)),
    }


def of_any_kind(number: int) -> tuple[str, bytes]:
    """The hostile file with this number: those above, then damaged ones; always the same."""
    made = list(hostile().items())
    return made[number] if number < len(made) else damaged(number)
