"""Pictures, by Pillow alone: what may be uploaded, and how a rendition is cut from it."""

import warnings
from io import BytesIO
from typing import BinaryIO, NamedTuple

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
MAX_PIXELS = 60_000_000  # Pillow only warns at 89 million, and a 12,000² PNG fits in a few KB

_ARTIST, _COPYRIGHT = 0x013B, 0x8298  # Exif 2.32, table 4


class BadPicture(ValueError):
    """The file is not a picture that can be used; ``reason`` is ``format`` or ``size``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Encoded(NamedTuple):
    """An encoded picture: its bytes and its size in pixels."""

    data: bytes
    width: int
    height: int


def open_picture(file: BinaryIO) -> Image.Image:
    """The picture in ``file``, upright and in RGB. Raises :class:`BadPicture`."""
    try:
        with warnings.catch_warnings(action="ignore", category=Image.DecompressionBombWarning):
            image = Image.open(file, formats=FORMATS)
        if image.width * image.height > MAX_PIXELS:
            raise BadPicture("size")
        image.load()
    except Image.DecompressionBombError as error:
        raise BadPicture("size") from error
    except (UnidentifiedImageError, OSError, SyntaxError) as error:
        raise BadPicture("format") from error
    return _on_white(ImageOps.exif_transpose(image))


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        canvas = Image.new("RGBA", image.size, "white")
        canvas.alpha_composite(image.convert("RGBA"))
        image = canvas
    return image.convert("RGB")


def scaled(image: Image.Image, width: int) -> Image.Image:
    """``image`` at ``width`` pixels, its own width if that is less."""
    if width >= image.width:
        return image
    return image.resize((width, max(1, round(image.height * width / image.width))), Image.LANCZOS)


def cropped(image: Image.Image, width: int, height: int) -> Image.Image:
    """``image`` filled into ``width`` × ``height``, cut a little above the middle: faces."""
    return ImageOps.fit(image, (width, height), Image.LANCZOS, centering=(0.5, 0.4))


def encode(image: Image.Image, format: str, *, quality: int, credit: str) -> Encoded:
    """``image`` in ``format``; of the metadata only the credit goes along, never a place."""
    exif = Image.Exif()
    if credit:
        exif[_ARTIST] = exif[_COPYRIGHT] = credit.encode()  # UTF-8, as exiftool reads it
    out = BytesIO()
    options = {"method": 4} if format == "WEBP" else {"optimize": True, "progressive": True}
    image.save(out, format, quality=quality, exif=exif, **options)
    return Encoded(out.getvalue(), image.width, image.height)
