"""From a text to HTML with the found words marked; the same whatever found them."""

from collections.abc import Collection

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ..kazakh.terms import Term
from .analysis import analyse

_LENGTH = 240
_LEAD_IN = 80


def mark(text: str, lemmas: Collection[str]) -> SafeString:
    """The whole of ``text``, escaped, with ``<mark>`` around all forms of ``lemmas``."""
    parts, end = [], 0
    for term in analyse(text):
        if term.lemma in lemmas or term.word in lemmas:
            parts.append(escape(text[end : term.start]))
            parts.append(f"<mark>{escape(text[term.start : term.end])}</mark>")
            end = term.end
    parts.append(escape(text[end:]))
    return mark_safe("".join(parts))  # noqa: S308 (every part is escaped)


def passage(text: str, lemmas: Collection[str], length: int = _LENGTH) -> SafeString:
    """About ``length`` characters with most of ``lemmas``; empty where there are none."""
    text = " ".join(text.split())
    found = [term for term in analyse(text) if term.lemma in lemmas or term.word in lemmas]
    if not found:
        return SafeString()
    first = max(found, key=lambda term: (_within(found, term, length), -term.start))
    start = max(0, first.start - _LEAD_IN)
    if start:
        start = text.find(" ", start, first.start) + 1 or first.start
    end = max(start + length, first.end)
    if end < len(text):
        end = max(text.rfind(" ", start, end), first.end)
    piece = mark(text[start:end], lemmas)
    return SafeString(("… " if start else "") + piece + (" …" if end < len(text) else ""))


def _within(found: list[Term], first: Term, length: int) -> int:
    """How many different lemmas a passage has that begins with ``first``."""
    reach = first.start + length - _LEAD_IN
    return len({term.lemma for term in found if first.start <= term.start < reach})
