"""Publishing: the moves of an article on its way to readers and back."""

from datetime import datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..kazakh.slugs import slug as make_slug
from ..signals import article_changed
from ..workflow import MOVES, Status
from .audit import Act
from .editing import Edited
from .revisions import FIELDS

# What no move writes: the content, which :meth:`Edited.adopt` takes over, and what stays for good.
NOT_MOVED = {name.removesuffix("_id") for name in FIELDS} | {
    "id",
    "sidebar",
    "latest_revision",
    "live_revision",
    "created_at",
    "created_by",
    "form_key",
}

# A change of these in an article that readers know is news to them.
NEWS = ("headline", "lede", "body", "photo_id")


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

    def check_can_publish(self, *, signed: bool | None = None):
        """Raise ``ValidationError`` with all that is missing, by the field that can mend it.

        ``signed`` says whether there will be a byline, for a form whose authors are not saved yet.
        """
        if signed is None:
            signed = self.bylines.exists()
        errors = {}
        if not self.headline.strip():
            errors["headline"] = _("Тақырып жоқ.")
        if self.section_id is None:
            errors["section"] = _("Бөлімі таңдалмаған.")
        if not (self.agency or signed):
            errors["agency"] = _("Автор да, агенттік те көрсетілмеген.")
        if errors:
            raise ValidationError(errors)

    @transaction.atomic
    def publish(self, *, by, at: datetime):
        """Show the article to readers from ``published_at`` on, or from ``at`` if that is empty."""
        self.take_turn()
        if self.latest_revision_id and self.latest_revision_id != self.live_revision_id:
            self.adopt(self.latest_revision)
        self.check_can_publish()
        self.published_at = self.published_at or at
        self.slug = self.slug or make_slug(self.headline, max_length=80)
        self._move("publish", by=by, at=at)

    @transaction.atomic
    def amend(self, *, by, at: datetime):
        """Let readers of the published article see what editors have saved since."""
        self.take_turn()
        before = self.content()
        self.adopt(self.latest_revision)
        self.check_can_publish()
        if self.is_live(at) and any(before[name] != getattr(self, name) for name in NEWS):
            self.updated_at = at
        self._move("amend", by=by, at=at)

    @transaction.atomic
    def withdraw(self, *, by, at: datetime):
        """Take the article away from readers; it keeps its address for a later return."""
        self._move("withdraw", by=by, at=at)

    @transaction.atomic
    def move(self, name: str, *, by, at: datetime):
        """Make the move called ``name`` in :data:`articles.workflow.MOVES`."""
        verbs = {"publish": self.publish, "amend": self.amend, "withdraw": self.withdraw}
        return verbs.get(name, partial(self._move, name))(by=by, at=at)

    def check_can_move(self, name: str):
        """Raise ``ValidationError`` where the move called ``name`` does not start here."""
        move = MOVES[name]
        if self.status not in move.sources:
            raise ValidationError(
                _("«%(status)s» күйіндегі мақалаға «%(move)s» әрекеті қолданылмайды.")
                % {"status": Status(self.status).label, "move": move.label}
            )

    def _move(self, name, *, by, at):
        self.take_turn()
        self.check_can_move(name)
        before, self.status = self._standing(), MOVES[name].target
        names = {field.name for field in self._meta.concrete_fields} - NOT_MOVED
        self.save(update_fields=names)
        Act.record(name, self, by=by, at=at, before=before, after=self._standing())
        self.announce(by=by, at=at)

    def _standing(self):
        """When and whether readers see the article, for the record."""
        instants = (self.published_at, self.withdraw_at)
        published, withdrawn = (instant and instant.isoformat() for instant in instants)
        return {"status": self.status, "published_at": published, "withdraw_at": withdrawn}

    def announce(self, *, by, at: datetime):
        """Tell the search index and the sidebars that the article has changed.

        A door that edits an article calls this once, in its transaction, after tags, byline and
        picks are in place; the verbs above do it themselves.
        """
        self.keep_row(by=by, at=at)
        article_changed.send(type(self), article=self, by=by, at=at)
