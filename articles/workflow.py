"""The life of an article: its statuses and the one table of moves between them."""

from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    """Where an article is on its way to readers; scheduled is published with a later date."""

    DRAFT = "draft", _("Жоба")
    IN_REVIEW = "in_review", _("Тексерілуде")
    READY = "ready", _("Дайын")
    PUBLISHED = "published", _("Жарияланған")
    WITHDRAWN = "withdrawn", _("Жарияланымнан алынған")


class Move(NamedTuple):
    """A step from any of ``sources`` to ``target``, open to holders of ``permission``.

    How far the permission goes, to which sections and whose articles, stands in ``models.rights``.
    """

    name: str
    label: str
    sources: frozenset[str]
    target: Status
    permission: str

    @property
    def takes_down(self) -> bool:
        """Whether readers lose the article by it."""
        return self.target == Status.WITHDRAWN


def _move(name: str, label: str, sources: set[Status], target: Status, permission: str) -> Move:
    return Move(name, label, frozenset(sources), target, permission)


_WRITE = "articles.change_article"
_PUBLISH = "articles.publish_article"

MOVES = {
    move.name: move
    for move in (
        _move("submit", _("Тексеруге жіберу"), {Status.DRAFT}, Status.IN_REVIEW, _WRITE),
        _move("recall", _("Тексеруден қайтарып алу"), {Status.IN_REVIEW}, Status.DRAFT, _WRITE),
        _move(
            "return",
            _("Авторға қайтару"),
            {Status.IN_REVIEW, Status.READY, Status.WITHDRAWN},
            Status.DRAFT,
            _PUBLISH,
        ),
        _move("approve", _("Дайын деп белгілеу"), {Status.IN_REVIEW}, Status.READY, _PUBLISH),
        _move(
            "publish",
            _("Жариялау"),
            {Status.DRAFT, Status.IN_REVIEW, Status.READY, Status.WITHDRAWN},
            Status.PUBLISHED,
            _PUBLISH,
        ),
        _move("amend", _("Өзгерістерді жариялау"), {Status.PUBLISHED}, Status.PUBLISHED, _PUBLISH),
        _move("withdraw", _("Жарияланымнан алу"), {Status.PUBLISHED}, Status.WITHDRAWN, _PUBLISH),
        # Of what readers have seen: the address goes on answering, and says why.
        _move("retract", _("Қайтарып алу"), {Status.PUBLISHED}, Status.WITHDRAWN, _PUBLISH),
    )
}
