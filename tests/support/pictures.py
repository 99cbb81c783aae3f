"""Pictures of every kind that is taken, profiles for them, and a thousand ways to damage one."""

import struct
import zlib
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image, ImageCms, PngImagePlugin

SIZE = (96, 64)
PNG_HEAD = b"\x89PNG\r\n\x1a\n"
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-'
    b'syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" '
    b'exif:GPSLatitude="43,15N"/></rdf:RDF></x:xmpmeta>'
)


def exif(**tags) -> Image.Exif:
    """Exif with a place and a photographer; the keywords are more tags, as ``t274=6``."""
    data = Image.Exif()
    data[0x013B] = "Асқар Жұмабек".encode()
    data.get_ifd(0x8825).update({1: "N", 2: (43.0, 15.0, 0.0), 3: "E", 4: (76.0, 57.0, 0.0)})
    for tag, value in tags.items():
        data[int(tag[1:])] = value
    return data


def drawn(mode="RGB", size=SIZE) -> Image.Image:
    """A picture with slopes and edges, which no format stores in a few bytes."""
    red = Image.linear_gradient("L").resize(size)
    rgb = Image.merge("RGB", [red, red.rotate(90), Image.radial_gradient("L").resize(size)])
    rgb.paste("teal", (10, 10, 30, 40))
    if mode in ("RGBA", "LA"):
        rgb.putalpha(Image.radial_gradient("L").resize(size))
    return rgb.convert(mode)


def encoded(image, format, **options) -> bytes:
    out = BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def heic(name: str) -> bytes:
    """A picture of ``SIZE`` that pillow-heif has written: what is installed here only reads them.

    ``phone`` stands upright by a property of its own, and has XMP and a profile; ``ten-bit`` is
    of one colour, ``several`` has two pictures, ``alpha`` is see-through at its edges.
    """
    return Path(__file__).with_name("heic").joinpath(f"{name}.heic").read_bytes()


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG, with the sum that belongs to it."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    """Kind and data of each chunk."""
    found, at = [], len(PNG_HEAD)
    while at + 12 <= len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        found.append((png[at + 4 : at + 8], png[at + 8 : at + 8 + length]))
        at += length + 12
    return found


def png(width, height, *, depth, colour, rows: bytes, extra=()) -> bytes:
    """A PNG from its own parts: Pillow writes no RGB of 16 bits, and no false sizes."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    parts = [(b"IHDR", head), *extra, (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return PNG_HEAD + b"".join(chunk(*part) for part in parts)


def png_16(values: tuple[int, ...], size=SIZE, extra=()) -> bytes:
    """A PNG of 16 bits in one colour: grey for one value, RGB for three."""
    pixel = struct.pack(f">{len(values)}H", *values)
    rows = (b"\0" + pixel * size[0]) * size[1]
    return png(*size, depth=16, colour=0 if len(values) == 1 else 2, rows=rows, extra=extra)


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def red_is_green() -> bytes:
    """sRGB with the primaries of red and green in each other's place."""
    profile = srgb()
    return profile.replace(b"rXYZ", b"____").replace(b"gXYZ", b"rXYZ").replace(b"____", b"gXYZ")


def _profile(space: bytes, pcs: bytes, kind: bytes, tags: dict[bytes, bytes]) -> bytes:
    """An ICC profile of version 2."""
    table, body, at = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        table += name + struct.pack(">II", at + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    white = struct.pack(">3i", 63190, 65536, 54061)
    head = struct.pack(">I4x", at + len(body)) + b"\2\x20\0\0" + kind + space + pcs
    head += b"\x07\xea\0\1\0\1\0\0\0\0\0\0acsp" + b"\0" * 28 + white
    return head.ljust(128, b"\0") + table + body


_WHITE = b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061)


def linear_grey() -> bytes:
    """A profile of grey whose values are amounts of light."""
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, 256)
    return _profile(b"GRAY", b"XYZ ", b"mntr", {b"wtpt": _WHITE, b"kTRC": curve})


def cyan_is_red() -> bytes:
    """A profile of CMYK whose first ink is red, and the others are without colour."""
    straight = bytes(range(256))
    grid = b"".join(bytes([255, 128, 128]) if n < 8 else bytes([128, 220, 200]) for n in range(16))
    matrix = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    table = b"mft1\0\0\0\0\4\3\2\0" + matrix + straight * 4 + grid + straight * 3
    return _profile(b"CMYK", b"Lab ", b"prtr", {b"wtpt": _WHITE, b"A2B0": table})


