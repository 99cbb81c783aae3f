"""What the picture desk knows of a photo: as its file said it, or as somebody wrote it."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

_COORDINATES = RegexValidator(
    r"^-?\d{1,2}(\.\d+)?, ?-?\d{1,3}(\.\d+)?$",
    _("Write degrees north and east, for example 43.238949, 76.889709."),
)


class DescribedPhoto(models.Model):
    """Words about a photo beside those that readers always see; each may be empty.

    ``keywords`` and ``persons`` are lists with commas; ``coordinates`` are for the desk alone.
    """

    headline = models.CharField(_("headline"), max_length=300, blank=True)
    creator = models.CharField(
        _("creator"), max_length=300, blank=True, help_text=_("Who took the photo.")
    )
    copyright = models.CharField(
        _("copyright notice"),
        max_length=500,
        blank=True,
        help_text=_("As the owner of the rights wants it to stand."),
    )
    licence_url = models.URLField(
        _("address of the licence"),
        max_length=500,
        blank=True,
        help_text=_("The page that says how the photo may be used."),
    )
    place = models.CharField(
        _("place"),
        max_length=400,
        blank=True,
        help_text=_("From the smallest to the country, with commas."),
    )
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    persons = models.CharField(
        _("people shown"), max_length=1_000, blank=True, help_text=_("With commas.")
    )
    keywords = models.CharField(
        _("keywords"), max_length=2_000, blank=True, help_text=_("With commas.")
    )
    coordinates = models.CharField(
        _("coordinates"),
        max_length=40,
        blank=True,
        validators=[_COORDINATES],
        help_text=_("Where the camera stood. The desk alone sees it."),
    )

    class Meta:
        abstract = True
