"""Announcing what has become visible: what ``publish_due`` does, without a timer."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import Announcement
from .queue import task


@task(_("Announcing what has become visible"))
def announce_due() -> None:
    """Announce the articles whose time has come, each once."""
    now = timezone.now()
    for announcement in list(Announcement.objects.due(now)):
        announcement.send(at=now)


def is_any_due() -> bool:
    """Whether there is one."""
    return Announcement.objects.due(timezone.now()).exists()
