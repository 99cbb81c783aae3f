"""Files beside photos: documents, audio and video of the newsroom's own."""

import hashlib
import re
from pathlib import PureWindowsPath

from django.db import models
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ... import file_types
from ...kazakh.slugs import slug
from ...media_files.folders import hashed
from ..fields.pictures import DIGEST_LENGTH, digest_of
from .photos import Photo
from .rights import shown

_FOLDER = "files"
_STEM_LENGTH = 60
_KINDS = [
    (file_types.DOCUMENT, gettext_lazy("document")),
    (file_types.AUDIO, gettext_lazy("audio")),
    (file_types.VIDEO, gettext_lazy("video")),
]
# What no file system lets stand in a name.
_UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
# What a video without a size of its own is shown in.
_WIDTH, _HEIGHT = 1280, 720


def sha256(file) -> str:
    """The hexadecimal SHA-256 of a file, read in pieces."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def file_path(instance, name: str) -> str:
    """Where in the storage the file of a row goes, which was called ``name``."""
    [ending] = (
        format.extension
        for format in file_types.FORMATS.values()
        if format.media_type == instance.content_type
    )
    return hashed(_FOLDER, _stored_name(name, instance.digest, ending))


def captions_path(instance, name: str) -> str:
    """Where in the storage captions go, whose name is one of :class:`CaptionsFile`'s."""
    return hashed(_FOLDER, name)


def _stored_name(name: str, digest: str, ending: str) -> str:
    """A name that nobody guesses, from what the file was called and what is in it."""
    stem = slug(PureWindowsPath(name).stem, _STEM_LENGTH)  # it knows both kinds of slash
    return f"{stem}-{digest[:DIGEST_LENGTH]}.{ending}"


class CaptionsFile(FieldFile):
    """Captions in the storage, under a name of our own."""

    def save(self, name, content, save=True):
        super().save(_stored_name(name, digest_of(content), "vtt"), content, save)


class CaptionsField(models.FileField):
    """Captions, which may be replaced: new ones have another address."""

    attr_class = CaptionsFile

    def deconstruct(self):
        """For migrations it is Django's own field: the column is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.FileField", args, kwargs


class MediaFile(models.Model):
    """A file that readers open, hear or watch, and what must be said with it.

    What it is was found in its content when it came, and the bytes stay: another version is another
    row. ``width`` and ``height`` are those of a video, in pixels. ``was_shown`` is true where
    readers saw it in an article that shows it no more.
    """

    file = models.FileField(
        gettext_lazy("file"), upload_to=file_path, max_length=200, db_index=True
    )
    title = models.CharField(
        gettext_lazy("title"),
        max_length=200,
        help_text=gettext_lazy("The words of the link, or what is said above the player."),
    )
    kind = models.CharField(
        pgettext_lazy("of a file", "kind"), max_length=10, choices=_KINDS, editable=False
    )
    content_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveBigIntegerField(editable=False)
    width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    credit = models.CharField(
        gettext_lazy("credit"),
        max_length=200,
        blank=True,
        help_text=gettext_lazy("Who recorded or filmed it. Audio and video need one."),
    )
    description = models.TextField(gettext_lazy("description"), blank=True, max_length=2_000)
    transcript = models.TextField(
        gettext_lazy("transcript"),
        blank=True,
        help_text=gettext_lazy("Of audio and video: what is said, for who cannot hear it."),
    )
    captions = CaptionsField(
        gettext_lazy("captions"),
        upload_to=captions_path,
        blank=True,
        max_length=200,
        db_index=True,
        help_text=gettext_lazy("Of a video: a WebVTT file (.vtt)."),
    )
    poster = models.ForeignKey(
        Photo,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("poster"),
        help_text=gettext_lazy("Of a video: the picture before it is played."),
    )
    was_shown = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(gettext_lazy("added at"), auto_now_add=True)

    class Meta:
        verbose_name = pgettext_lazy("uploaded", "file")
        verbose_name_plural = pgettext_lazy("uploaded", "files")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="file_has_title"),
            models.CheckConstraint(
                condition=Q(kind=file_types.DOCUMENT) | ~Q(credit=""), name="recording_has_credit"
            ),
        ]

    def __str__(self):
        return self.title

    @classmethod
    def from_file(cls, file, **fields) -> "MediaFile":
        """Store ``file`` with what is said of it; raises ``file_types.BadFile``."""
        row = cls(**fields)
        row.take(file, file_types.find(file, file.name), sha256(file))
        row.save()
        return row

    def take(self, file, found: file_types.Found, digest: str):
        """Be what was found in the upload ``file``."""
        self.kind, self.content_type = found.format.kind, found.format.media_type
        self.size, self.width, self.height = file.size, found.width or None, found.height or None
        self.file, self.digest = file, digest

    @property
    def is_document(self) -> bool:
        return self.kind == file_types.DOCUMENT

    @property
    def extension(self) -> str:
        """The ending of its name, without a dot: «pdf»."""
        return str(self.file.name).rpartition(".")[2]

    @property
    def saved_as(self) -> str:
        """What it is called on the disk of who saves it: its title, and the ending that is true."""
        words = " ".join(_UNFIT.sub(" ", self.title).split()).strip(" .")
        return f"{words or 'file'}.{self.extension}"

    @property
    def type_and_size(self) -> str:
        """«PDF, 1,2 МБ», in the language that is spoken."""
        return f"{self.extension.upper()}, {size_text(self.size)}"

    @property
    def shape(self) -> tuple[int, int]:
        """Width and height that a video is shown in."""
        return (self.width, self.height) if self.width and self.height else (_WIDTH, _HEIGHT)

    @property
    def poster_url(self) -> str:
        """Address of the widest rendition of the poster up to 960 pixels; empty without one."""
        return _address_of(self.poster)

    @property
    def shown_poster_url(self) -> str:
        """The same if readers may be shown the poster: of files from ``with_shown()``."""
        return _address_of(shown(self, "poster"))


def _address_of(poster: Photo | None) -> str:
    urls = map(poster.rendition_url, ("w960", "w640", "w320")) if poster else ()
    return next(filter(None, urls), "")


def size_text(size: int, digits: int = 1) -> str:
    """``size``, in bytes, as people say it: «1,2 МБ».

    Of a thousand, as shops and telephones count; with up to ``digits`` behind the comma, one less
    from ten on.
    """
    for limit, unit in ((10**9, _("GB")), (10**6, _("MB")), (10**3, _("KB"))):
        if size >= limit * 0.9995:
            number = round(size / limit, digits)
            shown = 0 if number.is_integer() else digits - (number >= 10)
            return f"{number_format(round(number, shown), shown)}\xa0{unit}"
    return _("%(count)s bytes") % {"count": size}


def size_beyond(size: int, limit: int) -> str:
    """``size`` with as many digits as it takes to see that it is more than ``limit``."""
    texts = (size_text(size, digits) for digits in range(1, 10))
    return next((text for text in texts if text != size_text(limit)), str(size))
