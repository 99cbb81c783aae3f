"""Asking providers what the embeds in texts are called.

What fails is quiet: a site without a way out is as good as any. So it is no failure of the task,
which editors would see and have tried again; each title knows when it is asked for next.
"""

import logging
from typing import Final

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import oembed
from ..models import EmbedTitle
from .queue import enqueue, task

logger = logging.getLogger(__name__)

AT_ONCE: Final = 20  # titles in one task; others of the queue may come between


@task(_("Titles of embeds"))
def fetch_embed_titles() -> None:
    """Ask for the titles that are due; of each provider until it gives no answer."""
    if not settings.EMBED_TITLES:
        return
    silent: set[str] = set()
    for row in list(EmbedTitle.objects.due(timezone.now())[:AT_ONCE]):
        if row.provider not in silent and not _fetch(row):
            silent.add(row.provider)
    if is_any_title_due():
        enqueue(fetch_embed_titles)


def is_any_title_due() -> bool:
    """Whether there is one, and providers may be asked."""
    return settings.EMBED_TITLES and EmbedTitle.objects.due(timezone.now()).exists()


def _fetch(row: EmbedTitle) -> bool:
    """Whether the provider gave an answer, even if no title; else its others are put off too."""
    try:
        title = oembed.fetch_title(row.address)
    except oembed.NoAnswer as failure:
        logger.info("%s: %s", row.address, failure)
        now = timezone.now()
        EmbedTitle.objects.due(now).filter(provider=row.provider).put_off(str(failure), at=now)
        return False
    except oembed.Refused as refusal:
        logger.info("%s: %s", row.address, refusal)
        row.give_up(str(refusal), at=timezone.now())
    else:
        row.learn(title, at=timezone.now())
    return True
