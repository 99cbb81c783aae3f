"""Which files of the storage are needed, and by what."""

import json
from collections.abc import Collection, Iterator

from django.apps import apps
from django.db.models import FileField, Model, Q

from ...media_files.folders import rendition_key
from ..audit import AuditEntry
from ..media.files import MediaFile
from ..media.photos import Photo, files_of


def file_fields() -> Iterator[tuple[type[Model], str]]:
    """Every field for files, of every model."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                yield model, field.name


def needed(names: Collection[str]) -> set[str]:
    """Those of ``names`` that a row names, or did so that an editor can have it back."""
    found = _named(names) | _renditions(names)
    rest = set(names) - found
    return found | (_replaced(rest) if rest else set())


def _named(names: Collection[str]) -> set[str]:
    found: set[str] = set()
    for model, field in file_fields():
        rows = model._base_manager.filter(**{f"{field}__in": names})
        found.update(rows.values_list(field, flat=True))
    return found


def _renditions(names: Collection[str]) -> set[str]:
    """Those that the photos have whose numbers are in the names."""
    keys = {key for name in names if (key := rendition_key(name)) is not None}
    if not keys:
        return set()
    photos = Photo.objects.filter(pk__among=json.dumps(list(keys)))
    cut = photos.values_list("renditions", flat=True)
    return {name for renditions in cut for name in files_of(renditions)}.intersection(names)


def _replaced(names: Collection[str]) -> set[str]:
    """Those that were a photo's or the logo before: an editor can have them back by the audit."""
    photos = Q(model="photo", before__file__in=names, key__in=Photo.objects.values("pk"))
    logos = Q(model="siteidentity", before__logo__in=names)
    rows = Q(key__in=MediaFile.objects.values("pk"))
    captions = Q(model="mediafile", before__captions__in=names) & rows
    entries = AuditEntry.objects.filter(photos | logos | captions).values_list("before", flat=True)
    keys = ("file", "logo", "captions")
    return {said[key] for said in entries if said for key in keys if said.get(key)}
