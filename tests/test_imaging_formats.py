"""HEIC and TIFF: what telephones and scanners bring, and what of it is refused."""

import struct
from io import BytesIO

import pytest
from PIL import Image, TiffImagePlugin

from articles import imaging
from articles.imaging import photo_metadata
from tests.support import pictures as made
from tests.support.exiftool import ALL, KAZAKH, written
from tests.support.pictures import encoded, heic


def opened(data: bytes) -> imaging.Picture:
    return imaging.open_picture(BytesIO(data))


def refused(data: bytes) -> str:
    with pytest.raises(imaging.BadPicture) as bad:
        opened(data)
    return bad.value.reason


def colour(picture, at=(20, 20)):
    return picture.image.getpixel(at)


def test_a_photo_of_a_telephone_stands_upright():
    taken = opened(heic("phone"))
    assert (taken.width, taken.height) == taken.image.size == made.SIZE[::-1]
    assert max(abs(a - b) for a, b in zip(colour(taken, (40, 20)), (0, 128, 128), strict=True)) < 5


def test_ten_bits_become_eight():
    found = colour(opened(heic("ten-bit")))
    assert max(abs(a - b) for a, b in zip(found, (78, 156, 255), strict=True)) <= 2


def test_of_several_pictures_the_first_is_taken_and_that_is_said():
    pages = encoded(made.drawn(), "TIFF", save_all=True, append_images=[made.drawn("L")])
    for data in (heic("several"), pages):
        assert opened(data).losses == ("pages",)


def test_what_is_see_through_shows_white():
    assert colour(opened(heic("alpha")), (48, 32)) != (255, 255, 255)
    assert min(colour(opened(heic("alpha")), (0, 0))) < 255
    clear = encoded(Image.new("RGBA", (10, 10), (0, 0, 0, 0)), "TIFF")
    assert colour(opened(clear), (5, 5)) == (255, 255, 255)


def tiff(mode, value, **tags):
    directory = TiffImagePlugin.ImageFileDirectory_v2()
    for tag, number in tags.items():
        directory[int(tag[1:])] = number
    return encoded(Image.new(mode, (40, 30), value), "TIFF", tiffinfo=directory)


@pytest.mark.parametrize(("order", "black", "wanted"), [("<", 1, 78), ("<", 0, 177), (">", 1, 78)])
def test_sixteen_bits_of_grey_become_eight_whichever_end_is_black(order, black, wanted):
    assert colour(opened(grey_16(order, black))) == (wanted,) * 3


def grey_16(order, black, more=()):
    """A TIFF of one strip, in the order of either kind of machine, with ``more`` tags."""
    width, height = 40, 30
    entries = [
        (256, 3, width), (257, 3, height), (258, 3, 16), (259, 3, 1), (262, 3, black),
        (273, 4, 8), (277, 3, 1), (278, 3, height), (279, 4, width * height * 2),
        *more,
    ]  # fmt: skip
    data = struct.pack(f"{order}{width * height}H", *[20000] * width * height)
    table = struct.pack(f"{order}H", len(entries))
    for tag, kind, value in entries:
        table += struct.pack(f"{order}HHI", tag, kind, 1)
        table += struct.pack(f"{order}HH" if kind == 3 else f"{order}I", *[value, 0][: 5 - kind])
    mark = b"II" if order == "<" else b"MM"
    return mark + struct.pack(f"{order}HI", 42, 8 + len(data)) + data + table + bytes(4)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (tiff("RGB", "teal", t50706=b"\1\4\0\0"), "raw"),
        (tiff("RGB", "teal", t254=1), "raw"),
        (encoded(Image.new("F", (40, 30), 0.5), "TIFF"), "format"),
        (grey_16("<", 1, [(322, 4, 65536), (323, 4, 65536)]), "format"),
        (heic("phone")[:1500], "format"),
        (heic("phone").replace(struct.pack(">II", 96, 64), struct.pack(">II", 9000, 9000)), "size"),
        (b"\0\0\0\x18ftypheic" + bytes(200), "format"),
        (b"II*\0\x08\0\0\0", "format"),
    ],
    ids="dng preview fractions tile cut-off size empty-heic empty-tiff".split(),
)
def test_what_is_no_usable_picture_is_refused_with_the_reason(data, reason):
    assert refused(data) == reason


@pytest.mark.parametrize("format", ["HEIC", "TIFF"])
def test_what_the_file_says_is_read(format):
    data = heic("phone") if format == "HEIC" else None
    found = photo_metadata.read(BytesIO(written(*ALL, format=format, data=data)))
    assert (found.creator, found.credit, found.alt, found.place) == tuple(
        KAZAKH[name] for name in ("creator", "credit", "alt", "place")
    )
    assert found.coordinates == KAZAKH["coordinates"]
