"""What a search engine is asked, and how the question is put together."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from ..keys import LEAST, WEEK
from ..terms import photo_block_term, week_term

BEGINNING = "*"
"""At the end of a term: whatever begins like it."""


class Index(NamedTuple):
    """One index: its name in the database and the tables that it is made of.

    Its entries are numbered by keys, the newest highest; ``block`` keys are a block, and each entry
    has ``block_term`` of its block among its terms.
    """

    name: str
    tables: tuple[str, str]
    block: int
    block_term: Callable[[int], str]


ARTICLES: Final = Index(
    "articles_search", ("articles_searchentry", "articles_searchword"), WEEK, week_term
)
PHOTOS: Final = Index(
    "articles_photosearch", ("articles_photoentry", "articles_photoword"), 4_096, photo_block_term
)


class Part(NamedTuple):
    """Entries with a term out of each of ``groups`` and none of ``without``."""

    groups: Sequence[Sequence[str]]
    without: Sequence[str] = ()


class Question(NamedTuple):
    """Parts, the most promising first, and between which keys (``newest`` left out) to look."""

    parts: Sequence[Part]
    newest: int
    oldest: int = LEAST
    entries: Index = ARTICLES


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
    def settle(self, index: Index) -> None:
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
