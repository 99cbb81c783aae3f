"""The audit: every act, who, when, from where, what changed; each entry seals the one before."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from django.db import connection, models, transaction
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..db.locks import article_write_lock

FIRST_SEAL = "0" * 64

# What is done to things, beside the transitions of the workflow.
VERBS = {
    "add": _("added"),
    "change": _("changed"),
    "delete": _("deleted"),
    "bring_back": _("brought back from the trash"),
    "duplicate": _("began as a copy"),
    "merge_tags": _("merged the tag into another"),
    "password": _("changed the password of"),
    "password_reset": _("reset the password"),
    "invite": _("invited by letter"),
    "invitation_accepted": _("accepted the invitation"),
    "save": pgettext_lazy("act", "saved"),
    "merge": pgettext_lazy("act", "merged"),
    "restore": pgettext_lazy("act", "restored"),
    "import": pgettext_lazy("act", "imported"),
    "thin": _("thinned out of the history"),
    "correct": _("corrected for readers"),
    "sign_in": _("signed in"),
    "sign_out": _("signed out"),
    "sign_in_failed": _("failed to sign in"),
    "second_step_added": _("added a second step"),
    "second_step_removed": _("removed the second step"),
    "second_step_renewed": _("renewed the recovery codes"),
    "second_step_failed": _("failed the second step"),
    "arrange": _("arranged"),
    "announce": _("announced to readers"),
    "note": _("left a note"),
    "share": _("opened a link for outside"),
    "unshare": _("closed a link for outside"),
    "schedule": _("changed the time of publication"),
    "assign": _("changed the assigned editor"),
    "due": _("changed the due time"),
    "open_feed": _("opened the calendar feed of the plan"),
    "close_feed": _("closed the calendar feed of the plan"),
    "judge": _("judged a suggestion"),
    "retry": _("had it tried again"),
}
# Names that models had when their first entries were written, by the names that they have now.
_NAMES = {"publishchecksetting": "gaterule", "redirect": "oldpath"}
_CHUNK = 2000

_origin: ContextVar[str] = ContextVar("origin", default="")


@contextmanager
def audit_origin(origin: str) -> Iterator[None]:
    """Acts recorded inside come from ``origin``: an address on the net, or a command's name."""
    token = _origin.set(origin)
    try:
        yield
    finally:
        _origin.reset(token)


def audit_name(model) -> str:
    """What entries call a model, a class or an instance: for ever what the first of them did."""
    return _NAMES.get(model._meta.model_name, model._meta.model_name)


def snapshot(thing) -> dict:
    """What the row of ``thing`` says, as the record keeps it; never a password."""
    said = {}
    for field in thing._meta.concrete_fields:
        if field.editable and not field.primary_key and field.name != "password":
            said[field.name] = _plain(getattr(thing, field.name))
    for field in thing._meta.many_to_many:
        others = getattr(thing, field.name).all()
        said[field.name] = sorted(getattr(other, "codename", str(other)) for other in others)
    return said


def _plain(value):
    if isinstance(value, datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | bool) else str(value)


