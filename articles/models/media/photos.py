"""Photos: never without a credit and an alternative text."""

from collections.abc import Iterable
from datetime import datetime

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from ...imaging import Said
from ...media_files import folders
from ..fields.pictures import DIGEST_LENGTH
from .credits import CreditedPhoto
from .described import DescribedPhoto
from .fingerprints import BANDS, FingerprintedQuerySet, PhotoField, dhash_band
from .rights import RULE, WARNED, allowed

# Renditions by name: width in pixels, at the shape of the photo.
WIDTHS = {f"w{width}": width for width in (160, 320, 480, 640, 960, 1200, 1600, 2000)}
# Endings of names and their formats, the one that readers get first in front. WebP is made at once.
FORMATS = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}
AT_ONCE = "webp"
# Cut to a shape around the focal point, in JPEG, which everybody reads: for links in messengers,
# and for search engines, which ask for three shapes. These are smaller where the file is.
SOCIAL = "social"
RATIOS = {"16x9": (1200, 675), "4x3": (1200, 900), "1x1": (1200, 1200)}
CROPS = {SOCIAL: (1200, 630)} | RATIOS
# When a photo was taken, or added where its file does not say; the index ``photo_when``.
WHEN = Coalesce("taken_at", "created_at")
PARTIAL = "partial"  # in ``renditions`` while the larger ones are still to come
RECIPE = 3  # to be raised where renditions are made in another way: ``make_renditions`` makes all


def photo_path(instance, name: str) -> str:
    """Where in the storage the file of a photo goes."""
    return folders.hashed("photos", name)


def rendition_file(base: str, name: str, ending: str = AT_ONCE) -> str:
    """Name in the storage of the rendition ``name`` of those that begin with ``base``."""
    return f"{base}-{name}.{'jpg' if name in CROPS else ending}"


def formats_of(renditions: dict) -> list[str]:
    """Endings of the files of each width; photos of long ago have WebP alone."""
    return renditions.get("formats", [AT_ONCE])


def files_of(renditions: dict) -> list[str]:
    """Names in the storage of all that ``renditions``, a value of :class:`Photo`'s, has."""
    base = renditions.get("base", "")
    widths = [name for name in WIDTHS if name in renditions]
    files = [rendition_file(base, name, e) for e in formats_of(renditions) for name in widths]
    return [*files, *(rendition_file(base, name) for name in CROPS if name in renditions)]


def name_now(renditions: dict, name: str) -> str:
    """What the file is called now that was once a rendition of the same picture: mostly ``name``.

    Empty where there is none such.
    """
    names, file = files_of(renditions), digest_in(renditions)[:DIGEST_LENGTH]
    if name in names or folders.current_name(name) in names:
        return name
    digest, _, use = name.rpartition("/")[2].partition("-")
    present = f"{renditions.get('base')}-{use}"
    return present if digest[:DIGEST_LENGTH] == file and present in names else ""


def digest_in(renditions: dict) -> str:
    """What the base ends in: twelve digits for the file, and six for all else, once there were."""
    return renditions.get("base", "").rpartition("/")[2]


class PhotoQuerySet(FingerprintedQuerySet):
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

    def allowed(self, at: datetime):
        """Photos that readers may be shown at ``at``, wherever something public shows them."""
        return self.filter(allowed(at))

    def rights_ending(self, at: datetime):
        """Photos of which the desk is warned at ``at``: their rights end soon."""
        return self.filter(valid_until__gt=at, valid_until__lte=at + WARNED)

    def next_change(self, at: datetime, field: str):
        """The first instant after ``at`` in ``valid_from`` or ``valid_until``, as a row of one."""
        return self.filter(**{f"{field}__gt": at}).order_by(field).values(field)[:1]

    def for_wall(self):
        """With what a wall of photos shows of each."""
        names = "file caption alt credit width height renditions created_at".split()
        return self.only(*names, *RULE, "licence")


