"""What a page says, whatever it is written in: the one shape between formats and the newsroom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


class BadInput(Exception):
    """Input that cannot be taken in, with the line it is about; 0 where no line is to blame."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, kw_only=True)
class RelatedEntry:
    """An entry of the sidebar.  ``moment`` is aware, or None where the page gives no time."""

    headline: str
    moment: datetime | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class Record:
    """An article as it travels.  ``body`` is HTML of ``text.bodies``, ``instant`` is aware.

    ``lines`` tells on which line of its file a field was read, for messages.
    """

    headline: str
    kind: str
    section: str
    instant: datetime
    body: str
    lede: str = ""
    agency: str = ""
    credit: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    related: tuple[RelatedEntry, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)

    def line(self, name: str) -> int:
        """The line where the field ``name`` was read."""
        return self.lines.get(name, self.lines.get("", 0))
