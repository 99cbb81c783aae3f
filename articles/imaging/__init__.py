"""Pictures: what may be uploaded, and how a rendition is cut from it.

Pillow reads all formats but HEIC, which is read by a process of its own (``heic.py``).

A file from outside is decoded within limits, and whatever Pillow does with it ends in a
:class:`Picture` or in :class:`BadPicture`, never in another exception.
"""

import warnings
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, BinaryIO, Final, cast

from PIL import ExifTags, Image, ImageCms, ImageOps, TiffImagePlugin

from . import heic
from .encoding import Encoded, colour, cropped, encode, scaled
from .errors import FAILURES, BadPicture, one_at_a_time
from .metadata import Said
from .perceptual_hash import dhash

__all__ = [
    "ACCEPTED",
    "EXTENSIONS",
    "FORMATS",
    "MEDIA_TYPES",
    "BadPicture",
    "Encoded",
    "Picture",
    "Said",
    "colour",
    "cropped",
    "dhash",
    "encode",
    "open_picture",
    "scaled",
]

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "TIFF")  # of Pillow
EXTENSIONS: Final = {
    "JPEG": "jpg",
    "MPO": "jpg",
    "PNG": "png",
    "WEBP": "webp",
    "AVIF": "avif",
    "HEIF": "heic",
    "TIFF": "tif",
}
# The one table of what is given out as a picture; no name of a file is asked beyond its ending.
MEDIA_TYPES: Final = {
    "avif": "image/avif",
    "heic": "image/heic",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "tif": "image/tiff",
    "webp": "image/webp",
}

# For file choosers, some of which know no types of these.
ACCEPTED: Final = ",".join(
    [*dict.fromkeys(MEDIA_TYPES.values()), "image/heif", ".heic", ".heif", ".hif", ".tif", ".tiff"]
)

MAX_PIXELS = 60_000_000  # Pillow only warns at 89 million, and a 12,000² PNG fits in a few KB
MIN_SIDE = 8  # pixels
MAX_RATIO = 10  # of the longer side to the shorter: WebP ends at 16,383 pixels
_MAX_MEMORY = 192 * 1024 * 1024  # bytes, for decoding
# What decoding takes at its peak, measured, in bytes for a pixel. A large JPEG is decoded smaller.
_MEMORY = {"JPEG": 2, "MPO": 2, "PNG": 5, "HEIF": 8, "TIFF": 8, "AVIF": 10, "WEBP": 16}
_DEEP_MEMORY = 14  # of a HEIC with more than eight bits for a value
_ENOUGH = 16_000_000  # pixels to cut renditions from; more are averaged first
# Each scan of a progressive JPEG goes over the whole picture, and may be some bytes short. A camera
# writes about ten.
_MAX_SCANS = 64
_MAX_TILE = 4096  # pixels a side: each tile of a TIFF is decoded whole, however small the picture
_INVERTED = 0  # photometric interpretation of a TIFF whose highest value is black
_REDUCED = 1  # bit of a TIFF's kind: a small version of what stands elsewhere in the file

