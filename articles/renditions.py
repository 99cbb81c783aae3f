"""Cuts the renditions of a photo when its file arrives; pages only choose among them."""

import hashlib
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from PIL import Image

from . import imaging
from .models import Photo
from .models.photos import SOCIAL, SOCIAL_SIZE, WIDTHS

_QUALITY = 74
_SOCIAL_QUALITIES = (82, 70, 58, 46, 34)
_SOCIAL_LARGEST = 290_000  # bytes; WhatsApp shows no preview above about 300 KB


def make(photo: Photo) -> None:
    """Cut and store every rendition of ``photo``, and note them on its row.

    Raises ``imaging.BadPicture`` where the file is no picture. The addresses carry a digest of the
    file, so they may be cached for ever and never show the picture that was there before.
    """
    with photo.file.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()[:12]
        file.seek(0)
        image = imaging.open_picture(file)
    base = f"renditions/{photo.pk}/{digest}"
    made = {"source": photo.file.name, "base": base}
    for name, extension, encoded in _cuts(image, photo.credit):
        _write(photo.file.storage, f"{base}-{name}.{extension}", encoded.data)
        made[name] = [encoded.width, encoded.height]
    photo.renditions = made
    Photo.objects.filter(pk=photo.pk).update(renditions=made)


def _cuts(image: Image.Image, credit: str) -> Iterator[tuple[str, str, imaging.Encoded]]:
    """Name, extension and content of every rendition; none larger than the original."""
    for name, width in WIDTHS.items():
        if width <= image.width or name == "w160":
            picture = imaging.scaled(image, width)
            yield name, "webp", imaging.encode(picture, "WEBP", quality=_QUALITY, credit=credit)
    yield SOCIAL, "jpg", _social(image, credit)


def _social(image: Image.Image, credit: str) -> imaging.Encoded:
    """The picture of a link, in the best quality that messengers still show."""
    picture = imaging.cropped(image, *SOCIAL_SIZE)
    for quality in _SOCIAL_QUALITIES:
        encoded = imaging.encode(picture, "JPEG", quality=quality, credit=credit)
        if len(encoded.data) <= _SOCIAL_LARGEST:
            break
    return encoded


def _write(storage: Storage, name: str, data: bytes) -> None:
    """Store under exactly this name: the same bytes again where a file is there already."""
    if storage.exists(name):
        storage.delete(name)
    storage.save(name, ContentFile(data))


def remove(photo: Photo) -> None:
    """Delete the files of ``photo`` and of its renditions from the storage."""
    storage = photo.file.storage
    for name in [*WIDTHS, SOCIAL]:
        if name in photo.renditions:
            extension = "jpg" if name == SOCIAL else "webp"
            storage.delete(f"{photo.renditions['base']}-{name}.{extension}")
    if photo.file:
        storage.delete(photo.file.name)
