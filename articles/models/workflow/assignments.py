"""Assignments: who looks after an article, and when it is to be ready.

These functions are verbs of ``Article``, which has them as methods.
"""

from datetime import datetime
from operator import methodcaller

from django.db import transaction

from ..audit import AuditEntry
from .transitions import Status

# Until an article has come further than this, it is owed.
OWED = (Status.DRAFT, Status.IN_REVIEW)


def assign(article, editor, *, by, at: datetime):
    """Make ``editor`` (a ``User``, or None) the one who looks after the article."""
    _change(article, "assigned_to", editor, "assign", methodcaller("get_username"), by=by, at=at)


def set_due(article, due_at: datetime | None, *, by, at: datetime):
    """Say when the article is to be ready; None, if no time is set."""
    _change(article, "due_at", due_at, "due", methodcaller("isoformat"), by=by, at=at)


def _change(article, name, value, verb, said, *, by, at):
    """Give a field another value, and put on record what ``said`` makes of both."""
    before = getattr(article, name)
    if value == before:
        return
    setattr(article, name, value)
    old, new = ({name: given and said(given)} for given in (before, value))
    with transaction.atomic():
        article.save(update_fields=[name])
        AuditEntry.record(verb, article, by=by, at=at, before=old, after=new)
