"""Files that rows name and that are not there, and files that no row names."""

from collections.abc import Iterator

from django.core.exceptions import SuspiciousFileOperation
from django.utils.translation import gettext as _

from .. import media_files
from ..db.batches import batches
from ..media_files.folders import rendition_key
from ..media_files.found import MediaStorage
from ..models import MediaFile, Photo, SiteIdentity
from ..models.media.photos import files_of
from ..models.usage.stored_files import file_fields, needed
from .finding import BATCH, Finding, screen

_AT_ONCE = 500  # names in one query


def missing(storage: MediaStorage) -> Iterator[Finding]:
    """Things whose files, or some of whose renditions, are not there; no query for each."""
    listed = set(storage.names())
    for model, name in file_fields():
        columns = ["pk", name, *(["renditions"] if model is Photo else [])]
        rows = model._base_manager.exclude(**{name: ""}).order_by("pk").values_list(*columns)
        for pk, file, *renditions in rows.iterator(BATCH):
            names = [file, *files_of(*renditions)] if renditions else [file]
            gone = [name for name in names if name not in listed and not _is_there(storage, name)]
            if gone:
                said = _(
                    "%(thing)s #%(pk)s: missing files: %(files)s. Bring them back from a backup; "
                    "sizes of a photo are made by “make_renditions --all”."
                )
                values = {"thing": model._meta.verbose_name, "pk": pk, "files": ", ".join(gone)}
                yield Finding("missing_file", said % values, screen(model, pk))


def orphans(storage: MediaStorage) -> Iterator[Finding]:
    """Files that no row names, and none did that the audit could bring back; folder by folder."""
    going = media_files.pending(storage)
    for names in batches(storage.names(), _AT_ONCE):
        unknown = set(names) - going
        for name in sorted(unknown - needed(unknown)):
            said = _("nothing needs the file %s: it may be deleted")
            yield Finding("orphan_file", said % name, _screen_of(name))


def _is_there(storage: MediaStorage, name: str) -> bool:
    """Asked of what no listing has: it may have come since."""
    try:
        return storage.found(name) is not None
    except SuspiciousFileOperation:  # it leads out of the folder
        return False


def _screen_of(name: str) -> str:
    """The list in which what needs such a file would stand."""
    key = rendition_key(name)
    if key is not None and Photo.objects.filter(pk=key).exists():
        return screen(Photo, key)
    if name.startswith("files/"):
        return screen(MediaFile)
    is_logo = name.startswith("site/")
    return screen(SiteIdentity) if is_logo else screen(Photo)