class AuditEntry(models.Model):
    """One act on record. Rows are only ever added; ``verify_audit`` finds one that was touched.

    ``seal`` is the SHA-256 of the row before it and of all that this row says, so that no row can
    be changed, put in or taken out without breaking every seal after it. Keys of other rows are
    plain numbers: the record outlives what it speaks of.
    """

    at = models.DateTimeField(_("time"))
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(_("who"), max_length=150, blank=True)
    origin = models.CharField(_("from where"), max_length=100, blank=True)
    verb = models.CharField(_("act"), max_length=40)
    model = models.CharField(_("kind of thing"), max_length=40)
    key = models.BigIntegerField(_("number"), null=True)
    title = models.CharField(pgettext_lazy("thing", "name"), max_length=300, blank=True)
    before = models.JSONField(_("before"), null=True)
    after = models.JSONField(_("after"), null=True)
    reason = models.TextField(_("reason"), blank=True)
    seal = models.CharField(max_length=64, unique=True)

    class Meta:
        db_table = "articles_act"
        verbose_name = _("act")
        verbose_name_plural = _("record of acts")
        ordering = ["-pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["model", "key", "-id"], name="act_on_thing"),
            models.Index(fields=["by_id", "-id"], name="act_by_person"),
        ]

    # The JSON as it is stored, on rows of :func:`_as_text`.
    before_text: str | None
    after_text: str | None

    def __str__(self):
        at = f"{self.at:%Y-%m-%d %H:%M}" if self.at else "–"
        return f"{at} {self.by_name} {self.verb} {self.title}"

    @classmethod
    def record(cls, verb, thing, *, by, at, before=None, after=None, reason=""):
        """Add an act on ``thing``, a saved row, to the record, in the transaction of the act.

        ``before`` and ``after`` are what JSON can hold; ``by`` is a ``User`` or None for a command.
        """
        [entry] = cls.record_many(verb, [(thing, before, after)], by=by, at=at, reason=reason)
        return entry

    @classmethod
    @transaction.atomic(savepoint=False)
    def record_many(cls, verb, acts, *, by, at, reason=""):
        """As :meth:`record`, for several at once: triples of a thing, what was before and after."""
        article_write_lock()
        newest = cls.objects.order_by("-pk").values_list("pk", "seal").first()
        last, seal = newest or (0, FIRST_SEAL)
        who = {"by_id": getattr(by, "pk", None), "by_name": by.get_username() if by else ""}
        shared = who | {
            "at": at.replace(microsecond=at.microsecond // 1000 * 1000),
            "origin": _origin.get()[:100],
            "verb": verb,
            "reason": reason,
        }
        entries = []
        for number, (thing, before, after) in enumerate(acts, last + 1):
            entry = cls(pk=number, before=before, after=after, **shared)
            entry.key = thing.pk if isinstance(thing.pk, int) else None
            entry.model, entry.title = audit_name(thing), str(thing)[:300]
            entry.seal = seal = entry.sealed(seal)
            entries.append(entry)
        cls.objects.bulk_create(entries)
        return entries

    def is_as_written(self) -> bool:
        """Whether the JSON of a row of :func:`_as_text` is spelt as it was when it was sealed.

        PostgreSQL keeps what JSON says and not its text.
        """
        texts = (self.before_text, self.after_text)
        return connection.vendor != "sqlite" or texts == (_spelt(self.before), _spelt(self.after))

    def sealed(self, previous: str) -> str:
        """The seal of this row behind a row with the seal ``previous``."""
        says = [
            self.at and self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            *(getattr(self, field.attname) for field in self._meta.fields[2:-1]),
            self.pk,
        ]
        text = json.dumps([previous, *says], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def _spelt(value):
    """JSON as Django stores it."""
    return None if value is None else json.dumps(value)


def first_broken() -> tuple[AuditEntry | None, int, str]:
    """The first row whose seal does not hold, how many rows were read, and the last good seal."""
    previous, count = FIRST_SEAL, 0
    for entry in _in_order():
        if entry.seal is None or entry.seal != entry.sealed(previous) or not entry.is_as_written():
            return entry, count, previous
        previous, count = entry.seal, count + 1
    return None, count, previous


def _in_order() -> Iterator[AuditEntry]:
    """All rows; one that was made unreadable comes with its key alone, and nothing behind it."""
    keys = AuditEntry.objects.order_by("pk").values_list("pk", flat=True)
    first = keys.first()
    while first is not None:
        chunk = list(keys.filter(pk__gte=first)[: _CHUNK + 1])
        first = chunk[_CHUNK] if len(chunk) > _CHUNK else None
        try:
            yield from list(_as_text().filter(pk__in=chunk[:_CHUNK]).order_by("pk"))
        except ValueError:  # a date that is none any more, or no text
            yield from _one_by_one(chunk[:_CHUNK])
            return


def _as_text() -> "models.QuerySet[AuditEntry]":
    """Acts, and the text of their JSON as it is stored."""
    texts = {f"{name}_text": Cast(name, models.TextField()) for name in ("before", "after")}
    return AuditEntry.objects.annotate(**texts)


def _one_by_one(keys: list[int]) -> Iterator[AuditEntry]:
    for key in keys:
        try:
            yield _as_text().get(pk=key)
        except ValueError:
            # Never saved: the seal of a row that cannot be read is not known.
            yield AuditEntry(pk=key, seal=None)  # type: ignore[misc]
            return
