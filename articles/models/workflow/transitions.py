"""The life of an article: its statuses and the one table of transitions between them."""

from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..audit import VERBS


class Status(TextChoices):
    """Where an article is on its way to readers; scheduled is published with a later date."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    READY = "ready", _("Ready")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Transition(NamedTuple):
    """A step from any of ``sources`` to ``target``, open to holders of ``permission``.

    How far the permission goes, to which sections and whose articles, stands in ``permissions``.
    """

    name: str
    label: str | Promise
    sources: frozenset[str]
    target: Status
    permission: str

    @property
    def takes_down(self) -> bool:
        """Whether readers lose the article by it."""
        return self.target == Status.WITHDRAWN


def _transition(
    name: str, label: str | Promise, sources: set[Status], target: Status, permission: str
) -> Transition:
    return Transition(name, label, frozenset(sources), target, permission)


_WRITE = "articles.change_article"
_PUBLISH = "articles.publish_article"

TRANSITIONS = {
    transition.name: transition
    for transition in (
        _transition("submit", _("Send for review"), {Status.DRAFT}, Status.IN_REVIEW, _WRITE),
        _transition("recall", _("Take back from review"), {Status.IN_REVIEW}, Status.DRAFT, _WRITE),
        _transition(
            "return",
            _("Return to the author"),
            {Status.IN_REVIEW, Status.READY, Status.WITHDRAWN},
            Status.DRAFT,
            _PUBLISH,
        ),
        _transition("approve", _("Mark as ready"), {Status.IN_REVIEW}, Status.READY, _PUBLISH),
        _transition(
            "publish",
            _("Publish"),
            {Status.DRAFT, Status.IN_REVIEW, Status.READY, Status.WITHDRAWN},
            Status.PUBLISHED,
            _PUBLISH,
        ),
        _transition("amend", _("Publish changes"), {Status.PUBLISHED}, Status.PUBLISHED, _PUBLISH),
        _transition("withdraw", _("Withdraw"), {Status.PUBLISHED}, Status.WITHDRAWN, _PUBLISH),
        # Of what readers have seen: the address goes on answering, and says why.
        _transition("retract", _("Retraction"), {Status.PUBLISHED}, Status.WITHDRAWN, _PUBLISH),
    )
}


def verb_label(verb: str) -> str | Promise:
    """What an entry of the audit says was done, in words."""
    transition = TRANSITIONS.get(verb)
    return transition.label if transition else VERBS.get(verb, verb)
