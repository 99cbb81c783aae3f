"""Cuts the renditions of a photo; pages only choose among them.

Two small ones are cut when the file comes, so that it is seen at once, on the desk and by readers;
all of them by a task, in a process that serves no page.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import BinaryIO, cast

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction
from django.utils import timezone
from PIL import Image

from .. import imaging, media_files
from ..db.locks import article_write_lock
from ..imaging import Said
from ..media_files.folders import rendition_base
from ..media_files.storing import all_or_nothing
from ..models import Photo
from ..models.fields.pictures import DIGEST_LENGTH, digest_of
from ..models.media.fingerprints import bands_of
from ..models.media.photos import (
    AT_ONCE,
    CROPS,
    FORMATS,
    PARTIAL,
    SOCIAL,
    WIDTHS,
    digest_in,
    files_of,
    rendition_file,
)
from ..models.usage.photo_sightings import was_public

SMALL = ("w160", "w320")  # a twentieth of a second
# By format, from the best on. One that takes less than _SIZE is there for every photo but the
# richest in detail, of which it is the sharpest that a telephone gets in a second.
_QUALITIES = {
    "avif": (50, 43, 36, 30, 24, 18),
    "webp": (74, 60, 46, 34, 24, 15),
    "jpg": (75,),
}
_SIZE, _SIZE_WIDTH = 100_000, 1200  # bytes up to this width, and in proportion above
_LARGEST = 6_000_000  # pixels: the screen of a telephone, thrice over; WebP takes a second for it
_CROP_QUALITIES = (82, 70, 58, 46, 34)
_CROP_LARGEST = 290_000  # bytes; WhatsApp shows no preview above about 300 KB

Cut = tuple[str, str]  # name of a rendition, and the ending of its file


def cut_small(picture: imaging.Picture, said: Said) -> None:
    """Make the small renditions of ``picture``, which say ``said``, and note them on it.

    Nothing is stored: a form does so before its transaction begins. Raises ``imaging.BadPicture``.
    """
    cuts = {(name, AT_ONCE) for name in SMALL}
    picture.cuts, picture.said = dict(_cuts(picture, said, cuts)), said


def begin(photo: Photo) -> None:
    """Store the small renditions of a photo that has a new file, and note that others are to come.

    Raises ``imaging.BadPicture`` where the file is no picture. The addresses carry digests of the
    file and of what is said with it, so they never show anything else. Those of the file before go
    once this is committed.
    """
    picture, digest = _read(photo)
    if picture.said != photo.said:
        cut_small(picture, photo.said)
    noted = {PARTIAL: True, "formats": [AT_ONCE], "colour": imaging.colour(picture.image)}
    _store(photo, digest, picture.cuts, noted)


def make(photo: Photo) -> None:
    """Store every rendition of ``photo``, and note them on its row; as :func:`begin`.

    To be called outside of a transaction: it takes seconds. Of a photo that has got another file
    meanwhile, or has gone, nothing is left.
    """
    picture, digest = _read(photo)
    have = _small_ones(photo, digest)
    wanted = {(name, ending) for name in WIDTHS for ending in FORMATS} | {
        (name, "jpg") for name in CROPS
    }
    wanted -= {(name, AT_ONCE) for name in have}
    noted = {"formats": list(FORMATS), "colour": imaging.colour(picture.image)}
    _store(photo, digest, dict(_cuts(picture, photo.said, wanted, photo.focus)), have | noted)


def _small_ones(photo: Photo, digest: str) -> dict:
    """The renditions of the present file with which it was begun: readers have them meanwhile."""
    begun = photo.renditions if PARTIAL in photo.renditions else {}
    if begun.get("base") != rendition_base(photo.pk, digest):
        return {}
    return {name: begun[name] for name in SMALL if name in begun}


def complete(pk: int) -> None:
    """Make the renditions of a photo, if it is still there and they are not as they must be."""
    photo = Photo.objects.exclude(file="").filter(pk=pk).first()
    if photo and not photo.is_rendered:
        make(photo)


def _read(photo: Photo) -> tuple[imaging.Picture, str]:
    """The picture of a photo, decoded unless it has just come, and what its base is to end in."""
    picture = photo.file.__dict__.pop("picture", None)
    with photo.file.open("rb") as file:
        digest = digest_of(file) + photo.rendition_digest
        return picture or imaging.open_picture(cast(BinaryIO, file)), digest


@all_or_nothing()
def _store(photo: Photo, digest: str, cuts: dict[Cut, imaging.Encoded], more: dict) -> None:
    base, storage = rendition_base(photo.pk, digest), photo.file.storage
    made = {"source": photo.file.name, "base": base} | more
    for (name, ending), encoded in cuts.items():
        _write(storage, rendition_file(base, name, ending), encoded.data)
        made[name] = [encoded.width, encoded.height]
    with transaction.atomic():
        article_write_lock()
        stored = Photo.objects.filter(pk=photo.pk).first()
        if stored and stored.file.name == photo.file.name:
            photo.renditions = made | _remembered(stored, base)
            Photo.objects.filter(pk=photo.pk).update(renditions=photo.renditions)
    before = stored.renditions if stored else {}
    if stored is None or stored.file.name != photo.file.name:
        if before.get("base") != base:
            media_files.delete(storage, files_of(made))
    elif before.get("base", base) != base:
        transaction.on_commit(lambda: _remove_old(photo, before), robust=True)


def _remembered(photo: Photo, base: str) -> dict:
    """What stays known of the renditions that were there before those at ``base``."""
    before, kept_names = photo.renditions, ("replaced", "seen")
    kept = {name: before[name] for name in kept_names if name in before}
    file = digest_in(before)[:DIGEST_LENGTH]
    is_replaced = file and file != digest_in({"base": base})[:DIGEST_LENGTH]
    if is_replaced and was_public(photo, timezone.now()):
        kept["replaced"] = [*before.get("replaced", []), file]
    return kept


def _cuts(
    picture: imaging.Picture,
    said: Said,
    wanted: Collection[Cut],
    focus: tuple[float, float] | None = None,
) -> Iterator[tuple[Cut, imaging.Encoded]]:
    """Each of these with its content; none larger than the original, nor than helps."""
    for name, width in WIDTHS.items():
        is_large = width * width * picture.height > _LARGEST * picture.width
        is_of_use = (width <= picture.width and not is_large) or name == "w160"
        endings = [ending for ending in FORMATS if (name, ending) in wanted]
        if endings and is_of_use:
            small = imaging.scaled(picture.image, width)
            for ending in endings:
                yield (name, ending), _light(small, ending, said)
    for name in CROPS:
        if (name, "jpg") in wanted:
            yield (name, "jpg"), _crop(picture.image, name, said, focus)


def _light(image: Image.Image, ending: str, said: Said) -> imaging.Encoded:
    """The picture in the best quality that a telephone gets quickly."""
    most = _SIZE * max(1.0, image.width / _SIZE_WIDTH) ** 2
    return _first_within(most, _QUALITIES[ending], image, FORMATS[ending], said)


def _crop(
    image: Image.Image, name: str, said: Said, focus: tuple[float, float] | None
) -> imaging.Encoded:
    """The picture of a link or a find, in the best quality that messengers still show.

    The one for links has its size in any case: below it, networks show a stamp.
    """
    width, height = CROPS[name]
    part = 1.0 if name == SOCIAL else min(1.0, image.width / width, image.height / height)
    size = max(1, round(width * part)), max(1, round(height * part))
    picture = imaging.cropped(image, *size, focus=focus)
    return _first_within(_CROP_LARGEST, _CROP_QUALITIES, picture, "JPEG", said)


def _first_within(
    most: float, qualities: Iterable[int], image: Image.Image, format: str, said: Said
) -> imaging.Encoded:
    """``image`` in the first of ``qualities`` that takes at most ``most`` bytes, or the last."""
    for quality in qualities:
        encoded = imaging.encode(image, format, quality=quality, said=said)
        if len(encoded.data) <= most:
            break
    return encoded


def _write(storage: Storage, name: str, data: bytes) -> None:
    """Store under exactly this name: what it says is in it, unless it was written by half."""
    if storage.exists(name):
        if storage.size(name) == len(data):
            return
        storage.delete(name)
    storage.save(name, ContentFile(data))


def _remove_old(photo: Photo, before: dict) -> None:
    """Delete the files of ``before`` unless the photo has come back to them in the meantime."""
    if not Photo.objects.filter(pk=photo.pk, renditions__base=before["base"]).exists():
        media_files.delete(photo.file.storage, files_of(before))


def note_look(photo: Photo) -> None:
    """Note what ``photo`` looks like, by the smallest of its renditions; raises as :func:`make`."""
    with photo.file.storage.open(rendition_file(photo.renditions["base"], SMALL[0])) as file:
        bands = bands_of(imaging.open_picture(cast(BinaryIO, file)).image)
    Photo.objects.filter(pk=photo.pk, file=photo.file.name).update(**bands)


def remove(photo: Photo) -> None:
    """Delete the files of ``photo`` and of its renditions from the storage."""
    originals = [photo.file.name] if photo.file.name else []
    media_files.delete(photo.file.storage, [*files_of(photo.renditions), *originals])
