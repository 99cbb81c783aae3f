"""Publishing: the moves of an article on its way to readers and back."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..kazakh.slugs import slug as make_slug
from ..signals import article_changed
from ..workflow import MOVES, Status
from .announcements import Announcement
from .audit import Act
from .editing import Edited
from .gate import UNDER_EMBARGO, Finding, Placement, inspect
from .revisions import FIELDS
from .rights import may_change, may_move

# What no move writes: the content, which :meth:`Edited.adopt` takes over, and what stays for good.
NOT_MOVED = {name.removesuffix("_id") for name in FIELDS} | {
    "id",
    "sidebar",
    "trace",
    "latest_revision",
    "live_revision",
    "assigned_to",
    "created_at",
    "created_by",
    "form_key",
}

# A change of these in an article that readers know is news to them.
NEWS = ("headline", "lede", "body", "photo_id")
# When readers see an article.
INSTANTS = ("published_at", "withdraw_at", "embargo_until")
FIRST_YEAR, LAST_YEAR = 1900, 2099  # those of the archive's addresses


def reasonable_instant(instant: datetime):
    """Refuse a year that was surely mistyped, and that no calendar of the site has.

    It is the year by the clocks of the newsroom, whatever the zone in which it was written.
    """
    try:
        year = instant.year if timezone.is_naive(instant) else _local(instant).year
    except OverflowError:  # at the ends of the calendar
        year = 0
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError(
            _("Жылы қате: %(first)s–%(last)s аралығында болуы керек."),
            params={"first": FIRST_YEAR, "last": LAST_YEAR},
        )


def _local(instant):
    return timezone.localtime(instant, timezone.get_default_timezone())


def by_field(findings: list[Finding]) -> dict[str, list[str]]:
    """Messages of the gate by the field that can mend them."""
    errors: dict[str, list[str]] = {}
    for finding in findings:
        errors.setdefault(finding.rule.field, []).append(finding.message)
    return errors


class Published(Edited):
    """The side of an article that faces readers: whether they see it, and the verbs that decide."""

    class Meta:
        abstract = True

    def is_live(self, at: datetime | None = None) -> bool:
        """Whether readers see the article at ``at``: :meth:`ArticleQuerySet.live` for one row."""
        at = at or timezone.now()
        return bool(
            self.status == Status.PUBLISHED
            and self.published_at  # a form may just have emptied it
            and self.published_at <= at
            and (self.withdraw_at is None or self.withdraw_at > at)
        )

    @property
    def is_scheduled(self) -> bool:
        """Published, but not before an instant that is still to come."""
        at = self.published_at if self.status == Status.PUBLISHED else None
        return at is not None and at > timezone.now()

    def findings(self, content: dict | None = None, *, at: datetime) -> list[Finding]:
        """What the gate says of ``content``, by default of what editors saved last, if published.

        The instants are those that the instance has.
        """
        if content is None:
            content = self._next_content()
        placement = Placement(self._shown_from(at), self.embargo_until)
        return inspect(content, placement, type(self)._default_manager)

    def _next_content(self):
        """What readers would see of an article that was published now."""
        if self.latest_revision_id and self.latest_revision_id != self.live_revision_id:
            return self.latest_revision.content
        return self.content()

    def _shown_from(self, at):
        """From when on, if published at ``at``: an embargo puts off what has no time of its own."""
        now = at.replace(microsecond=0)
        return self.published_at or max(filter(None, (now, self.embargo_until)))

    def _pass_gate(self, *, by, at, reason) -> list[str]:
        """Raise ``ValidationError`` with all that blocks, by field; give the rules overridden.

        With a ``reason``, and the right to override, only what is fixed blocks.
        """
        broken = [finding for finding in self.findings(at=at) if finding.blocks]
        may = bool(reason) and (by is None or by.has_perm("articles.override_gate"))
        left = [finding for finding in broken if finding.rule.fixed or not may]
        if left:
            raise ValidationError(by_field(left))
        return [finding.name for finding in broken]

    @transaction.atomic
    def publish(self, *, by, at: datetime, reason: str = ""):
        """Show the article to readers from ``published_at`` on, or from ``at`` if that is empty.

        ``reason`` is why the gate is overridden, where it is. Raises ``ValidationError`` where the
        gate or the table of moves refuses, ``PermissionDenied`` where ``by`` may not.
        """
        stored = self.lock_and_reload()
        self._check_right("publish", by)
        overridden = self._pass_gate(by=by, at=at, reason=reason)
        if self.latest_revision_id and self.latest_revision_id != self.live_revision_id:
            self.adopt(self.latest_revision)
        self.published_at = self._shown_from(at)
        self.slug = self.slug or make_slug(self.headline, max_length=80)
        self._move("publish", stored, by=by, at=at, overridden=overridden, reason=reason)

    @transaction.atomic
    def amend(self, *, by, at: datetime, reason: str = ""):
        """Let readers of the published article see what editors have saved since."""
        stored = self.lock_and_reload()
        self._check_right("amend", by)
        overridden = self._pass_gate(by=by, at=at, reason=reason)
        before = self.content()
        self.adopt(self.latest_revision)
        if self.is_live(at) and any(before[name] != getattr(self, name) for name in NEWS):
            self.updated_at = at
        self._move("amend", stored, by=by, at=at, overridden=overridden, reason=reason)

    def assign(self, editor, *, by, at: datetime):
        """Make ``editor`` (a ``User``, or None) the one who looks after the article."""
        if editor == self.assigned_to:
            return
        before, self.assigned_to = self.assigned_to, editor
        said = [{"assigned_to": user and user.get_username()} for user in (before, editor)]
        with transaction.atomic():
            self.save(update_fields=["assigned_to"])
            Act.record("assign", self, by=by, at=at, before=said[0], after=said[1])

    @transaction.atomic(savepoint=False)
    def place(self, *, by, at: datetime):
        """Save when readers see the article, as the instance has it: three instants."""
        stored = self.lock_and_reload()
        before, after = stored._standing(), self._standing()
        if before != after:
            if by and not may_change(by, stored):
                raise PermissionDenied
            self._check_embargo()
            self.save(update_fields=INSTANTS)
            Act.record("schedule", self, by=by, at=at, before=before, after=after)
            Announcement.expect(self, at=at)
        self.announce(by=by, at=at)

    def _check_embargo(self):
        instants = self.published_at, self.embargo_until
        if self.status == Status.PUBLISHED and all(instants) and instants[0] < instants[1]:
            raise ValidationError({"published_at": UNDER_EMBARGO})

    @transaction.atomic
    def withdraw(self, *, by, at: datetime):
        """Take the article away from readers; it keeps its address for a later return."""
        self._move("withdraw", self.lock_and_reload(), by=by, at=at)

    def move(self, name: str, *, by, at: datetime, reason: str = ""):
        """Make the move called ``name`` in :data:`articles.workflow.MOVES`."""
        gated = {"publish": self.publish, "amend": self.amend}
        if name in gated:
            gated[name](by=by, at=at, reason=reason)
        else:
            with transaction.atomic():
                self._move(name, self.lock_and_reload(), by=by, at=at)

    def check_can_move(self, name: str):
        """Raise ``ValidationError`` where the move called ``name`` does not start here."""
        move = MOVES[name]
        if self.status not in move.sources:
            raise ValidationError(
                _("«%(status)s» күйіндегі мақалаға «%(move)s» әрекеті қолданылмайды.")
                % {"status": Status(self.status).label, "move": move.label}
            )

    def _check_right(self, name, by):
        if by is not None and not may_move(by, self, MOVES[name]):
            raise PermissionDenied

    def _move(self, name, stored, *, by, at, overridden=(), reason=""):
        """Make the move in the turn that gave ``stored``."""
        self.check_can_move(name)
        stored._check_right(name, by)
        self.status = MOVES[name].target
        names = {field.name for field in self._meta.concrete_fields} - NOT_MOVED
        self.save(update_fields=names)
        after = self._standing() | ({"overridden": list(overridden)} if overridden else {})
        reason = reason if overridden else ""
        before = stored._standing()
        Act.record(name, self, by=by, at=at, before=before, after=after, reason=reason)
        self.announce(by=by, at=at)
        Announcement.expect(self, at=at)

    def _standing(self):
        """When and whether readers see the article, for the record."""
        instants = {name: getattr(self, name) for name in INSTANTS}
        said = {name: instant and instant.isoformat() for name, instant in instants.items()}
        return {"status": self.status, **said}

    def announce(self, *, by, at: datetime):
        """Tell the search index and the sidebars that the article has changed.

        A door that edits an article calls this once, in its transaction, after tags, byline and
        picks are in place; the verbs above do it themselves.
        """
        self.keep_row(by=by, at=at)
        article_changed.send(type(self), article=self, by=by, at=at)
