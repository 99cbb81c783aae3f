"""Bulk acts on more articles than one request should wait for."""

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from ..models import BulkAct
from ..models.bulk_acts import Outcome
from .progress import report
from .queue import LONG, enqueue, task


@task(_("Bulk act on articles"), priority=LONG)
def finish_bulk_act(key: str) -> None:
    """Do what is left of the act with this key, and say why in the words of who asked for it."""
    act = BulkAct.objects.select_related("by").filter(key=key).first()
    if act is None:
        return

    def report_progress() -> None:
        counts = act.counts()
        total = sum(counts.values())
        report(total - counts[Outcome.WAITING], total, 0)

    with translation.override(act.by.language):
        act.finish(clock=timezone.now, between=report_progress)


@task(_("Ending bulk acts that were begun"))
def finish_bulk_acts() -> None:
    """Have all acts ended that somebody has begun and not ended."""
    keys = BulkAct.objects.filter(lines__outcome=Outcome.WAITING).order_by()
    for key in keys.values_list("key", flat=True).distinct():
        enqueue(finish_bulk_act, str(key))


def is_any_bulk_act_open() -> bool:
    """Whether there is one."""
    return BulkAct.objects.filter(lines__outcome=Outcome.WAITING).exists()