_SUBDIRECTORIES = {ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo, ExifTags.IFD.Interop}
_UPRIGHT: Final = {  # by the orientation of Exif
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ON_ITS_SIDE = (5, 6, 7, 8)
_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
_TO_SRGB: Final[dict[str, Any]] = {  # as programs for photographers do by default
    "outputMode": "RGB",
    "renderingIntent": ImageCms.Intent.RELATIVE_COLORIMETRIC,
    "flags": ImageCms.Flags.BLACKPOINTCOMPENSATION,
}
_SPACES = {"L": "GRAY", "RGB": "RGB ", "CMYK": "CMYK"}


@dataclass
class Picture:
    """A decoded file.

    ``image`` is upright, in sRGB, and smaller than the file's ``width`` × ``height`` (upright too)
    where that is large. ``losses`` names what was in the file and could not be used: ``metadata``,
    ``profile``, ``frames``. ``cuts`` are renditions that were made already, by name and ending, and
    say what ``said`` has.
    """

    image: Image.Image
    format: str
    width: int
    height: int
    losses: tuple[str, ...]
    cuts: dict[tuple[str, str], Encoded] = field(default_factory=dict)
    said: Said | None = None

    @property
    def extension(self) -> str:
        """The ending of a name for the file, without a dot."""
        return EXTENSIONS[self.format]


def open_picture(file: BinaryIO, *, transparent: bool = False) -> Picture:
    """The picture in ``file``, laid on white unless it may stay ``transparent``.

    Raises :class:`BadPicture`; memory and time are bounded by the limits above.
    """
    try:
        with one_at_a_time, warnings.catch_warnings(action="ignore"):
            return _decoded(file, transparent)
    except BadPicture:
        raise
    except Image.DecompressionBombError as error:
        raise BadPicture("size", MAX_PIXELS) from error
    except FAILURES as error:
        raise BadPicture("format") from error


def _decoded(file: BinaryIO, transparent: bool) -> Picture:
    image = _opened(file)
    _check_limits(image)
    if image.format in ("JPEG", "MPO"):
        _check_scans(file)
    size, format, losses = image.size, image.format or "", []
    if format == heic.FORMAT:  # which has been made smaller already
        size, losses = image.info["size"], ["pages"] * (image.info["pictures"] > 1)
    if format != "MPO" and getattr(image, "is_animated", False):
        losses.append("pages" if format == "TIFF" else "frames")
    factor = next(n for n in (1, 2, 4, 8) if size[0] * size[1] <= n * n * _ENOUGH)
    image.draft(None, (size[0] // factor, size[1] // factor))  # only JPEG can
    image.load()
    orientation = _orientation(image, losses)
    image = _flat(_small(_plain(image), factor, size), transparent, losses)
    if orientation in _UPRIGHT:
        image = image.transpose(_UPRIGHT[orientation])
    image.info = {}  # Pillow would write the file's own profile, comment and notes into renditions
    width, height = size[::-1] if orientation in _ON_ITS_SIDE else size
    return Picture(image, format, width, height, tuple(losses))


def _opened(file: BinaryIO) -> Image.Image:
    """The picture, not decoded yet where that can wait."""
    if not heic.is_heic(file):
        return Image.open(file, formats=FORMATS)
    most, most_deep = (_MAX_MEMORY // size for size in (_MEMORY[heic.FORMAT], _DEEP_MEMORY))
    return heic.decoded(file, most=most, most_deep=most_deep, enough=_ENOUGH)


def _check_limits(image: Image.Image) -> None:
    """Refuse by what the head of the file says, before anything is decoded."""
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        _check_tiff(image)
    short, long = sorted(image.size)
    most = min(MAX_PIXELS, _MAX_MEMORY // _memory(image))
    if short * long > most:
        raise BadPicture("size", most)
    if short < MIN_SIDE:
        raise BadPicture("small", MIN_SIDE)
    if long > short * MAX_RATIO:
        raise BadPicture("shape", MAX_RATIO)


def _check_tiff(image: TiffImagePlugin.TiffImageFile) -> None:
    """Refuse what is no picture to be shown: raw data of a camera, measurements in fractions."""
    tags = image.tag_v2
    sides = [tags.get(name, 0) for name in (ExifTags.Base.TileWidth, ExifTags.Base.TileLength)]
    if max(sides) > _MAX_TILE or image.mode == "F":
        raise BadPicture("format")
    if ExifTags.Base.DNGVersion in tags or tags.get(ExifTags.Base.NewSubfileType, 0) & _REDUCED:
        raise BadPicture("raw")


def _memory(image: Image.Image) -> int:
    """Bytes for a pixel."""
    if image.format == "PNG" and image.mode == "RGB" and "transparency" in image.info:
        return 9  # it becomes RGBA before it becomes smaller
    return 4 if "progressive" in image.info else _MEMORY[image.format or ""]


def _check_scans(file: BinaryIO) -> None:
    """Refuse a JPEG that would be gone over hundreds of times."""
    file.seek(0)
    count, last = 0, b""
    while block := file.read(1 << 20):
        count += (last + block).count(b"\xff\xda")
        last = block[-1:]
    if count > _MAX_SCANS:
        raise BadPicture("format")


def _orientation(image: Image.Image, losses: list[str]) -> int:
    """What Exif says of the camera; 1 where that cannot be read, and then it is a loss.

    Metadata that are damaged in one place are not believed in another.
    """
    try:
        with warnings.catch_warnings(action="error"):
            exif, again = Image.Exif(), Image.Exif()
            exif.load(image.info.get("exif") or b"")  # getexif() may have failed in silence by now
            for tag in exif.keys() - _SUBDIRECTORIES:
                again[tag] = exif[tag]
            again.tobytes()
            return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except (*FAILURES, Warning):
        losses.append("metadata")
        return 1


def _plain(image: Image.Image) -> Image.Image:
    """``image`` in eight bits and without palette or key: L, LA, RGB, RGBA or CMYK."""
    if image.mode.startswith("I"):  # 16 bits; Pillow would cut off what is above 255
        eight = image.convert("I").point(lambda value: value / 257 + 0.5).convert("L")
        return ImageOps.invert(eight) if _is_inverted(image) else eight
    if image.mode in ("RGBA", "LA", "CMYK"):
        return image
    if image.mode == "PA" or "transparency" in image.info:
        return image.convert("RGBA")
    return (
        image if image.mode in ("L", "RGB") else image.convert("L" if image.mode == "1" else "RGB")
    )


def _is_inverted(image: Image.Image) -> bool:
    """Whether white is 0; of eight bits Pillow knows it itself."""
    tags = getattr(image, "tag_v2", {})
    return tags.get(ExifTags.Base.PhotometricInterpretation) == _INVERTED


def _small(image: Image.Image, factor: int, size: tuple[int, int]) -> Image.Image:
    """``image``, once of ``size``, averaged by ``factor`` unless it was decoded so."""
    return image.reduce(factor) if factor > 1 and image.size == size else image


def _flat(image: Image.Image, transparent: bool, losses: list[str]) -> Image.Image:
    """``image`` in sRGB; what is see-through stays so, or shows white."""
    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    if alpha is None:
        return _in_srgb(image, losses)
    colours = _in_srgb(image.convert(image.mode.removesuffix("A")), losses)
    if transparent:
        colours.putalpha(alpha)
        return colours
    canvas = Image.new("RGB", image.size, "white")
    canvas.paste(colours, mask=alpha)
    return canvas


def _in_srgb(image: Image.Image, losses: list[str]) -> Image.Image:
    """L, RGB or CMYK in RGB by the file's own profile; a profile that makes no sense is a loss."""
    if "icc_profile" not in image.info:
        return image if image.mode == "RGB" else image.convert("RGB")
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(image.info["icc_profile"]))
        space = profile.profile.xcolor_space
        if image.mode == "L" and space == _SPACES["RGB"]:
            image = image.convert("RGB")
        if space == _SPACES[image.mode]:
            converted = ImageCms.profileToProfile(image, profile, _SRGB, **_TO_SRGB)
            return cast(Image.Image, converted)  # None is for what is converted in place
    except FAILURES:
        pass  # as without a profile, and named
    losses.append("profile")
    return image.convert("RGB")
