"""From a text to HTML with the found words marked; the same whatever found them."""

from collections.abc import Collection

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .analysis import analyse

_LENGTH = 240
_LEAD_IN = 80


def mark(text: str, words: Collection[str]) -> SafeString:
    """The whole of ``text``, escaped, with ``<mark>`` around each of ``words``."""
    parts, end = [], 0
    for token in analyse(text):
        if token.word in words:
            parts.append(escape(text[end : token.start]))
            parts.append(f"<mark>{escape(text[token.start : token.end])}</mark>")
            end = token.end
    parts.append(escape(text[end:]))
    return mark_safe("".join(parts))  # noqa: S308 (every part is escaped)


def passage(text: str, words: Collection[str], length: int = _LENGTH) -> SafeString:
    """About ``length`` characters around the first of ``words``; empty where there is none."""
    text = " ".join(text.split())
    first = next((token for token in analyse(text) if token.word in words), None)
    if first is None:
        return SafeString()
    start = max(0, first.start - _LEAD_IN)
    if start:
        start = text.find(" ", start, first.start) + 1 or first.start
    end = max(start + length, first.end)
    if end < len(text):
        end = max(text.rfind(" ", start, end), first.end)
    piece = mark(text[start:end], words)
    return SafeString(("… " if start else "") + piece + (" …" if end < len(text) else ""))
