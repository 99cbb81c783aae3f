"""What the site says of itself: one row, edited in the admin."""

from secrets import randbits
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..fields.pictures import LogoField
from ..media.photos import Photo
from ..media.rights import shown

_WEB = ("https://", "http://")
# What the law on mass media wants readers to be told of whoever publishes.
REQUIRED = ("owner", "editor", "registration", "address", "phone", "email")


def validate_addresses(text: str) -> None:
    """Raise ``ValidationError`` that names the line which is no address of the web."""
    check = URLValidator(schemes=["https", "http"])
    for line in filter(None, map(str.strip, text.splitlines())):
        try:
            check(line)
        except ValidationError as error:
            raise ValidationError(_("This is no address of the web: %s") % line) from error


def host_of_site() -> str:
    """The host of ``SITE_URL``, which is kept from when the row is first written."""
    return urlsplit(settings.SITE_URL).hostname or ""


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
        _("imprint"), blank=True, help_text=_("A few words at the foot of every page.")
    )
    owner = models.CharField(
        _("owner"),
        max_length=200,
        blank=True,
        help_text=_("Who owns the newsroom, as the certificate has it."),
    )
    editor = models.CharField(_("editor-in-chief"), max_length=100, blank=True)
    registration = models.CharField(
        _("registration"),
        max_length=300,
        blank=True,
        help_text=_("Number and date of the certificate, and who has issued it."),
    )
    address = models.CharField(_("postal address"), max_length=300, blank=True)
    phone = models.CharField(_("telephone"), max_length=50, blank=True)
    email = models.EmailField(
        _("email of the newsroom"),
        blank=True,
        help_text=_("Readers see it; whoever has found a hole in the site writes there too."),
    )
    accounts = models.TextField(
        _("accounts"),
        blank=True,
        validators=[validate_addresses],
        help_text=_("Addresses of the newsroom's own pages in social networks, one a line."),
    )
    principles = models.TextField(
        _("principles"),
        blank=True,
        help_text=_("By what the newsroom works: how it checks, corrects, names its sources."),
    )
    ads_txt = models.TextField(
        "ads.txt",
        blank=True,
        help_text=_("Who may sell advertisement of the site, as their offices give the lines."),
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
    # In the ids of feeds: with another host all that subscribers have read would be new to them.
    tag_host = models.CharField(max_length=253, default=host_of_site, editable=False)
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
    def account_addresses(self) -> list[str]:
        """The accounts, less what is no address."""
        lines = map(str.strip, self.accounts.splitlines())
        return [line for line in lines if line.startswith(_WEB)]

    @property
    def missing(self) -> list[str]:
        """Names of the fields that the law wants filled in and that are empty."""
        fields = self._meta.concrete_fields
        return [
            str(field.verbose_name)
            for field in fields
            if field.name in REQUIRED and not getattr(self, field.name)
        ]

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
