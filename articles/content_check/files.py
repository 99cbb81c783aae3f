"""Files that rows name and that are not there, and files that no row names."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage
from django.db.models import FileField, Model, Q
from django.utils.translation import gettext as _

from .. import media_files
from ..models import AuditEntry, MediaFile, Photo, SiteIdentity
from ..models.media.photos import files_of
from .finding import BATCH, Finding, batches, screen

_AT_ONCE = 500  # names in one query
_RENDITION = re.compile(r"renditions/([0-9]{1,18})/[^/]+")


def missing(storage: FileSystemStorage) -> Iterator[Finding]:
    """Things whose files, or some of whose renditions, are not there; no query for each."""
    for model, name in _fields():
        columns = ["pk", name, *(["renditions"] if model is Photo else [])]
        rows = model._base_manager.exclude(**{name: ""}).order_by("pk").values_list(*columns)
        for pk, file, *renditions in rows.iterator(BATCH):
            names = [file, *files_of(*renditions)] if renditions else [file]
            gone = [name for name in names if not _is_there(storage, name)]
            if gone:
                said = _("%(thing)s #%(pk)s: missing files: %(files)s")
                values = {"thing": model._meta.verbose_name, "pk": pk, "files": ", ".join(gone)}
                yield Finding("missing_file", said % values, screen(model, pk))


def orphans(storage: FileSystemStorage) -> Iterator[Finding]:
    """Files that no row names, and none did that the audit could bring back; folder by folder."""
    going = media_files.pending(storage)
    for names in batches(media_files.names(Path(storage.location)), _AT_ONCE):
        unknown = set(names) - going - _named(names) - _renditions(names)
        unknown -= _replaced(unknown) if unknown else set()
        for name in sorted(unknown):
            said = _("nothing needs the file %s")
            yield Finding("orphan_file", said % name, _screen_of(name))


def _fields() -> Iterator[tuple[type[Model], str]]:
    """Every field for files, of every model."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                yield model, field.name


def _is_there(storage: FileSystemStorage, name: str) -> bool:
    try:
        return Path(storage.path(name)).is_file()
    except SuspiciousFileOperation:  # it leads out of the folder
        return False


def _named(names: list[str]) -> set[str]:
    found: set[str] = set()
    for model, field in _fields():
        rows = model._base_manager.filter(**{f"{field}__in": names})
        found.update(rows.values_list(field, flat=True))
    return found


def _renditions(names: list[str]) -> set[str]:
    """Those that the photos have whose numbers are in the names."""
    keys = {int(match[1]) for name in names if (match := _RENDITION.fullmatch(name))}
    if not keys:
        return set()
    photos = Photo.objects.filter(pk__among=json.dumps(list(keys)))
    return {name for cut in photos.values_list("renditions", flat=True) for name in files_of(cut)}


def _replaced(names: set[str]) -> set[str]:
    """Those that were a photo's or the logo before: an editor can have them back by the audit."""
    photos = Q(model="photo", before__file__in=names, key__in=Photo.objects.values("pk"))
    logos = Q(model="siteidentity", before__logo__in=names)
    rows = Q(key__in=MediaFile.objects.values("pk"))
    captions = Q(model="mediafile", before__captions__in=names) & rows
    entries = AuditEntry.objects.filter(photos | logos | captions).values_list("before", flat=True)
    keys = ("file", "logo", "captions")
    return {said[key] for said in entries if said for key in keys if said.get(key)}


def _screen_of(name: str) -> str:
    """The list in which what needs such a file would stand."""
    match = _RENDITION.fullmatch(name)
    if match and Photo.objects.filter(pk=int(match[1])).exists():
        return screen(Photo, int(match[1]))
    if name.startswith("files/"):
        return screen(MediaFile)
    is_logo = name.startswith("site/")
    return screen(SiteIdentity) if is_logo else screen(Photo)
