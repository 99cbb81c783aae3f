"""The field for pictures: what it stores has been decoded, and is named by what it is."""

import hashlib
from io import BytesIO
from pathlib import PureWindowsPath
from typing import BinaryIO, cast

from django.core.files.base import ContentFile, File
from django.db.models.fields.files import ImageField, ImageFieldFile

from ... import imaging
from ...kazakh.slugs import slug

DIGEST_LENGTH = 12  # of the hexadecimal SHA-256 in names of files
_STEM_LENGTH = 60
_LOGO_SIZE = (1024, 1024)  # pixels, at most


def decoded(file: File, *, transparent: bool = False) -> imaging.Picture:
    """The picture in ``file``; decoded once, and then at hand as ``file.picture``.

    Raises ``imaging.BadPicture``, which is at hand there too.
    """
    picture = getattr(file, "picture", None)
    if picture is None:
        binary = cast(BinaryIO, file)  # read and sought like one
        try:
            picture = imaging.open_picture(binary, transparent=transparent)
        except imaging.BadPicture as bad:
            picture = bad
        # A name of ours on a file of Django's.
        file.picture = picture  # type: ignore[attr-defined]
    if isinstance(picture, imaging.BadPicture):
        raise picture
    return picture


def digest_of(file: File) -> str:
    """What in names of files stands for the bytes of ``file``."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()[:DIGEST_LENGTH]
    file.seek(0)
    return digest


class PictureFile(ImageFieldFile):
    """A picture in the storage. Its ``picture`` is there after :meth:`save`, until it is used."""

    def save(self, name, content, save=True):
        """Store ``content`` under a name of our own: what it was called, in ASCII, and its format.

        Raises ``imaging.BadPicture`` before anything is stored.
        """
        picture = decoded(content)
        stem = slug(PureWindowsPath(name).stem, _STEM_LENGTH)  # it knows both kinds of slash
        digest, field = digest_of(content), self.field
        super().save(f"{stem}-{digest}.{picture.extension}", content, save=False)
        field.note_bytes(self.instance, digest, picture)
        getattr(self.instance, field.attname).picture = picture
        field.note_size(self.instance, picture.width, picture.height)
        if save:
            self.instance.save()


class PictureField(ImageField):
    """An ``ImageField`` that takes what :mod:`articles.imaging` takes, and nothing else.

    Width and height are those of the picture when it stands upright.
    """

    attr_class: type[ImageFieldFile] = PictureFile

    def deconstruct(self):
        """For migrations it is Django's own field: the column is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ImageField", args, kwargs

    def update_dimension_fields(self, instance, force=False, *args, **kwargs):
        """Nothing: Django's way opens any format, without limits. See :meth:`PictureFile.save`."""

    def note_size(self, instance, width, height):
        for name, value in ((self.width_field, width), (self.height_field, height)):
            if name:
                setattr(instance, name, value)

    def note_bytes(self, instance, digest, picture):
        """For a field that keeps more of a new file than its name."""

    def pre_save(self, model_instance, add):
        file = super().pre_save(model_instance, add)
        if not file:
            self.note_size(model_instance, None, None)
        return file


class LogoFile(ImageFieldFile):
    """A picture that readers get as it lies there: written anew, so that nothing else is in it."""

    def save(self, name, content, save=True):
        """Store the picture in ``content``; raises ``imaging.BadPicture`` before that."""
        picture = decoded(content, transparent=True)
        format = "PNG" if picture.image.mode == "RGBA" or picture.format == "PNG" else "JPEG"
        image = picture.image.copy()
        image.thumbnail(_LOGO_SIZE)
        encoded = imaging.encode(image, format, quality=90)
        digest = digest_of(BytesIO(encoded.data))
        name = f"logo-{digest}.{imaging.EXTENSIONS[format]}"
        super().save(name, ContentFile(encoded.data), save)


class LogoField(PictureField):
    """A :class:`PictureField` for what is no photo and has no renditions."""

    attr_class = LogoFile
