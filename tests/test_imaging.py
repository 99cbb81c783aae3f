"""Pictures: what is taken, what is refused, what stays in the file."""

from io import BytesIO

import pytest
from PIL import Image

from articles import imaging


def picture(width=800, height=600, format="JPEG", mode="RGB", **options) -> BytesIO:
    out = BytesIO()
    Image.new(mode, (width, height), "teal").save(out, format, **options)
    out.seek(0)
    return out


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_usual_formats_are_taken(format):
    assert imaging.open_picture(picture(format=format)).size == (800, 600)


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (BytesIO(b""), "format"),
        (BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "format"),
        (BytesIO(picture().getvalue()[:300]), "format"),
        (picture(format="GIF", mode="P"), "format"),
        (picture(12_000, 12_000, format="PNG", mode="1"), "size"),
    ],
    ids=["empty", "svg", "cut off", "gif", "bomb"],
)
def test_what_is_no_usable_picture_is_refused_with_the_reason(file, reason):
    with pytest.raises(imaging.BadPicture) as refused:
        imaging.open_picture(file)
    assert refused.value.reason == reason


def test_a_picture_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held on its side
    assert imaging.open_picture(picture(exif=exif)).size == (600, 800)


def test_transparency_is_laid_on_white():
    assert imaging.open_picture(picture(mode="RGBA", format="PNG")).mode == "RGB"
    out = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    out.seek(0)
    assert imaging.open_picture(out).getpixel((5, 5)) == (255, 255, 255)


def test_nothing_is_enlarged():
    image = Image.new("RGB", (300, 200))
    assert imaging.scaled(image, 640).size == (300, 200)
    assert imaging.scaled(image, 150).size == (150, 100)
    assert imaging.cropped(image, 120, 63).size == (120, 63)


@pytest.mark.parametrize("format", ["JPEG", "WEBP"])
def test_of_the_metadata_only_the_credit_goes_along(format):
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"  # GPS
    image = imaging.open_picture(picture(exif=exif))
    encoded = imaging.encode(image, format, quality=70, credit="Айдана Қасым")
    found = Image.open(BytesIO(encoded.data)).getexif()
    assert 0x8825 not in found
    assert "Айдана Қасым".encode() in encoded.data