@cache
def good() -> dict[str, bytes]:
    """Pictures that are taken, by name."""
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "Алматы " * 50, zip=True)
    frames = [drawn("RGBA").rotate(angle) for angle in (90, 180)]
    return {
        "camera.jpg": encoded(
            drawn(), "JPEG", exif=exif(t274=6), icc_profile=srgb(), xmp=XMP, comment="Алматы"
        ),
        "progressive.jpg": encoded(drawn("L"), "JPEG", progressive=True, exif=exif()),
        "print.jpg": encoded(drawn("CMYK"), "JPEG", icc_profile=cyan_is_red()),
        "palette.png": encoded(drawn().quantize(64), "PNG", transparency=3, pnginfo=text),
        "alpha.png": encoded(drawn("RGBA"), "PNG", icc_profile=srgb(), exif=exif(t274=3)),
        "grey-16.png": png_16((20000,)),
        "rgb-16.png": png_16((20000, 40000, 65535)),
        "lossy.webp": encoded(drawn(), "WEBP", exif=exif(t274=8), icc_profile=srgb(), xmp=XMP),
        "moving.webp": encoded(
            drawn("RGBA"), "WEBP", lossless=True, save_all=True, append_images=frames
        ),
        "phone.heic": heic("phone"),
        "print.tif": encoded(drawn("CMYK"), "TIFF", compression="tiff_lzw", exif=exif(t274=6)),
        "grey-16.tif": encoded(Image.new("I;16", SIZE, 20000), "TIFF"),
        "small.avif": encoded(drawn(), "AVIF", speed=10, exif=exif(t274=6), icc_profile=srgb()),
    }


def damaged(number: int) -> tuple[str, bytes]:
    """Name and bytes of the hostile picture with this number; always the same one."""
    random = Random(number)
    name, data = random.choice(list(good().items()))
    damage = _DAMAGES[number % len(_DAMAGES)]
    return f"{number}-{damage.__name__}-{name}", damage(data, random)


def bits_flipped(data, random):
    changed = bytearray(data)
    for _ in range(random.choice([1, 2, 5, 20])):
        changed[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return bytes(changed)


def head_flipped(data, random):
    """Where sizes, types and the metadata stand."""
    end = min(len(data), random.choice([32, 128, 512]))
    return bits_flipped(data[:end], random) + data[end:]


def cut_off(data, random):
    return data[: random.randrange(len(data))]


def lengths_changed(data, random):
    """Numbers of two and four bytes, at their ends: of segments, chunks, boxes, offsets."""
    changed = bytearray(data)
    for _ in range(random.choice([1, 3])):
        at = random.randrange(len(data) - 4)
        size = random.choice([2, 4])
        value = random.choice([0, 1, 0x7F, 0x80, 0xFF])
        changed[at : at + size] = bytes([value]) + bytes([random.choice([0, 0xFF])]) * (size - 1)
    return bytes(changed)


def parts_swapped(data, random):
    a, b, c = sorted(random.sample(range(len(data)), 3))
    return data[:a] + data[b:c] + data[a:b] + data[c:]


def part_doubled(data, random):
    a, b = sorted(random.sample(range(len(data)), 2))
    return data[:b] + data[a:]


def joined(data, random):
    """Two files in one, as a polyglot is."""
    other = random.choice([*good().values(), b"<script>alert(1)</script>", b"PK\3\4" + data])
    at = random.choice([0, len(data), random.randrange(len(data))])
    return data[:at] + other + data[at:]


def zeroed(data, random):
    a, b = sorted(random.sample(range(len(data)), 2))
    return data[:a] + b"\0" * (b - a) + data[b:]


def chunks_changed(data, random):
    """Chunks of a PNG with changed data or in another order, and sums that fit."""
    parts = chunks(data) if data.startswith(PNG_HEAD) else []
    if not parts:
        return lengths_changed(head_flipped(data, random), random)
    at = random.randrange(len(parts))
    kind, content = parts[at]
    parts[at] = kind, bits_flipped(content, random) if content else b"\0"
    if random.random() < 0.5:
        random.shuffle(parts)
    return PNG_HEAD + b"".join(chunk(*part) for part in parts)


_DAMAGES = [
    bits_flipped,
    head_flipped,
    cut_off,
    lengths_changed,
    parts_swapped,
    part_doubled,
    joined,
    zeroed,
    chunks_changed,
]
