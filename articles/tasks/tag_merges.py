"""Merging tags that many articles have."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import Tag, TagMerge
from ..models.tag_merge import finish_merge
from .progress import report
from .queue import LONG, enqueue, task


@task(_("Merging tags"), priority=LONG)
def finish_tag_merge(into: int) -> None:
    """Do what is left of the merges into the tag with this key, batch by batch."""
    tag = Tag.objects.filter(pk=into).first()
    if tag is None:
        return

    def report_progress() -> None:
        merges = list(TagMerge.objects.filter(into=tag).select_related("tag"))
        report(sum(merge.done for merge in merges), sum(merge.total for merge in merges), 0)

    finish_merge(tag, clock=timezone.now, between=report_progress)


@task(_("Ending merges of tags that were begun"))
def finish_tag_merges() -> None:
    """Have all merges ended that somebody has begun and not ended."""
    for into in TagMerge.objects.order_by().values_list("into", flat=True).distinct():
        enqueue(finish_tag_merge, into)


def is_any_merge_open() -> bool:
    """Whether there is one."""
    return TagMerge.objects.exists()
