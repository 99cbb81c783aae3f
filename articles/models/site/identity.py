"""What the site says of itself: one row, edited in the admin."""

from secrets import randbits

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..fields.pictures import LogoField
from ..media.photos import Photo
from ..media.rights import shown


class SiteIdentity(models.Model):
    """Name, description, logo and imprint of the newsroom; always the row with key 1.

    ``stamp`` is another with every change to what all pages share (this row, the sections, the
    pinned tags, the spellings), so that a process may keep those in memory and know in one query
    that they still hold. It is drawn, not counted: a form that saves the row with the stamp that
    it has loaded would count to one that was there before.
    """

    name = models.CharField(pgettext_lazy("thing", "name"), max_length=100, default="Newsroom")
    description = models.CharField(_("description"), max_length=300, blank=True)
    logo = LogoField(
        _("logo"),
        upload_to="site/",
        blank=True,
        help_text=_("PNG or WebP, at least 512 pixels wide."),
    )
    social_picture = models.ForeignKey(
        Photo,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("social picture"),
        help_text=_("Shown when an article without a photo of its own is shared."),
    )
    imprint = models.TextField(
        _("imprint"),
        blank=True,
        help_text=_(
            "Owner, registration certificate, address, telephone: at the foot of every page."
        ),
    )
    latin_standard = models.CharField(
        _("Latin alphabet"),
        max_length=4,
        choices=[
            ("2021", _("of 2021: ä ğ ñ ö ş ū ü")),
            ("2019", _("of 2019: ä ğ ŋ ö ş ç u w ü")),
            ("2018", _("of 2018: á ǵ ń ó ú ý")),
        ],
        default="2021",
        help_text=_("The pages of the site in Latin letters are written in this alphabet."),
    )
    thin_history_after = models.PositiveSmallIntegerField(
        _("thin the history out"),
        null=True,
        blank=True,
        choices=[
            (30, _("after 30 days")),
            (90, _("after 90 days")),
            (180, _("after 180 days")),
            (365, _("after a year")),
        ],
        help_text=_(
            "Saves that readers never saw go from the history of an article when they are so old; "
            "each is put on record. The first and the last save stay, and all that was published, "
            "merged or shown by a link for outside. If nothing is chosen, all saves stay."
        ),
    )
    stamp = models.PositiveBigIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("site identity")
        verbose_name_plural = _("site identity")
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="site_identity_is_one_row"),
        ]

    def __str__(self):
        return self.name

    @property
    def shown_picture(self) -> Photo | None:
        """The social picture if it may be shared: of the identity of the site context."""
        photo = shown(self, "social_picture")
        return photo if photo and photo.for_social else None

    @classmethod
    def load(cls):
        """The row with its social picture; the defaults, unsaved, where there is none yet."""
        return cls.objects.select_related("social_picture").filter(pk=1).first() or cls(pk=1)

    @classmethod
    def renew_stamp(cls):
        """Say that something which all pages share has changed."""
        if not cls.objects.filter(pk=1).update(stamp=randbits(60)):
            cls(pk=1).save()
