"""Corrections: what is done to an article that readers have seen, in the open.

The functions are verbs of ``Article``, which has them as methods.
"""

from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from ..audit import AuditEntry
from .publishing import amend, is_live, make_transition

LONGEST_NOTE = 5_000  # characters


class CorrectionKind(models.TextChoices):
    """What was done; how much of it readers are told follows from it."""

    UPDATE = "update", _("Update")
    IMPROVEMENT = "improvement", _("Improvement")
    CORRECTION = "correction", _("Correction")
    APOLOGY = "apology", _("Apology")
    RETRACTION = "retraction", _("Retraction")


# Where readers were misled, they are told how.
WITH_NOTE = (CorrectionKind.CORRECTION, CorrectionKind.APOLOGY, CorrectionKind.RETRACTION)


class Notice(NamedTuple):
    """A correction as the page of its article shows it."""

    kind: str
    note: str
    at: datetime

    @property
    def label(self) -> str:
        return str(CorrectionKind(self.kind).label)


def check_note(kind: str, note: str):
    """Raise ``ValidationError`` where readers must be told something and are not, or too much."""
    if len(note) > LONGEST_NOTE:
        said = _("The note is too long: %(length)s characters. The limit is %(limit)s.")
        raise ValidationError({"note": said % {"length": len(note), "limit": LONGEST_NOTE}})
    if kind in WITH_NOTE and not note.strip():
        raise ValidationError({"note": _("Tell readers what was wrong: the note is empty.")})


def shown_notices(article) -> list[Notice]:
    """What readers are told, newest first."""
    return [
        Notice(said["kind"], said["note"], datetime.fromisoformat(said["at"]))
        for said in article.notices
    ]


def retraction(article) -> Notice | None:
    """Why the article was taken back, if it was and is not shown again."""
    found = (notice for notice in shown_notices(article) if notice.kind == "retraction")
    return next(found, None) if article.retracted_at else None


@transaction.atomic
def correct(article, kind: str, *, by, at: datetime, note: str = "", reason: str = ""):
    """Publish what editors have saved since, and say of what kind the change is.

    An improvement (a misspelt word) leaves no trace on the page; all others say when. Readers have
    nothing to be told of an article that they have not seen yet. ``reason`` is that of
    :func:`publishing.amend`. Raises ``ValidationError`` where a note is missing.
    """
    kind, seen, updated = CorrectionKind(kind), is_live(article, at), article.updated_at
    if kind == CorrectionKind.RETRACTION:
        raise ValueError("to retract is another act")
    check_note(kind, note)
    amend(article, by=by, at=at, reason=reason)
    if not seen:
        return
    article.updated_at = updated if kind == CorrectionKind.IMPROVEMENT else at
    _publish_note(article, kind, note, by=by, at=at)


@transaction.atomic
def retract(article, *, by, at: datetime, note: str):
    """Take the article back from readers who have seen it, and tell them why.

    Its address goes on answering, with ``note`` in place of the text.
    """
    check_note(CorrectionKind.RETRACTION, note)
    check_seen(article, at)
    article.retracted_at = at
    make_transition(article, "retract", article.lock_and_reload(), by=by, at=at)
    _publish_note(article, CorrectionKind.RETRACTION, note, by=by, at=at)


def check_seen(article, at: datetime):
    """Raise ``ValidationError`` where readers do not see the article: it is withdrawn instead."""
    if not is_live(article, at):
        raise ValidationError(_("Only an article that readers see can be retracted."))


def _publish_note(article, kind, note, *, by, at):
    note = note.strip()
    article.corrections.create(kind=kind, note=note, at=at, by=by)
    article.notices = [
        {"kind": said.kind, "note": said.note, "at": said.at.isoformat()}
        for said in article.corrections.shown()
    ]
    article.save(update_fields=["notices", "updated_at", "retracted_at"])
    AuditEntry.record("correct", article, by=by, at=at, after={"kind": kind.value}, reason=note)
