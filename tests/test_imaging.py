"""Pictures: what is taken, what is refused, what stays in the file."""

import struct
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image, IptcImagePlugin

from articles import imaging
from tests.support import pictures as made
from tests.support.pictures import encoded, exif


def picture(width=800, height=600, format="JPEG", mode="RGB", **options) -> BytesIO:
    return BytesIO(encoded(Image.new(mode, (width, height), "teal"), format, **options))


def opened(data: bytes, **how) -> imaging.Picture:
    return imaging.open_picture(BytesIO(data), **how)


def colour(picture, at=(20, 20)):
    return picture.image.getpixel(at)


def near(found, wanted, tolerance=4):
    return all(abs(a - b) <= tolerance for a, b in zip(found, wanted, strict=True))


@pytest.mark.parametrize(("name", "data"), made.good().items(), ids=made.good())
def test_the_usual_formats_are_taken(name, data):
    taken = opened(data)
    assert name.endswith(f".{taken.extension}")
    assert taken.image.mode == "RGB"
    assert {taken.width, taken.height} == set(made.SIZE)
    assert taken.image.size == (taken.width, taken.height)
    assert taken.losses == (("frames",) if name == "moving.webp" else ())


def bomb(kind):
    """A PNG whose text grows to 64 MB when it is read."""
    data = b"Comment\0\0" + made.zlib.compress(bytes(64 << 20), 9)
    return made.png_16((20000,), extra=[(kind, data)])


def many_scans():
    """A JPEG that goes over its picture again and again."""
    data = encoded(Image.new("L", (64, 64)), "JPEG", progressive=True)
    start = data.rindex(b"\xff\xda")
    return data[:-2] + data[start:-2] * 200 + data[-2:]


def with_size(data: bytes, width: int, height: int) -> bytes:
    """The PNG, saying that it is as large as that."""
    parts = made.chunks(data)
    head = struct.pack(">II", width, height) + parts[0][1][8:]
    return made.PNG_HEAD + b"".join(made.chunk(*part) for part in [(b"IHDR", head), *parts[1:]])


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (BytesIO(b""), "format"),
        (BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "format"),
        (BytesIO(picture().getvalue()[:300]), "format"),
        (picture(format="GIF", mode="P"), "format"),
        (BytesIO(b"GIF89a" + picture().getvalue()), "format"),
        (picture(12_000, 12_000, format="PNG", mode="1"), "size"),
        (BytesIO(with_size(made.png_16((1, 2, 3)), 8_000, 7_000)), "size"),
        (BytesIO(with_size(made.png_16((1, 2, 3)), 60_000, 60_000)), "size"),
        (picture(1, 60_000, format="PNG"), "small"),
        (picture(7, 7), "small"),
        (picture(20, 60_000, format="PNG"), "shape"),
        (picture(1001, 100), "shape"),
        (BytesIO(bomb(b"zTXt")), "format"),
        (BytesIO(bomb(b"iCCP")), "format"),
        (BytesIO(many_scans()), "format"),
    ],
    ids=(
        "empty svg cut-off gif polyglot pixels memory huge line speck column banner ztxt iccp scans"
    ).split(),
)
def test_what_is_no_usable_picture_is_refused_with_the_reason(file, reason):
    with pytest.raises(imaging.BadPicture) as refused:
        imaging.open_picture(file)
    assert refused.value.reason == reason


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_picture_is_turned_upright(format, turn):
    image = Image.new("RGB", (80, 40), "white")
    image.paste("red", (0, 0, 40, 20))  # a quarter; Exif says where on the screen it belongs
    taken = opened(encoded(image, format, exif=exif(t274=turn)))
    assert (taken.width, taken.height) == ((80, 40) if turn < 5 else (40, 80))
    right, bottom = taken.width * 3 // 4, taken.height * 3 // 4
    corners = [(9, 9), (right, 9), (right, bottom), (9, bottom)]
    where = [near(colour(taken, corner), (254, 0, 0)) for corner in corners].index(True)
    assert where == {1: 0, 5: 0, 2: 1, 6: 1, 3: 2, 7: 2, 4: 3, 8: 3}[turn]


def test_a_large_photo_is_cut_from_fewer_pixels_and_knows_its_size():
    image = Image.linear_gradient("L").resize((6000, 4000))
    for data in (encoded(image, "JPEG"), encoded(image, "PNG", compress_level=1)):
        taken = opened(data)
        assert (taken.width, taken.height) == (6000, 4000)
        assert taken.image.size == (3000, 2000)
        assert near(colour(taken, (1500, 1000)), (128, 128, 128))


