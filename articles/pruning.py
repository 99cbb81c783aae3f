"""Pruning: what has expired is deleted, night by night, in batches that let other writers through.

Each job is a function of the instant, which gives how many rows it took out. ``JOBS`` names them
all, for the command ``prune`` and for whoever runs them by the clock. What is on record stays.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from axes.models import AccessFailureLog
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q, QuerySet

from .db import content_version
from .models import Autosave, BulkAct, Presence, PreviewLink, SiteIdentity, TrashedArticle, thinning
from .models.desk.autosaves import DISCARDED_FOR
from .models.tasks import Task, TaskStatus, Worker
from .models.trash import TRASHED_FOR

BATCH = 500  # rows deleted in one transaction
# What was typed, neither saved nor discarded, and not touched since: offered again for so long.
FORGOTTEN_AFTER = timedelta(days=365)
CLOSED_FOR = timedelta(days=30)  # a link for outside: until then the desk can say that it was one
_DAY = timedelta(days=1)
OUTCOMES_FOR = timedelta(days=30)  # of bulk acts; what was done is on record
_DONE_FOR, _FAILED_FOR = timedelta(days=3), timedelta(days=30)  # tasks


def expired_sessions(at: datetime) -> int:
    """Sessions that let nobody in any more."""
    return _delete(Session.objects.filter(expire_date__lt=at))


def stale_autosaves(at: datetime) -> int:
    """What was typed and not saved, long after it was discarded or forgotten."""
    is_stale = Q(discarded_at__lt=at - DISCARDED_FOR) | Q(at__lt=at - FORGOTTEN_AFTER)
    return _delete(Autosave.objects.filter(is_stale))


def gone_presences(at: datetime) -> int:
    """Who had an article open, a day ago or longer."""
    return _delete(Presence.objects.filter(seen_at__lt=at - _DAY))


def expired_preview_links(at: datetime) -> int:
    """Links for outside that have shown nothing for ``CLOSED_FOR``; the record knows of them."""
    since = at - CLOSED_FOR
    return _delete(PreviewLink.objects.filter(Q(expires_at__lt=since) | Q(revoked_at__lt=since)))


def old_bulk_acts(at: datetime) -> int:
    """What came of bulk acts, line by line, a month ago."""
    return _delete(BulkAct.objects.filter(at__lt=at - OUTCOMES_FOR))


def old_trash(at: datetime) -> int:
    """Drafts that nobody has brought back in time; the record knows of them."""
    return _delete(TrashedArticle.objects.filter(at__lt=at - TRASHED_FOR))


def old_failures(at: datetime) -> int:
    """Attempts to sign in that no login limit counts any more; the record has its own rows."""
    return _delete(AccessFailureLog.objects.filter(attempt_time__lt=at - _DAY))


def old_tasks(at: datetime) -> int:
    """Background tasks that were done three days ago, and those that failed a month ago."""
    ages = ((TaskStatus.DONE, _DONE_FOR), (TaskStatus.FAILED, _FAILED_FOR))
    ended = [Task.objects.filter(status=status, finished_at__lt=at - age) for status, age in ages]
    return sum(map(_delete, ended))


def gone_workers(at: datetime) -> int:
    """Workers that have not been heard of for a day and hold no task."""
    return _delete(Worker.objects.silent(_DAY).filter(task=None))


def thinned_revisions(at: datetime) -> int:
    """Saves that the chief editor lets go from the history; none unless an age is chosen."""
    days = SiteIdentity.load().thin_history_after
    if days is None:
        return 0
    age = timedelta(days=days)
    return sum(thinning.thin(key, at=at, age=age) for key in thinning.with_old_saves(at, age))


def content_marks(at: datetime) -> int:
    """Marks of changes of the content that every process has seen, or will take for seen."""
    return content_version.prune()


JOBS: dict[str, Callable[[datetime], int]] = {
    job.__name__: job
    for job in (
        *(expired_sessions, stale_autosaves, gone_presences, expired_preview_links, old_failures),
        *(old_tasks, gone_workers, old_bulk_acts, old_trash, thinned_revisions, content_marks),
    )
}


def prune(*, at: datetime) -> dict[str, int]:
    """Do all jobs; how many rows each took out."""
    return {name: job(at) for name, job in JOBS.items()}


def _delete(rows: QuerySet) -> int:
    """Delete ``rows`` by batches; one that is written to meanwhile and fits no more stays."""
    count = 0
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            rows.filter(pk__in=keys).delete()
        count += len(keys)
    return count
