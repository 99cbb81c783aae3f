"""What is said of pictures that cannot be used, or of which something was lost."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from ..faults import reason_of_machine
from ..imaging import BadPicture, Picture

MAX_FILE_MEGABYTES = 80  # a TIFF of 24 million pixels without compression
_BAD_PICTURE: Final = {
    "format": _("This is not a JPEG, PNG, WebP, AVIF, HEIC or TIFF picture, or it is damaged."),
    "raw": _("This is raw data of a camera: export it as JPEG or TIFF."),
    "size": _("The picture is too large: at most %(limit)s million pixels."),
    "small": _("The picture is too small: width and height must be at least %(limit)s pixels."),
    "shape": _(
        "The picture is too long: one side must not be more than %(limit)s times the other."
    ),
}
_LOSSES: Final = {
    "metadata": _(
        "The file's extra data (Exif) are damaged and were not read. The picture was taken as it "
        "lies in the file: if it is turned, put it right and upload it again."
    ),
    "profile": _("The file's colour profile is damaged and was left out: check the colours."),
    "pages": _("There are several pictures in this file: the first one was taken."),
    "frames": _("This is an animation: readers see its first frame only."),
}
_NOT_STORED: Final = _(
    "The file could not be stored: %(reason)s. Nothing was saved. Tell whoever looks after the "
    "server, and then send it again."
)
_TOO_LARGE: Final = _("The file is too large: %(size)s MB. The limit is %(limit)s MB.")


def refusal(bad: BadPicture) -> str:
    """Why a picture cannot be used."""
    limit = bad.limit // 1_000_000 if bad.reason == "size" else bad.limit
    return str(_BAD_PICTURE[bad.reason]) % {"limit": limit}


def refusal_of_size(size: int) -> str:
    """Why a file of ``size`` bytes is not even looked into; empty where it is."""
    megabytes = size // (1024 * 1024)
    if size <= MAX_FILE_MEGABYTES * 1024 * 1024:
        return ""
    return _TOO_LARGE % {"size": megabytes, "limit": MAX_FILE_MEGABYTES}


def not_stored(error: OSError) -> str:
    """Why nothing was saved: there was no room for a file, or no right to write it."""
    return _NOT_STORED % {"reason": reason_of_machine(error)}


def losses(picture: Picture) -> list[str]:
    """What of the file could not be used."""
    return [str(_LOSSES[loss]) for loss in picture.losses]