@pytest.mark.parametrize("format", ["JPEG", "WEBP", "PNG"])
@pytest.mark.parametrize("damage", ["header", "type", "end"])
def test_damaged_exif_turns_nothing_and_is_named(format, damage):
    sound = exif(t274=6).tobytes()
    data = {
        "header": sound[:6] + b"\xdd" + sound[7:],
        "type": sound.replace(b"\x01\x3b\0\2", b"\x01\x29\0\2"),  # a text for a number
        "end": sound[:20],
    }[damage]
    taken = opened(encoded(made.drawn(), format, exif=data))
    assert (taken.width, taken.height) == made.SIZE
    assert taken.losses == ("metadata",)


@pytest.mark.parametrize(
    ("values", "wanted"),
    [((20000,), (78, 78, 78)), ((0,), (0, 0, 0)), ((65535,), (255, 255, 255)), ((300,), (1, 1, 1))],
)
def test_sixteen_bits_of_grey_become_eight(values, wanted):
    assert colour(opened(made.png_16(values))) == wanted


def test_sixteen_bits_of_colour_become_eight():
    assert near(colour(opened(made.png_16((20000, 40000, 65535)))), (78, 156, 255), 1)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_a_profile_is_followed(format):
    red = Image.new("RGB", (80, 60), (250, 10, 10))
    taken = opened(encoded(red, format, icc_profile=made.red_is_green()))
    assert near(colour(taken), (10, 250, 10), 8)
    assert near(colour(opened(encoded(red, format, icc_profile=made.srgb()))), (250, 10, 10))


def test_a_profile_of_grey_is_followed():
    grey = Image.new("L", (80, 60), 55)
    taken = opened(encoded(grey, "PNG", icc_profile=made.linear_grey()))
    assert near(colour(taken), (128, 128, 128), 3)  # 55/255 of the light
    sixteen = made.png_16((55 * 257,), extra=[(b"iCCP", zipped(made.linear_grey()))])
    assert near(colour(opened(sixteen)), (128, 128, 128), 3)


def zipped(profile):
    return b"grey\0\0" + made.zlib.compress(profile)


def test_the_inks_of_print_become_colours():
    cyan = Image.new("CMYK", (80, 60), (255, 0, 0, 0))
    assert near(colour(opened(encoded(cyan, "JPEG"))), (0, 255, 255))
    red, green, blue = colour(opened(encoded(cyan, "JPEG", icc_profile=made.cyan_is_red())))
    assert red > 150 > green + 50
    assert red > 150 > blue + 50


def test_adobe_writes_inks_the_other_way_round():
    data = encoded(Image.new("CMYK", (80, 60), (255, 0, 0, 0)), "JPEG")
    at = data.index(b"Adobe") - 4
    assert data[at : at + 2] == b"\xff\xee"
    for file in (data, data[:at] + data[at + 16 :]):  # browsers too ask for no mark of Adobe's
        assert near(colour(opened(file)), (0, 255, 255))


@pytest.mark.parametrize("profile", [b"\0" * 200, made.srgb()[:300], made.cyan_is_red(), b"x"])
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_profile_that_makes_no_sense_is_left_out_and_named(format, profile):
    red = Image.new("RGB", (80, 60), (250, 10, 10))
    taken = opened(encoded(red, format, icc_profile=profile))
    assert near(colour(taken), (250, 10, 10))
    assert taken.losses == ("profile",)


def test_transparency_is_laid_on_white():
    clear = Image.new("RGBA", (10, 10), (0, 0, 0, 0))
    grey = Image.new("LA", (10, 10), (0, 0))
    palette = Image.new("P", (10, 10))
    for data in (
        encoded(clear, "PNG"),
        encoded(clear, "WEBP", lossless=True),
        encoded(grey, "PNG"),
        encoded(palette, "PNG", transparency=0),
        encoded(Image.new("RGB", (10, 10)), "PNG", transparency=(0, 0, 0)),
        encoded(Image.new("L", (10, 10)), "PNG", transparency=0),
        encoded(clear, "PNG", icc_profile=made.red_is_green()),
    ):
        taken = opened(data)
        assert (taken.image.mode, colour(taken, (5, 5))) == ("RGB", (255, 255, 255))
    assert colour(opened(encoded(clear, "PNG"), transparent=True), (5, 5)) == (0, 0, 0, 0)


