"""What a search engine is asked, and how the question is put together."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..terms import TIERS, term


class Place(NamedTuple):
    """A place in a result: by tier, and in a tier from the larger key, the newer, downwards."""

    tier: int
    key: int


class Question(NamedTuple):
    """Articles with all of ``words``, in any of ``scopes``, with a key below ``newest``.

    With ``after``, only what comes behind that place; ``unfinished``, the last word may go on.
    """

    words: Sequence[str]
    scopes: Sequence[str]
    newest: int
    after: Place | None = None
    unfinished: bool = False


class Backend(ABC):
    """One engine; its subclass says how it spells its operators."""

    both: str
    either: str
    but_not: str

    @abstractmethod
    def match(self, question: Question, limit: int) -> list[Place]:
        """The first ``limit`` places, each article in the first tier that it is found in."""

    @abstractmethod
    def settle(self) -> None:
        """Put the index in order after many entries at once."""

    def by_tier(self, question: Question) -> Iterator[tuple[int, str, int]]:
        """Tier, what to ask for in it and the key to stay below, for each tier that is left."""
        after = question.after
        for tier in TIERS:
            if after is None or tier >= after.tier:
                newest = after.key if after and tier == after.tier else question.newest
                yield tier, self._in_tier(question, tier), newest

    def _in_tier(self, question: Question, tier: int) -> str:
        here = self._found(question, tier)
        if tier == TIERS[0]:
            return here
        return f"({here}) {self.but_not} ({self._found(question, tier - 1)})"

    def _found(self, question: Question, tier: int) -> str:
        words = [
            self._join(self.either, (self.quote(term(s, tier, word)) for s in question.scopes))
            for word in question.words
        ]
        if question.unfinished:
            beginnings = (term(s, tier, question.words[-1]) for s in question.scopes)
            words[-1] = self._join(self.either, map(self.quote_beginning, beginnings))
        return self._join(self.both, words)

    @abstractmethod
    def quote(self, term: str) -> str:
        """A term in a question; terms are of letters and digits only."""

    @abstractmethod
    def quote_beginning(self, term: str) -> str:
        """All terms that begin with ``term``."""

    @staticmethod
    def _join(operator: str, parts: Iterable[str]) -> str:
        return f" {operator} ".join(f"({part})" for part in parts)
