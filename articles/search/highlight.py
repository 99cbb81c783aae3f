"""From a text to HTML with the found words marked; the same whatever found them."""

from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ..kazakh.words import HYPHENS, WORD
from .analysis import names_of

_LENGTH = 240
_LEAD_IN = 80


class _Place(NamedTuple):
    start: int
    end: int
    lemma: str


class Highlighter:
    """Marks all forms of ``lemmas``. One for a page of results: it remembers what it has read."""

    def __init__(self, lemmas: Collection[str]) -> None:
        self._lemmas = lemmas
        self._read: dict[str, str] = {}

    def mark(self, text: str) -> SafeString:
        """The whole of ``text``, escaped, with ``<mark>`` around the words."""
        parts, end = [], 0
        for place in self._places(text):
            parts.append(escape(text[end : place.start]))
            parts.append(f"<mark>{escape(text[place.start : place.end])}</mark>")
            end = place.end
        parts.append(escape(text[end:]))
        return mark_safe("".join(parts))  # noqa: S308 (every part is escaped)

    def passage(self, text: str, length: int = _LENGTH) -> SafeString:
        """About ``length`` characters with most of the lemmas; empty where there are none."""
        text = " ".join(text.split())
        places = self._places(text)
        if not places:
            return SafeString()
        first = _first_of_most(places, length - _LEAD_IN)
        start = max(0, first.start - _LEAD_IN)
        if start:
            start = text.find(" ", start, first.start) + 1 or first.start
        end = max(start + length, first.end)
        if end < len(text):
            end = max(text.rfind(" ", start, end), first.end)
        piece = self.mark(text[start:end])
        return SafeString(("… " if start else "") + piece + (" …" if end < len(text) else ""))

    def _places(self, text: str) -> list[_Place]:
        """Where the words stand. A text repeats its words: each is looked up but once."""
        read, places = self._read, []
        for match in WORD.finditer(text):
            written = match.group()
            lemma = read.get(written)
            if lemma is None:
                lemma = read[written] = self._wanted(written)
            if lemma:
                start, end = match.span()
                places.append(_Place(start + (text[start] in HYPHENS), end, lemma))
        return places

    def _wanted(self, written: str) -> str:
        """Which of the lemmas a word is a form of, if any."""
        return next((name for name in names_of(written) if name in self._lemmas), "")


def _first_of_most(places: list[_Place], reach: int) -> _Place:
    """The place from which most different lemmas lie within ``reach``; the first of several."""
    best, most, last = places[0], 0, 0
    within: Counter[str] = Counter()
    for place in places:
        while last < len(places) and places[last].start < place.start + reach:
            within[places[last].lemma] += 1
            last += 1
        if len(within) > most:
            best, most = place, len(within)
        within[place.lemma] -= 1
        if not within[place.lemma]:
            del within[place.lemma]
    return best
