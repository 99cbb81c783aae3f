"""What made-up articles draw on: photos, tags and authors in the numbers of a large newsroom."""

from itertools import cycle, islice

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Model

from ..kazakh.slugs import slug
from ..kazakh.words import name_key
from ..media import renditions
from ..media_files.folders import rendition_base
from ..media_files.storing import all_or_nothing
from ..models import Author, Photo, Tag
from ..models.media.photos import digest_in, files_of
from ..models.media.rights import Licence
from ..search import photos as index
from . import pictures, texts
from .sentences import Writer

_CREDIT = "Дала жаршысы / мұрағат"
_DIFFERENT = 12  # pictures that are drawn; the others are copies of them


def tags(writer: Writer, count: int) -> list[int]:
    """Keys of ``count`` tags: topics first, then places, then people."""
    names = [*writer.topics, *writer.places, *writer.people][:count]
    return _ensure(Tag, [Tag(name=name, slug=slug(name)) for name in names])


def authors(writer: Writer, count: int) -> list[int]:
    """Keys of ``count`` authors."""
    names = writer.people[-count:]
    return _ensure(Author, [Author(name=name, slug=slug(name)) for name in names])


def _ensure(model: type[Model], rows: list[Model]) -> list[int]:
    """Keys of the rows in their order; those that are there already are not made again."""
    model.objects.bulk_create(rows, ignore_conflicts=True)
    known = list(model.objects.values_list("slug", "name", "pk"))
    keys = {name_key(name): pk for _, name, pk in known} | {slug: pk for slug, _, pk in known}
    return [keys.get(row.slug) or keys[name_key(row.name)] for row in rows]


def photos(count: int) -> list[int]:
    """Keys of ``count`` archive photos. Each has files of its own, though few pictures differ."""
    have = list(Photo.objects.filter(credit=_CREDIT).order_by("pk").values_list("pk", flat=True))
    missing = count - len(have)
    scenes = [(key, about) for key, about in texts.photos().items() if "scene" not in about]
    new = [_photo(*scene) for scene in scenes[: min(missing, _DIFFERENT)]] if not have else []
    originals = new or list(Photo.objects.filter(pk__in=have[:_DIFFERENT]))
    copies = islice(cycle(originals), max(0, missing - len(new)))
    return [*have, *(photo.pk for photo in new), *(_copy(photo) for photo in copies)][:count]


def _photo(scene: str, about: dict[str, str]) -> Photo:
    picture = ContentFile(pictures.draw(scene, f"stock-{scene}", shrink=2), f"{scene}.jpg")
    said = {"caption": about["caption"], "alt": about["alt"], "credit": _CREDIT}
    with all_or_nothing(), transaction.atomic():
        photo = Photo.objects.create(file=picture, licence=Licence.OWN, **said)
    renditions.complete(photo.pk)
    photo.refresh_from_db()
    return photo


@all_or_nothing()
@transaction.atomic
def _copy(original: Photo) -> int:
    """Another photo with the same picture: its files copied, not cut once more."""
    storage = original.file.storage
    fields = {name: getattr(original, name) for name in ("caption", "alt", "credit", "licence")}
    copy = Photo(**fields, width=original.width, height=original.height)
    Photo.objects.bulk_create([copy])  # sends no signal, so that no rendition is cut
    with storage.open(original.file.name) as file:
        name = storage.save(original.file.name, file)
    base = rendition_base(copy.pk, digest_in(original.renditions))
    for rendition in files_of(original.renditions):
        with storage.open(rendition) as file:
            storage.save(rendition.replace(original.renditions["base"], base), file)
    copied = original.renditions | {"source": name, "base": base}
    Photo.objects.filter(pk=copy.pk).update(file=name, renditions=copied)
    index.write([copy])
    return copy.pk
