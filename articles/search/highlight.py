"""From a text to HTML with the found words marked; the same whatever found them."""

from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ..kazakh.words import HYPHENS, WORD
from .analysis import KAZAKH, names_of

_LENGTH = 240
_LEAD_IN = 80


class _Span(NamedTuple):
    start: int
    end: int
    lemma: str


class Highlighter:
    """Marks all forms of ``lemmas``. One for a page of results: it remembers what it has read."""

    def __init__(self, lemmas: Collection[str], language: str = KAZAKH) -> None:
        self._language = language
        self._lemmas = lemmas
        self._read: dict[str, str] = {}

    def mark(self, text: str) -> SafeString:
        """The whole of ``text``, escaped, with ``<mark>`` around the words."""
        parts: list[str] = []
        end = 0
        for span in self._spans(text):
            parts.append(escape(text[end : span.start]))
            parts.append(f"<mark>{escape(text[span.start : span.end])}</mark>")
            end = span.end
        parts.append(escape(text[end:]))
        return mark_safe("".join(parts))  # noqa: S308 (every part is escaped)

    def passage(self, text: str, length: int = _LENGTH) -> SafeString:
        """About ``length`` characters with most of the lemmas; empty where there are none."""
        text = " ".join(text.split())
        spans = self._spans(text)
        if not spans:
            return SafeString()
        first = _first_of_most(spans, length - _LEAD_IN)
        start = max(0, first.start - _LEAD_IN)
        if start:
            start = text.find(" ", start, first.start) + 1 or first.start
        end = max(start + length, first.end)
        if end < len(text):
            end = max(text.rfind(" ", start, end), first.end)
        piece = self.mark(text[start:end])
        return SafeString(("… " if start else "") + piece + (" …" if end < len(text) else ""))

    def _spans(self, text: str) -> list[_Span]:
        """Where the words stand. A text repeats its words: each is looked up but once."""
        read, spans = self._read, []
        for match in WORD.finditer(text):
            written = match.group()
            lemma = read.get(written)
            if lemma is None:
                lemma = read[written] = self._wanted(written)
            if lemma:
                start, end = match.span()
                spans.append(_Span(start + (text[start] in HYPHENS), end, lemma))
        return spans

    def _wanted(self, written: str) -> str:
        """Which of the lemmas a word is a form of, if any."""
        return next(
            (name for name in names_of(written, self._language) if name in self._lemmas), ""
        )


def _first_of_most(spans: list[_Span], reach: int) -> _Span:
    """The place from which most different lemmas lie within ``reach``; the first of several."""
    best, most, last = spans[0], 0, 0
    within: Counter[str] = Counter()
    for span in spans:
        while last < len(spans) and spans[last].start < span.start + reach:
            within[spans[last].lemma] += 1
            last += 1
        if len(within) > most:
            best, most = span, len(within)
        within[span.lemma] -= 1
        if not within[span.lemma]:
            del within[span.lemma]
    return best
