"""How a rendition is cut from a picture and written."""

from io import BytesIO
from typing import Any, Final, NamedTuple

from PIL import Image

from . import metadata
from .errors import FAILURES, BadPicture, one_at_a_time
from .metadata import Said

_FACES: Final = (0.5, 0.4)


class Encoded(NamedTuple):
    """An encoded picture: its bytes and its size in pixels."""

    data: bytes
    width: int
    height: int


def scaled(image: Image.Image, width: int) -> Image.Image:
    """``image`` at ``width`` pixels, its own width if that is less."""
    if width >= image.width:
        return image
    size = (width, max(1, round(image.height * width / image.width)))
    # Averaged to three times the size first: nobody sees it, and it takes a fifth of the time.
    with one_at_a_time:
        return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def cropped(
    image: Image.Image, width: int, height: int, focus: tuple[float, float] | None = None
) -> Image.Image:
    """``image`` filled into ``width`` × ``height``, so that ``focus`` comes nearest to the middle.

    ``focus`` is given in parts of its width and height; without one it is where faces mostly are.
    """
    x, y = focus or _FACES
    wide = min(image.width, image.height * width / height)
    high = wide * height / width
    left = min(max(0.0, x * image.width - wide / 2), image.width - wide)
    top = min(max(0.0, y * image.height - high / 2), image.height - high)
    box = (left, top, left + wide, top + high)
    with one_at_a_time:
        return image.resize((width, height), Image.Resampling.LANCZOS, box, reducing_gap=3.0)


def colour(image: Image.Image) -> str:
    """What ``image``, in RGB, is like from afar: «#5a6b7c»."""
    pixel = image.resize((1, 1), Image.Resampling.BOX, reducing_gap=2.0).tobytes()
    return f"#{pixel.hex()}"


_NOTHING: Final = Said()
_OPTIONS: Final[dict[str, dict[str, Any]]] = {
    "WEBP": {"method": 4},
    "JPEG": {"optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    # Speed 6 takes eight times as long, for a twentieth of the bytes; readers keep a core.
    "AVIF": {"speed": 8, "max_threads": 1},
}


def encode(image: Image.Image, format: str, *, quality: int, said: Said = _NOTHING) -> Encoded:
    """``image`` in ``format``; of all metadata only what is ``said`` goes along, never a place.

    Raises :class:`BadPicture` where the format cannot hold it.
    """
    out, options = BytesIO(), metadata.options(said, format) | _OPTIONS[format]
    try:
        with one_at_a_time:
            image.save(out, format, quality=quality, **options)
    except FAILURES as error:
        raise BadPicture("format") from error
    return Encoded(out.getvalue(), image.width, image.height)