def test_nothing_is_enlarged():
    image = Image.new("RGB", (300, 200))
    assert imaging.scaled(image, 640).size == (300, 200)
    assert imaging.scaled(image, 150).size == (150, 100)
    assert imaging.cropped(image, 120, 63).size == (120, 63)


SAID = imaging.Said(
    creator="Айдана Қасым",
    credit="Дала жаршысы / Айдана Қасым",
    rights="© «Дала жаршысы» & Ко, 2026",
    caption="Су қоймасы <Қапшағай>: \x0bкөктем",
    alt="Бөгет пен су",
    web_statement="https://example.kz/litsenziya?a=1&b=2",
    licensor="Дала жаршысы",
    licensor_url="https://example.kz/satu",
)


def texts_of_xmp(xmp: bytes) -> dict[str, str]:
    """The text of each element of a packet, by its name without the address before it."""
    root = ElementTree.fromstring(xmp[xmp.index(b"<x:xmpmeta") : xmp.rindex(b"<?xpacket")])
    [about] = root.iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description")
    return {child.tag.rpartition("}")[2]: "".join(child.itertext()) for child in about}


@pytest.mark.parametrize("format", ["JPEG", "WEBP", "AVIF"])
def test_a_picture_says_who_made_it_and_whose_it_is(format):
    data = imaging.encode(made.drawn(), format, quality=70, said=SAID).data
    found = Image.open(BytesIO(data))
    exif = found.getexif()
    assert [exif[tag].encode("latin-1").decode() for tag in (0x013B, 0x8298)] == [
        SAID.creator,
        SAID.rights,
    ]
    assert texts_of_xmp(found.info["xmp"]) == {
        "creator": SAID.creator,
        "rights": SAID.rights,
        "description": "Су қоймасы <Қапшағай>: көктем",
        "Credit": SAID.credit,
        "WebStatement": SAID.web_statement,
        "AltTextAccessibility": SAID.alt,
        "Licensor": SAID.licensor + SAID.licensor_url,
    }


def test_a_jpeg_says_it_to_older_programs_too():
    data = imaging.encode(made.drawn(), "JPEG", quality=70, said=SAID).data
    found = IptcImagePlugin.getiptcinfo(Image.open(BytesIO(data)))
    assert found[(1, 90)] == b"\x1b%G"  # what follows is UTF-8
    texts = {number: found[(2, number)].decode() for number in (80, 110, 116, 120)}
    assert texts == {
        80: SAID.creator,
        110: SAID.credit,
        116: SAID.rights,
        120: "Су қоймасы <Қапшағай>: көктем",
    }


@pytest.mark.parametrize("format", ["JPEG", "WEBP", "AVIF", "PNG"])
@pytest.mark.parametrize("name", made.good())
def test_of_the_metadata_of_a_file_nothing_goes_along(format, name):
    taken = opened(made.good()[name])
    data = imaging.encode(taken.image, format, quality=70, said=SAID).data
    found = Image.open(BytesIO(data))
    assert set(found.getexif()) == {0x013B, 0x8298}
    assert SAID.creator.encode() in data
    assert "Асқар".encode() not in data
    assert not {"icc_profile", "comment", "Comment"} & set(found.info)
    assert b"GPSLatitude" not in data


@pytest.mark.parametrize("format", ["JPEG", "WEBP", "AVIF", "PNG"])
def test_of_what_says_nothing_nothing_is_written(format):
    data = imaging.encode(made.drawn(), format, quality=70).data
    found = Image.open(BytesIO(data))
    assert not {"xmp", "photoshop"} & set(found.info)
    assert not found.getexif()


def test_what_a_format_cannot_hold_is_a_bad_picture_too():
    with pytest.raises(imaging.BadPicture):
        imaging.encode(Image.new("RGB", (8, 17_000)), "WEBP", quality=70)


def test_a_thousand_damaged_pictures_are_taken_or_refused():
    ends = {}
    for number in range(1000):
        name, data = made.damaged(number)
        try:
            taken = opened(data)
            taken.image.load()
            ends[name] = "taken"
        except imaging.BadPicture as bad:
            ends[name] = bad.reason
    assert len(ends) == 1000
    assert set(ends.values()) >= {"taken", "format", "size"}
