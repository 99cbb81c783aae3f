"""Transitions by their names, as buttons and programs ask for them.

The functions are verbs of ``Article``, which has them as methods.
"""

from datetime import datetime

from django.db import transaction as database
from django.utils import timezone

from .corrections import check_seen, correct, retract
from .publishing import amend, check_source, make_transition, publish


def transition(
    article, name: str, *, by, at: datetime, reason: str = "", change: str = "", note: str = ""
):
    """Make the transition called ``name`` in :data:`transitions.TRANSITIONS`.

    ``reason`` is why publish checks are overridden; ``change``, the kind of a correction, and
    ``note`` are for the two of which readers are told.
    """
    if name == "publish":
        publish(article, by=by, at=at, reason=reason)
    elif name == "amend" and change:
        correct(article, change, by=by, at=at, note=note, reason=reason)
    elif name == "amend":
        amend(article, by=by, at=at, reason=reason)
    elif name == "retract":
        retract(article, by=by, at=at, note=note)
    else:
        with database.atomic():
            make_transition(article, name, article.lock_and_reload(), by=by, at=at)


def check_transition(article, name: str):
    """Raise ``ValidationError`` where the transition called ``name`` cannot be made now."""
    check_source(article, name)
    if name == "retract":
        check_seen(article, timezone.now())
