"""Takes photos in from files on the disk, by the rules of the admin's form.

The rules: the same bytes are taken once, what the file says of itself fills the fields, and what
lacks a credit or an alternative text is a draft. See decisions 040 and 047.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Literal, cast

from django.core.files.base import File
from django.db import transaction

from ..db.locks import bytes_lock
from ..kazakh.words import has_words
from ..media_files.storing import all_or_nothing
from ..models import AuditEntry, Photo
from ..models.audit import snapshot
from ..models.fields.pictures import decoded
from . import describing, renditions

Outcome = Literal["created", "drafts", "unchanged", "skipped"]
OUTCOMES: tuple[Outcome, ...] = ("created", "drafts", "unchanged", "skipped")
NEEDED = ("credit", "alt")


@dataclass(frozen=True)
class Taken:
    """What became of a file: ``photo`` is the one that it is, or was already."""

    photo: Photo
    outcome: Outcome


def take(
    file: File, digest: str, shared: Mapping[str, str], *, at: datetime, dry_run: bool = False
) -> Taken:
    """Take one file in, wholly or not at all; ``shared`` are words for where it says nothing.

    ``digest`` is that of its bytes, see ``digest_of``. Raises ``imaging.BadPicture`` for what is no
    picture, and ``OSError`` where it cannot be stored. What takes long is done before the
    transaction begins: to be called outside of one.
    """
    if first := Photo.objects.of_bytes(digest).first():
        return Taken(first, "unchanged")
    picture, photo = decoded(file), _described(file, shared)
    renditions.cut_small(picture, photo.said)
    if dry_run:
        return Taken(photo, "drafts" if photo.is_draft else "created")
    return _store(photo, file, digest, at)


def _described(file: File, shared: Mapping[str, str]) -> Photo:
    """A photo, not stored, with the words of ``file``, and of ``shared`` where it has none."""
    values, guessed = describing.describe(cast(BinaryIO, file))
    photo = Photo(**{**{name: words for name, words in shared.items() if words}, **values})
    photo.credit = photo.credit or photo.creator[:200]
    photo.is_guessed = bool(guessed & values.keys())
    is_lacking = not all(has_words(getattr(photo, name)) for name in NEEDED)
    photo.is_draft = is_lacking or photo.is_guessed
    return photo


def _store(photo: Photo, file: File, digest: str, at: datetime) -> Taken:
    """The row and its files; where one of them cannot be, neither is the other."""
    with all_or_nothing(), transaction.atomic():
        bytes_lock(digest)  # they may be coming by another door at this instant
        if first := Photo.objects.of_bytes(digest).first():
            return Taken(first, "unchanged")
        photo.file = file
        photo.save()
        AuditEntry.record("add", photo, by=None, at=at, after=snapshot(photo))
    return Taken(photo, "drafts" if photo.is_draft else "created")
