"""Corrections: what is done to an article that readers have seen, in the open."""

from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .audit import Act
from .publishing import Published

LONGEST_NOTE = 5_000  # characters


class CorrectionQuerySet(models.QuerySet):
    """The words in which corrections are asked for."""

    def shown(self):
        """Those that readers are told of: all with a note."""
        return self.exclude(note="").exclude(kind=Correction.Kind.IMPROVEMENT)

    def newest(self, before: tuple[datetime, int] | None = None):
        """Newest first; with ``before``, only what comes after that (instant, key) in the list."""
        at, pk = before or (None, None)
        behind = [Q(at__lt=at) | Q(at=at, pk__lt=pk)] if before else []
        return self.filter(*behind).order_by("-at", "-pk")


class Correction(models.Model):
    """One act on a live article: what kind of act, what readers are told, who, when."""

    class Kind(models.TextChoices):
        """What was done; how much of it readers are told follows from it."""

        UPDATE = "update", _("Жаңарту")
        IMPROVEMENT = "improvement", _("Жөндеу")
        CORRECTION = "correction", _("Түзету")
        APOLOGY = "apology", _("Кешірім")
        RETRACTION = "retraction", _("Қайтарып алу")

    # Where readers were misled, they are told how.
    WITH_NOTE = (Kind.CORRECTION, Kind.APOLOGY, Kind.RETRACTION)

    article = models.ForeignKey(
        "Article",
        on_delete=models.CASCADE,
        related_name="corrections",
        verbose_name=_("мақала"),
    )
    kind = models.CharField(_("түрі"), max_length=12, choices=Kind.choices)
    note = models.TextField(_("оқырманға ескертпе"), blank=True)
    at = models.DateTimeField(_("уақыты"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("кім"),
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("түзету")
        verbose_name_plural = _("түзетулер")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["-at", "-id"], name="correction_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["correction", "apology", "retraction"]) | ~Q(note=""),
                name="correction_says_what_was_wrong",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.article}"


class Notice(NamedTuple):
    """A correction as the page of its article shows it."""

    kind: str
    note: str
    at: datetime

    @property
    def label(self) -> str:
        return str(Correction.Kind(self.kind).label)


def check_note(kind: str, note: str):
    """Raise ``ValidationError`` where readers must be told something and are not, or too much."""
    if len(note) > LONGEST_NOTE:
        said = _("Ескертпе тым ұзын: %(length)s таңба. Шегі – %(limit)s.")
        raise ValidationError({"note": said % {"length": len(note), "limit": LONGEST_NOTE}})
    if kind in Correction.WITH_NOTE and not note.strip():
        raise ValidationError(
            {"note": _("Оқырманға ненің қате болғанын айтыңыз: ескертпе жазылмаған.")}
        )


class Corrected(Published):
    """The side of an article that owns its mistakes."""

    # Copies of what stands in Correction, so that a page has it without another query.
    notices = models.JSONField(default=list, editable=False)
    retracted_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def shown_notices(self) -> list[Notice]:
        """What readers are told, newest first."""
        return [
            Notice(said["kind"], said["note"], datetime.fromisoformat(said["at"]))
            for said in self.notices
        ]

    @property
    def retraction(self) -> Notice | None:
        """Why the article was taken back, if it was and is not shown again."""
        found = (notice for notice in self.shown_notices if notice.kind == "retraction")
        return next(found, None) if self.retracted_at else None

    @transaction.atomic
    def correct(self, kind: str, *, by, at: datetime, note: str = "", **amending):
        """Publish what editors have saved since, and say of what kind the change is.

        An improvement (a misspelt word) leaves no trace on the page; all others say when. Readers
        have nothing to be told of an article that they have not seen yet. ``amending`` goes to
        :meth:`Published.amend`. Raises ``ValidationError`` where a note is missing.
        """
        kind, seen, updated = Correction.Kind(kind), self.is_live(at), self.updated_at
        if kind == Correction.Kind.RETRACTION:
            raise ValueError("to retract is another act")
        check_note(kind, note)
        self.amend(by=by, at=at, **amending)
        if not seen:
            return
        self.updated_at = updated if kind == Correction.Kind.IMPROVEMENT else at
        self._say(kind, note, by=by, at=at)

    def move(self, name: str, *, by, at: datetime, change: str = "", note: str = "", **moving):
        """Make a move; ``change`` and ``note`` are for the two that readers are told of."""
        if name == "amend" and change:
            self.correct(change, by=by, at=at, note=note, **moving)
        elif name == "retract":
            self.retract(by=by, at=at, note=note)
        else:
            super().move(name, by=by, at=at, **moving)

    def publish(self, **publishing):
        """As :meth:`Published.publish`; what had been taken back stands again."""
        self.retracted_at = None
        super().publish(**publishing)

    @transaction.atomic
    def retract(self, *, by, at: datetime, note: str):
        """Take the article back from readers who have seen it, and tell them why.

        Its address goes on answering, with ``note`` in place of the text.
        """
        check_note(Correction.Kind.RETRACTION, note)
        self._check_seen(at)
        self.retracted_at = at
        self._move("retract", self.lock_and_reload(), by=by, at=at)
        self._say(Correction.Kind.RETRACTION, note, by=by, at=at)

    def check_can_move(self, name: str):
        super().check_can_move(name)
        if name == "retract" and self.retracted_at is None:
            self._check_seen(timezone.now())

    def _check_seen(self, at):
        if not self.is_live(at):
            raise ValidationError(_("Оқырман көріп отырған мақала ғана қайтарып алынады."))

    def _say(self, kind, note, *, by, at):
        note = note.strip()
        self.corrections.create(kind=kind, note=note, at=at, by=by)
        self.notices = [
            {"kind": said.kind, "note": said.note, "at": said.at.isoformat()}
            for said in self.corrections.shown()
        ]
        self.save(update_fields=["notices", "updated_at", "retracted_at"])
        Act.record("correct", self, by=by, at=at, after={"kind": kind.value}, reason=note)
