"""Why readers do not see something that an editor has put on a page, and from when on they will."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ..delivery import visibility
from ..kazakh.dates import stamp
from ..models import Tag


def note_on_tag(tag: Tag, at: datetime) -> str:
    """Why the top bar does not show a tag that is pinned; empty where it does."""
    if not tag.is_pinned or tag.is_public(at):
        return ""
    if instant := visibility.awaited(tag.path, at):
        return _(
            "Оқырман бұл тегті әзірге көрмейді: оның шыққан мақаласы жоқ. Алғашқысы %(at)s шығады, "
            "тег те сол сәтте көрінеді."
        ) % {"at": _stamp(instant)}
    return _(
        "Оқырман бұл тегті әзірге көрмейді: оның шыққан мақаласы жоқ. Алғашқысы шыққан сәтте "
        "өзі көрінеді."
    )


def note_on_link(link: str, at: datetime) -> str:
    """Why the breaking news stand without their link at ``at``; empty where they have it."""
    if not visibility.hidden([link], at):
        return ""
    if instant := visibility.awaited(link, at):
        return _(
            "Хабар әзірге сілтемесіз тұрады: сілтеме апаратын мақала %(at)s шығады. Сілтеме сол "
            "сәтте өзі қосылады."
        ) % {"at": _stamp(instant)}
    return _(
        "Хабар әзірге сілтемесіз тұрады: сілтеме апаратын бет оқырманға ашық емес. Ашылған сәтте "
        "сілтеме өзі қосылады."
    )


def _stamp(instant: datetime) -> str:
    return stamp(instant, timezone.get_default_timezone())
