"""The credit of a photo: whose it is, and the one way in which that reads wherever it is shown."""

import re
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from .rights import Licence, PhotoRights


class Medium(models.TextChoices):
    """What a picture is: that stands before its credit."""

    PHOTO = "photo", _("Photograph")
    PICTURE = "picture", _("Picture")
    STILL = "still", _("Still from a video")


# How credits begin, by what the picture is; each with a place for the credit.
_LINES: Final = {
    Medium.PHOTO: _("Photo: %(credit)s"),
    Medium.PICTURE: _("Picture: %(credit)s"),
    Medium.STILL: _("Still from a video: %(credit)s"),
}
# The same as people type them, in all languages: what they stand before is not said twice.
_TYPED: Final = {
    Medium.PHOTO: "фото|фотосурет|photo|foto",
    Medium.PICTURE: "сурет|рисунок|иллюстрация|drawing|picture|illustration",
    Medium.STILL: "видеодан алынған кадр|видеодан кадр|кадр из видео|still from a video",
}
_BEGINNING: Final = re.compile(
    "|".join(rf"(?P<{medium}>{words})" for medium, words in _TYPED.items()).join(
        (r"\s*(?:", r")\s*[:：©]\s*")
    ),
    re.IGNORECASE,
)
_VERSION: Final = re.compile(r"/(\d\.\d)(?:/|$)")


def parse_credit(text: str) -> tuple[Medium | None, str]:
    """What a typed credit says the picture is, if it does, and the credit without that.

    >>> parse_credit("Фото: Zakon.kz")
    (Medium.PHOTO, 'Zakon.kz')
    """
    medium = None
    while begins := _BEGINNING.match(text):  # «Фото: Фото: Zakon.kz»
        medium, text = Medium(begins.lastgroup or ""), text[begins.end() :]
    return medium, text


class CreditedPhoto(PhotoRights):
    """Whose a photo is, beside ``credit`` and ``creator``; each may be empty."""

    credit: models.CharField  # of photos

    medium = models.CharField(
        _("what it is"),
        max_length=10,
        choices=Medium.choices,
        default=Medium.PHOTO,
        help_text=_("What stands before the credit."),
    )
    agency = models.CharField(
        _("agency of the photo"),
        max_length=200,
        blank=True,
        help_text=_("Who gives the licence, if not the newsroom."),
    )
    source_url = models.URLField(
        _("address of the source"),
        max_length=500,
        blank=True,
        help_text=_("The page where the photo was found, and where a licence is to be had."),
    )

    class Meta:
        abstract = True

    @property
    def credit_words(self) -> str:
        """The credit without «Photo:» and the like before it."""
        return parse_credit(self.credit)[1]

    @property
    def credit_line(self) -> str:
        """How the credit reads, in the language that is spoken; empty without a credit.

        The terms of Creative Commons want their name said with it.
        """
        typed, words = parse_credit(self.credit)
        if not words:
            return ""
        line = str(_LINES[typed or Medium(self.medium)] % {"credit": words})
        terms = self._terms
        return line if not terms or "CC" in words.upper().split() else f"{line} / {terms}"

    @property
    def _terms(self) -> str:
        """«CC BY-SA 4.0»; empty where the licence is none of Creative Commons."""
        if not self.licence.startswith("cc"):
            return ""
        version = _VERSION.search(self.licence_address)
        label = Licence(self.licence).label
        return f"{label} {version[1]}" if version else str(label)
