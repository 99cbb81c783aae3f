"""What a search engine is asked, and how the question is put together."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..keys import LEAST

BEGINNING = "*"
"""At the end of a term: whatever begins like it."""


class Part(NamedTuple):
    """Entries with a term out of each of ``groups`` and none of ``without``."""

    groups: Sequence[Sequence[str]]
    without: Sequence[str] = ()


class Question(NamedTuple):
    """Parts, the most promising first, and between which keys (``newest`` left out) to look."""

    parts: Sequence[Part]
    newest: int
    oldest: int = LEAST


class Match(NamedTuple):
    """An entry, and by which of the parts it was found."""

    part: int
    key: int


class Backend(ABC):
    """One engine; its subclass says how it spells its operators."""

    both: str
    either: str
    but_not: str

    @abstractmethod
    def find(self, question: Question, each: int, limit: int) -> list[Match]:
        """The newest ``each`` entries of the first part, then of the next, until ``limit``.

        An entry comes once for every part that finds it.
        """

    @abstractmethod
    def settle(self) -> None:
        """Put the index in order after many entries at once."""

    def spell(self, part: Part) -> str:
        """What to ask the engine for."""
        asked = self.join(
            self.both, (self.join(self.either, map(self._quote, g)) for g in part.groups)
        )
        if part.without:
            asked += f" {self.but_not} {self.join(self.either, map(self._quote, part.without))}"
        return asked

    def join(self, operator: str, operands: Iterable[str]) -> str:
        return "(" + f" {operator} ".join(operands) + ")"

    def _quote(self, term: str) -> str:
        if term.endswith(BEGINNING):
            return self.quote_beginning(term.removesuffix(BEGINNING))
        return self.quote(term)

    @abstractmethod
    def quote(self, term: str) -> str:
        """A term in a question; terms are of letters and digits only."""

    @abstractmethod
    def quote_beginning(self, term: str) -> str:
        """All terms that begin with ``term``."""
