"""Photos: never without a credit and an alternative text."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..fields.pictures import PictureField
from .described import DescribedPhoto

# Renditions by name: width in pixels, at the shape of the photo, in WebP.
WIDTHS = {"w160": 160, "w320": 320, "w640": 640, "w960": 960, "w1600": 1600}
# What a link looks like in a messenger: cut to this shape, in JPEG, which all of them read.
SOCIAL, SOCIAL_SIZE = "social", (1200, 630)
PARTIAL = "partial"  # in ``renditions`` while the larger ones are still to come


def rendition_file(base: str, name: str) -> str:
    """Name in the storage of the rendition ``name`` of those that begin with ``base``."""
    return f"{base}-{name}.{'jpg' if name == SOCIAL else 'webp'}"


def files_of(renditions: dict) -> list[str]:
    """Names in the storage of all that ``renditions``, a value of :class:`Photo`'s, has."""
    names = (name for name in [*WIDTHS, SOCIAL] if name in renditions)
    return [rendition_file(renditions["base"], name) for name in names]


class PhotoQuerySet(models.QuerySet):
    """The words in which photos are asked for."""

    def waiting(self):
        """Photos whose credit has come and whose file has not."""
        return self.filter(file="")

    def drafts(self):
        """Photos that came with their file and may not be used yet."""
        return self.filter(is_draft=True)

    def usable(self):
        """Photos that articles and other things may show."""
        return self.filter(is_draft=False)

    def of_bytes(self, digest: str):
        """Photos whose file has these bytes: its name tells, see ``PictureFile``."""
        return self.filter(file__contains=f"-{digest}").order_by("pk")

    def for_wall(self):
        """With what a wall of photos shows of each."""
        names = "file caption alt credit width height renditions created_at is_draft".split()
        return self.only(*names)


class Photo(DescribedPhoto):
    """A picture and what must be said with it.

    ``renditions`` holds what was cut from the file when it came:
    ``{"source": "photos/2026/03/x.jpg", "base": "renditions/12/ab34cd56", "w320": [320, 213], …}``,
    names as in ``WIDTHS`` and ``SOCIAL``, sizes in pixels. Pages only choose from it. The smallest
    are there at once; ``partial`` is true until the others are. Of a photo
    whose file was replaced after readers could see it, ``replaced`` has the digests that its bases
    ended in; ``seen`` is true where readers saw it in an article that shows it no more.

    A draft came with its file, and lacks a credit or an alternative text, or somebody is to confirm
    what was read in letters that were guessed (``is_guessed``). Nothing offers or shows it. What is
    no draft does not become one.
    """

    file = PictureField(
        _("file"),
        upload_to="photos/%Y/%m/",
        blank=True,
        max_length=200,
        width_field="width",
        height_field="height",
    )
    caption = models.CharField(_("caption"), max_length=2_000, blank=True)
    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_(
            "What the picture shows: a screen reader speaks this text to a reader who cannot see "
            "it."
        ),
    )
    credit = models.CharField(
        _("credit"),
        max_length=200,
        blank=True,
        help_text=_("Photographer or agency, without the word “Photo:”."),
    )
    width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    renditions = models.JSONField(default=dict, blank=True, editable=False)
    is_draft = models.BooleanField(default=False, editable=False)
    is_guessed = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(_("added at"), auto_now_add=True)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["-pk"]
        permissions = [("change_any_photo", _("May change any photo"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(file="") | Q(is_draft=True) | (~Q(credit="") & ~Q(alt="")),
                name="photo_with_file_has_credit_and_alt",
                violation_error_message=_("A photo needs a credit and an alternative text."),
            ),
            models.CheckConstraint(
                condition=~Q(file="") | Q(is_draft=False), name="photo_draft_has_file"
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(is_draft=True), name="photo_drafts"),
        ]

    def __str__(self):
        return self.caption or self.alt or self.credit or f"#{self.pk}"

    @property
    def is_waiting(self) -> bool:
        return not self.file

    @property
    def has_all_renditions(self) -> bool:
        """Whether all that can be cut from its file has been."""
        is_of_file = self.renditions.get("source") == self.file.name
        return is_of_file and PARTIAL not in self.renditions

    def rendition_url(self, name: str) -> str:
        """Address of a rendition by its name in ``renditions``; empty where there is none."""
        if name not in self.renditions:
            return ""
        return self.file.storage.url(rendition_file(self.renditions["base"], name))

    @property
    def srcset(self) -> str:
        """All widths for the ``srcset`` attribute."""
        return ", ".join(
            f"{self.rendition_url(name)} {self.renditions[name][0]}w"
            for name in WIDTHS
            if name in self.renditions
        )
