"""Cuts the renditions of a photo when its file arrives; pages only choose among them."""

from collections.abc import Iterator
from typing import BinaryIO, cast

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction
from django.utils import timezone
from PIL import Image

from .. import imaging, media_files
from ..models import Photo
from ..models.fields.pictures import digest_of
from ..models.media.photos import SOCIAL, SOCIAL_SIZE, WIDTHS, files_of, rendition_file
from ..models.usage.photo_sightings import was_public

_QUALITY = 74
_LARGEST = 6_000_000  # pixels: the screen of a telephone, thrice over; WebP takes a second for it
_SOCIAL_QUALITIES = (82, 70, 58, 46, 34)
_SOCIAL_LARGEST = 290_000  # bytes; WhatsApp shows no preview above about 300 KB


def cut(picture: imaging.Picture, credit: str) -> None:
    """Make every rendition of ``picture`` and note them on it; nothing is stored.

    A form does so before its transaction begins. Raises ``imaging.BadPicture``.
    """
    picture.cuts = dict(_cuts(picture, credit))


def make(photo: Photo) -> None:
    """Store every rendition of ``photo``, and note them on its row.

    Raises ``imaging.BadPicture`` where the file is no picture. The addresses carry a digest of the
    file, so they never show another picture. Those of the file before go once this is committed.
    """
    before, storage = photo.renditions, photo.file.storage
    picture = photo.file.__dict__.pop("picture", None)
    with photo.file.open("rb") as file:
        digest = digest_of(file)
        picture = picture or imaging.open_picture(cast(BinaryIO, file))
    if not picture.cuts:
        cut(picture, photo.credit)
    base = f"renditions/{photo.pk}/{digest}"
    made = {"source": photo.file.name, "base": base} | _remembered(photo, base)
    for name, encoded in picture.cuts.items():
        _write(storage, rendition_file(base, name), encoded.data)
        made[name] = [encoded.width, encoded.height]
    photo.renditions = made
    Photo.objects.filter(pk=photo.pk).update(renditions=made)
    if before.get("base", base) != base:
        transaction.on_commit(lambda: _remove_old(photo, before), robust=True)


def _remembered(photo: Photo, base: str) -> dict:
    """What stays known of the renditions that were there before those at ``base``."""
    before = photo.renditions
    kept = {name: before[name] for name in ("replaced", "seen") if name in before}
    if before.get("base", base) != base and was_public(photo, timezone.now()):
        kept["replaced"] = [*before.get("replaced", []), before["base"].rpartition("/")[2]]
    return kept


def _cuts(picture: imaging.Picture, credit: str) -> Iterator[tuple[str, imaging.Encoded]]:
    """Name and content of every rendition; none larger than the original, nor than helps."""
    for name, width in WIDTHS.items():
        is_large = width * width * picture.height > _LARGEST * picture.width
        if (width <= picture.width and not is_large) or name == "w160":
            small = imaging.scaled(picture.image, width)
            yield name, imaging.encode(small, "WEBP", quality=_QUALITY, credit=credit)
    yield SOCIAL, _social(picture.image, credit)


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


def _remove_old(photo: Photo, before: dict) -> None:
    """Delete the files of ``before`` unless the photo has come back to them in the meantime."""
    if not Photo.objects.filter(pk=photo.pk, renditions__base=before["base"]).exists():
        media_files.delete(photo.file.storage, files_of(before))


def remove(photo: Photo) -> None:
    """Delete the files of ``photo`` and of its renditions from the storage."""
    originals = [photo.file.name] if photo.file.name else []
    media_files.delete(photo.file.storage, [*files_of(photo.renditions), *originals])
