"""What the site says of itself: one row, edited in the admin."""

from secrets import randbits

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..fields.pictures import LogoField
from ..media.photos import Photo


class SiteIdentity(models.Model):
    """Name, description, logo and imprint of the newsroom; always the row with key 1.

    ``stamp`` is another with every change to what all pages share (this row, the sections, the
    pinned tags, the spellings), so that a process may keep those in memory and know in one query
    that they still hold. It is drawn, not counted: a form that saves the row with the stamp that
    it has loaded would count to one that was there before.
    """

    name = models.CharField(_("атауы"), max_length=100, default="Newsroom")
    description = models.CharField(_("сипаттамасы"), max_length=300, blank=True)
    logo = LogoField(
        _("логотип"),
        upload_to="site/",
        blank=True,
        help_text=_("PNG немесе WebP, ені кемінде 512 пиксел."),
    )
    social_picture = models.ForeignKey(
        Photo,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("әлеуметтік желіге арналған сурет"),
        help_text=_("Өз фотосы жоқ мақаламен бөліскенде көрінеді."),
    )
    imprint = models.TextField(
        _("шығыс деректері"),
        blank=True,
        help_text=_("Меншік иесі, тіркеу куәлігі, мекенжай, телефон: әр беттің соңында тұрады."),
    )
    latin_standard = models.CharField(
        _("латын әліпбиі"),
        max_length=4,
        choices=[
            ("2021", _("2021 жылғы: ä ğ ñ ö ş ū ü")),
            ("2019", _("2019 жылғы: ä ğ ŋ ö ş ç u w ü")),
            ("2018", _("2018 жылғы: á ǵ ń ó ú ý")),
        ],
        default="2021",
        help_text=_("Сайттың латын әрпіндегі беттері осы әліпбимен жазылады."),
    )
    stamp = models.PositiveBigIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("сайт туралы мәлімет")
        verbose_name_plural = _("сайт туралы мәлімет")
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="site_identity_is_one_row"),
        ]

    def __str__(self):
        return self.name

    @classmethod
    def load(cls):
        """The row with its social picture; the defaults, unsaved, where there is none yet."""
        return cls.objects.select_related("social_picture").filter(pk=1).first() or cls(pk=1)

    @classmethod
    def renew_stamp(cls):
        """Say that something which all pages share has changed."""
        if not cls.objects.filter(pk=1).update(stamp=randbits(60)):
            cls(pk=1).save()
