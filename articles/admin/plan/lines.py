"""The entries of the plan as screens show them."""

from datetime import UTC, datetime
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from ...models.desk.plan import Entry, may_move

LABELS = {"scheduled": _("Scheduled"), "embargo": _("Embargo ends"), "due": _("Due")}


class Line(NamedTuple):
    """An entry as the page shows it."""

    entry: Entry
    label: str
    is_late: bool
    moves: bool

    @property
    def was(self) -> str:
        """Where it stands, for the form that moves it to bring back."""
        return self.entry.at.astimezone(UTC).isoformat()


def lines_of(entries: list[Entry], user, now: datetime) -> list[Line]:
    """What the page shows of ``entries`` to ``user``."""
    return [
        Line(
            entry,
            LABELS[entry.what],
            entry.is_late(now),
            entry.what != "embargo" and may_move(user, entry.article),
        )
        for entry in entries
    ]
