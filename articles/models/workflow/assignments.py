"""Assignments: who looks after an article, and when it is to be ready.

These functions are verbs of ``Article``, which has them as methods.
"""

from datetime import datetime

from django.db import transaction

from ..audit import AuditEntry
from .transitions import Status

# Until an article has come further than this, it is owed.
OWED = (Status.DRAFT, Status.IN_REVIEW)


def assign(article, editor, *, by, at: datetime):
    """Make ``editor`` (a ``User``, or None) the one who looks after the article."""
    if editor == article.assigned_to:
        return
    before, article.assigned_to = article.assigned_to, editor
    said = [{"assigned_to": user and user.get_username()} for user in (before, editor)]
    with transaction.atomic():
        article.save(update_fields=["assigned_to"])
        AuditEntry.record("assign", article, by=by, at=at, before=said[0], after=said[1])


def set_due(article, due_at: datetime | None, *, by, at: datetime):
    """Say when the article is to be ready; None, if no time is set."""
    if due_at == article.due_at:
        return
    before, article.due_at = article.due_at, due_at
    said = [{"due_at": instant and instant.isoformat()} for instant in (before, due_at)]
    with transaction.atomic():
        article.save(update_fields=["due_at"])
        AuditEntry.record("due", article, by=by, at=at, before=said[0], after=said[1])
