"""What a photo may be used for, and until when; and the rule by which readers are shown photos."""

import re
from datetime import datetime, timedelta
from typing import Final

from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

WARNED: Final = timedelta(days=7)  # so long before a right ends the desk is told
_CREATIVE_COMMONS: Final = "https://creativecommons.org/"
_TERMS: Final = re.compile(r"https?://(?:www\.)?creativecommons\.org/[a-z]+/([a-z-]+)/")


class Licence(models.TextChoices):
    """By what right the newsroom uses a photo; empty where nobody has said."""

    OWN = "own", _("Own: taken by the newsroom")
    AGENCY = "agency", _("Agency: by a contract")
    HANDOUT = "handout", _("Handout: given to be published")
    PAID_ONCE = "paid_once", _("Paid once: for one article")
    CC_ZERO = "cc0", "CC0"
    CC_BY = "cc-by", "CC BY"
    CC_BY_SA = "cc-by-sa", "CC BY-SA"
    CC_BY_ND = "cc-by-nd", "CC BY-ND"
    CC_BY_NC = "cc-by-nc", "CC BY-NC"
    CC_BY_NC_SA = "cc-by-nc-sa", "CC BY-NC-SA"
    CC_BY_NC_ND = "cc-by-nc-nd", "CC BY-NC-ND"

    @property
    def address(self) -> str:
        """Where Creative Commons say the terms, in their newest version; else empty."""
        if self is Licence.CC_ZERO:
            return f"{_CREATIVE_COMMONS}publicdomain/zero/1.0/"
        terms = self.value.removeprefix("cc-")
        return f"{_CREATIVE_COMMONS}licenses/{terms}/4.0/" if terms != self.value else ""

    @classmethod
    def at(cls, address: str) -> "Licence | None":
        """The licence of Creative Commons, of whatever version, that stands at ``address``."""
        match = _TERMS.match(address.lower())
        value = {"zero": "cc0"}.get(match[1], f"cc-{match[1]}") if match else ""
        return cls(value) if value in cls.values else None


class RightsState(models.TextChoices):
    """How the right to a photo stands at an instant, where something is to be said of it."""

    NOT_FOR_WEB = "not_for_web", _("not for the site")
    NOT_YET = "not_yet", _("the right has not begun")
    ENDED = "ended", _("the right has ended")
    ENDING = "ending", _("the right ends soon")


class PhotoRights(models.Model):
    """The rights to a photo; of a photo of which nothing is said, all is allowed.

    ``valid_until`` is the first instant at which it may be shown no more. Without ``for_web`` it
    stands on no page; without ``for_social``, in no preview of a link and no picture of a feed;
    without ``for_archive`` it must have a ``valid_until``, at which it leaves old pages too.
    Territories, cost and notes are for the desk alone.
    """

    licence_url: models.URLField  # of photos, as is the other
    is_draft: models.BooleanField

    licence = models.CharField(
        _("licence"),
        max_length=20,
        choices=Licence.choices,
        blank=True,
        help_text=_("By what right the newsroom uses the photo."),
    )
    valid_from = models.DateTimeField(_("may be shown from"), null=True, blank=True)
    valid_until = models.DateTimeField(
        _("may be shown until"),
        null=True,
        blank=True,
        help_text=_("At this instant the photo goes from all pages, and its files with it."),
    )
    for_web = models.BooleanField(_("on the site"), default=True)
    for_social = models.BooleanField(
        _("in social networks"),
        default=True,
        help_text=_("As the picture of a link that is shared, and in feeds."),
    )
    for_archive = models.BooleanField(
        _("in the archive"),
        default=True,
        help_text=_("If not, say until when it may be shown: then it goes from old pages too."),
    )
    territories = models.CharField(
        _("territories"),
        max_length=300,
        blank=True,
        help_text=_("Where it may be shown, if not everywhere. For the desk: readers are not "
        "told apart."),
    )  # fmt: skip
    cost = models.CharField(_("cost"), max_length=100, blank=True)
    contract_note = models.TextField(_("note on the contract"), max_length=2_000, blank=True)
    consent_note = models.TextField(
        _("consent of the people shown"),
        max_length=2_000,
        blank=True,
        help_text=_("Who has agreed, when, and where that is kept."),
    )
    shows_minors = models.BooleanField(_("minors are shown"), default=False)

    class Meta:
        abstract = True

    @property
    def licence_address(self) -> str:
        """The page that says how it may be used: as written, else that of Creative Commons."""
        return self.licence_url or (Licence(self.licence).address if self.licence else "")

    @property
    def state_now(self) -> str:
        """How the right stands at this moment, in words; empty where all is well."""
        state = self.rights_state(timezone.now())
        return str(RightsState(state).label) if state else ""

    def is_allowed(self, at: datetime) -> bool:
        """:func:`allowed` for one row."""
        return not (self.is_draft or self.rights_state(at) not in ("", RightsState.ENDING))

    def rights_state(self, at: datetime) -> RightsState | str:
        """How the right stands at ``at``; empty where there is nothing to be said."""
        if not self.for_web:
            return RightsState.NOT_FOR_WEB
        if self.valid_from and at < self.valid_from:
            return RightsState.NOT_YET
        if self.valid_until is None or at + WARNED < self.valid_until:
            return ""
        return RightsState.ENDED if self.valid_until <= at else RightsState.ENDING


RULE: Final = ("is_draft", "for_web", "valid_from", "valid_until")  # fields that the rule reads


def allowed(at: datetime, way: str = "") -> Q:
    """What holds of photos that readers may be shown at ``at``; ``way`` leads to them: «photo__».

    The one rule: no drafts, and the rights hold. Whether anything public shows them is another
    question (``usage.photo_usage.is_public``).
    """
    begun = Q(**{f"{way}valid_from": None}) | Q(**{f"{way}valid_from__lte": at})
    open_still = Q(**{f"{way}valid_until": None}) | Q(**{f"{way}valid_until__gt": at})
    return Q(**{f"{way}is_draft": False, f"{way}for_web": True}) & begun & open_still


def with_shown(
    queryset: models.QuerySet, at: datetime, field: str, name: str = ""
) -> models.QuerySet:
    """``queryset`` with a column that says whether the photo in ``field`` is allowed at ``at``.

    It is called «photo_is_shown» for the field «photo», and goes along wherever rows are compared.
    """
    verdict = ExpressionWrapper(allowed(at, f"{field}__"), output_field=BooleanField())
    return queryset.annotate(**{f"{name or field}_is_shown": verdict})


def shown(thing: models.Model, field: str):
    """The photo in ``field``, if :func:`with_shown` or :func:`judge` found that it is allowed.

    None where nobody has looked: a door that forgets to ask shows nothing.
    """
    return getattr(thing, field) if getattr(thing, f"{field}_is_shown", False) else None


def judge(thing: models.Model, field: str, at: datetime) -> None:
    """Find it out for a row that was fetched in another way, or not at all, as in a preview."""
    photo = getattr(thing, field)
    setattr(thing, f"{field}_is_shown", photo is not None and photo.is_allowed(at))