class Photo(DescribedPhoto, CreditedPhoto):
    """A picture and what must be said with it.

    ``renditions`` holds what was cut from the file when it came:
    ``{"source": "photos/ab/34/x.jpg", "base": "renditions/ab/34/12/ab34…", "w320": [320, 213]}``,
    names as in ``WIDTHS`` and ``CROPS``, sizes in pixels. The base ends in a digest of the file
    and one of what the renditions say; ``formats`` has the endings that each width is there in,
    ``colour`` is what the picture is like from afar, «#5a6b7c». Pages only choose from it.

    The smallest are there at once; ``partial`` is true until the others are. Of a photo whose file
    was replaced after readers could see it, ``replaced`` has the digests that its bases began with;
    ``seen`` is true where readers saw it in an article that shows it no more.

    A draft came with its file, and lacks a credit or an alternative text, or somebody is to confirm
    what was read in letters that were guessed (``is_guessed``). Nothing offers or shows it. What is
    no draft does not become one.
    """

    file = PhotoField(
        _("file"),
        upload_to=photo_path,
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
    # Behind the file, which fills them when it is stored.
    digest = models.CharField(max_length=DIGEST_LENGTH, blank=True, editable=False)
    dhash_1 = dhash_band()
    dhash_2 = dhash_band()
    dhash_3 = dhash_band()
    dhash_4 = dhash_band()
    focus_x = models.PositiveSmallIntegerField(
        _("focal point, from the left (%)"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
    )
    focus_y = models.PositiveSmallIntegerField(
        _("focal point, from the top (%)"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text=_(
            "What must be seen where the picture is cut to other shapes: click on it in the "
            "picture above, or move the point with the arrow keys. Left empty, it is above the "
            "middle."
        ),
    )
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
            models.CheckConstraint(
                condition=Q(for_archive=True) | Q(valid_until__isnull=False),
                name="photo_beyond_archive_has_end",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(is_draft=True), name="photo_drafts"),
            # The filters of the library; broad photos are as many as to be met at once.
            models.Index(fields=["id"], condition=Q(width__lt=F("height")), name="photo_upright"),
            models.Index(fields=["id"], condition=Q(width=F("height")), name="photo_square"),
            models.Index(fields=["creator", "-id"], name="photo_creator"),
            models.Index(WHEN.desc(), F("id").desc(), name="photo_when"),
            models.Index(fields=["digest"], name="photo_digest"),
            models.Index(fields=["credit", "-id"], name="photo_credit"),
            *(models.Index(fields=[name], name=f"photo_{name}") for name in BANDS),
            models.Index(
                fields=["valid_from"],
                condition=Q(valid_from__isnull=False),
                name="photo_valid_from",
            ),
            models.Index(
                fields=["valid_until"],
                condition=Q(valid_until__isnull=False),
                name="photo_valid_until",
            ),
        ]

    def __str__(self):
        return self.caption or self.alt or self.credit or f"#{self.pk}"

    @property
    def is_waiting(self) -> bool:
        return not self.file

    @property
    def said(self) -> Said:
        """What every rendition says of the photo to whoever has nothing but the file."""
        credit = self.credit_words
        return Said(
            creator=self.creator or credit,
            credit=credit,
            rights=self.copyright or credit,
            web_statement=self.licence_address,
            licensor=self.agency,
            licensor_url=self.source_url,
            caption=self.caption,
            alt=self.alt,
        )

    @property
    def rendition_digest(self) -> str:
        """What in the addresses of renditions stands for all that they are made by but the file."""
        return self.said.digest(RECIPE, self.focus)

    @property
    def focus(self) -> tuple[float, float] | None:
        """The focal point as parts of width and height; None where nobody has set one."""
        if self.focus_x is None or self.focus_y is None:
            return None
        return self.focus_x / 100, self.focus_y / 100

    @property
    def has_all_renditions(self) -> bool:
        """Whether all that can be cut from its file has been."""
        is_of_file = self.renditions.get("source") == self.file.name
        return is_of_file and PARTIAL not in self.renditions

    @property
    def is_rendered(self) -> bool:
        """Whether the renditions are all there, and say what the photo says now."""
        digest = digest_in(self.renditions)[DIGEST_LENGTH:]
        return self.has_all_renditions and digest == self.rendition_digest

    def rendition_url(self, name: str, ending: str = AT_ONCE) -> str:
        """Address of a rendition by its name in ``renditions``; empty where there is none."""
        if name not in self.renditions:
            return ""
        return self.file.storage.url(rendition_file(self.renditions["base"], name, ending))

    def largest_url(self, *names: str) -> str:
        """Address of the last of these renditions that there is; empty where there is none."""
        there = [name for name in names if name in self.renditions]
        return self.rendition_url(there[-1]) if there else ""

    @property
    def thumbnail_url(self) -> str:
        """Address of the picture by which the desk knows the photo."""
        return self.largest_url("w160", "w320")

    @property
    def srcset(self) -> str:
        """All widths for the ``srcset`` attribute, in the format that is there from the start."""
        return self.srcset_of(WIDTHS)

    def srcset_of(self, names: Iterable[str], ending: str = AT_ONCE) -> str:
        """Those of the renditions ``names`` that there are, for the ``srcset`` attribute."""
        return ", ".join(
            f"{self.rendition_url(name, ending)} {self.renditions[name][0]}w"
            for name in names
            if name in self.renditions
        )
