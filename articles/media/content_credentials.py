"""Notes what the content credentials in a photo's file say."""

from dataclasses import asdict
from typing import BinaryIO, cast

from django.db import transaction

from .. import imaging
from ..db.locks import article_write_lock
from ..imaging.content_credentials import ContentCredentials, read
from ..models import Photo, PhotoCredentials


def note(pk: int) -> None:
    """Read them from the file of the photo with this key, unless that is done already.

    To be called outside of a transaction: it takes a while.
    """
    photo = Photo.objects.exclude(file="").filter(pk=pk).first()
    known = PhotoCredentials.objects.filter(pk=pk).first()
    if not photo or (known and known.file == photo.file.name):
        return
    name, found = str(photo.file.name), _found(photo)
    if not found and not known:
        return
    with transaction.atomic():
        article_write_lock()
        if not Photo.objects.filter(pk=pk, file=name).exists():
            return  # it has got another file meanwhile, which has a task of its own
        PhotoCredentials.objects.filter(pk=pk).delete()
        if found:
            PhotoCredentials.objects.create(photo=photo, file=name, **asdict(found))


def _found(photo: Photo) -> ContentCredentials | None:
    media_type = imaging.MEDIA_TYPES.get(str(photo.file.name).rpartition(".")[2])
    try:
        with photo.file.open("rb") as file:
            return read(cast(BinaryIO, file), media_type) if media_type else None
    except FileNotFoundError:
        return None  # check_content names it
