"""Typography: the signs of print for those of the keyboard, as Kazakh uses them.

The rules are data, ``data/typography.json``; the editor's script follows the same ones
(``static/js/admin/typography.js``), and one list of examples is tried on both.
"""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from articles.kazakh.protected import markup

TABLE: Final = (Path(__file__).parent / "data" / "typography.json").read_text(encoding="utf-8")
"""The rules as JSON; what each part of it means stands at its head."""

_RULES: Final = json.loads(TABLE)
_NAMED: Final = _RULES["classes"] | {
    name: f"(?:{'|'.join(words)})" for name, words in _RULES["lists"].items()
}


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(re.sub("<([a-z]+)>", lambda match: _NAMED[match[1]], pattern))


_WORD: Final = _compiled(_RULES["words"])
_ADDRESSES: Final = [_compiled(pattern) for pattern in _RULES["addresses"]]
_KEPT: Final = [_compiled(pattern) for pattern in _RULES["kept"]]
_REPLACEMENTS: Final = [(_compiled(rule["find"]), rule["put"]) for rule in _RULES["rules"]]
_BEFORE_QUOTE: Final = frozenset(_RULES["quotes"]["before"])
_WHITE: Final = frozenset(_RULES["quotes"]["white"])
_OUTER, _INNER = _RULES["quotes"]["levels"]
_QUOTE: Final = re.compile('["«»“”„]')
_AT_END: Final = frozenset(".,;:!?)]…")
_THING: Final = "\ufffc"
"""Stands for what is no text, or is left alone."""

_BLOCK: Final = re.compile(
    r"</?(?:p|div|li|h[1-6]|blockquote|td|th|tr|br|figcaption|section|article)\b", re.IGNORECASE
)


def typography(text: str) -> str:
    """Return ``text``, plain or HTML, with the signs of print.

    Quotation marks become «…», and “…” inside of those; hyphens between words become en dashes;
    spaces that must not end a line become non-breaking.  Markup, code, addresses and other
    languages stay as they are.  What is in print already does not change.

    >>> typography('"Ана - "ұлы" сөз", - деді ол')
    '«Ана\\xa0– “ұлы” сөз»,\\xa0– деді ол'
    """
    return "".join("".join(_set(*line)) for line in _lines(text))


def edits(line: str) -> list[tuple[int, int, str]]:
    """What is to be changed in a line of plain text: from where to where, and what comes there.

    >>> edits('5 - 6...')
    [(1, 2, '\\xa0'), (2, 3, '–'), (5, 8, '…')]
    """
    text = _masked(line)
    text, origins = _replaced(text, list(range(len(text))), list(_quotes(text)))
    for pattern, put in _REPLACEMENTS:
        group = 1 if pattern.groups else 0
        spans = [match.span(group) for match in pattern.finditer(text)]
        text, origins = _replaced(text, origins, [(*span, put) for span in spans])
    return list(_differences(text, origins, line))


def _masked(line: str) -> str:
    """The line with a stroke of ``_THING`` for all that is left alone, as long as it was."""
    spans = [_address(match) for match in _WORD.finditer(line)]
    spans += [match.span() for pattern in _KEPT for match in pattern.finditer(line)]
    signs = list(line)
    for begin, end in filter(None, spans):
        signs[begin:end] = _THING * (end - begin)
    return "".join(signs)


def _address(word: re.Match[str]) -> tuple[int, int] | None:
    """From where to where an address goes, less the signs of the sentence around it."""
    begin, end = word.span()
    if not any(pattern.search(word[0]) for pattern in _ADDRESSES):
        return None
    while word.string[end - 1] in _AT_END and end > begin:
        end -= 1
    return begin, end


def _replaced(
    text: str, origins: list[int], spans: list[tuple[int, int, str]]
) -> tuple[str, list[int]]:
    """The text with what stands in ``spans`` put there, and where each sign of it came from.

    That is its place in the line; ``~place`` is a new sign in the stead of what began there.
    """
    texts: list[str] = []
    places: list[int] = []
    done = 0
    for begin, end, put in spans:
        if text[begin:end] != put:
            texts += text[done:begin], put
            first = origins[begin]
            places += origins[done:begin] + [first if first < 0 else ~first] * len(put)
            done = end
    return "".join([*texts, text[done:]]), places + origins[done:]


def _quotes(text: str) -> Iterator[tuple[int, int, str]]:
    """Quotation marks turned: the outer ones «…», those within “…”."""
    depth, turned, before = 0, "", -1
    for match in _QUOTE.finditer(text):
        place = match.start()
        previous = turned if before == place - 1 else text[place - 1]
        turned, before = match[0], place
        is_first = turned in "«„" and depth == 0
        is_free = place == 0 or previous in _BEFORE_QUOTE
        if is_first or (turned not in "»”" and is_free and _goes_on(text, place, depth)):
            depth += 1
            turned = (_OUTER if depth == 1 else _INNER)[0]
        elif depth:
            depth -= 1
            turned = (_INNER if depth else _OUTER)[1]
        yield place, place + 1, turned


def _goes_on(text: str, place: int, depth: int) -> bool:
    """Whether a word may follow; at the end of a line it may, if no quotation is open."""
    following = text[place + 1 : place + 2]
    return following not in _WHITE if following else depth == 0


def _differences(text: str, origins: list[int], line: str) -> Iterator[tuple[int, int, str]]:
    """Where the text is not the line; sign by sign where as many have come as have gone."""
    done, put, new = 0, "", 0
    for sign, origin in zip((*text, ""), (*origins, len(line)), strict=True):
        if origin != new or origin >= 0:
            yield from _difference(done, ~origin if origin < 0 else origin, put, line)
            done, put, new = ~origin if origin < 0 else origin + 1, "", origin
        if origin < 0:
            put += sign


def _difference(begin: int, end: int, put: str, line: str) -> Iterator[tuple[int, int, str]]:
    if len(put) == end - begin:
        pairs = enumerate(zip(line[begin:end], put, strict=True), begin)
        yield from ((place, place + 1, new) for place, (old, new) in pairs if old != new)
    else:
        yield begin, end, put


def _set(sources: list[str], shown: list[str]) -> list[str]:
    """What stands in a line, set: ``shown`` says what of each of its parts is read."""
    places = [place for place, sign in enumerate(shown) if sign]
    for begin, end, put in edits("".join(shown)):
        for place in places[begin:end]:
            sources[place] = ""
        sources[places[begin if begin < end else begin - 1]] += put
    return sources


def _lines(text: str) -> Iterator[tuple[list[str], list[str]]]:
    """Lines of a plain text, or blocks of HTML: their parts, and what of each part is read."""
    is_plain = not _BLOCK.search(text)
    sources: list[str] = []
    shown: list[str] = []
    for is_free, piece in markup(text):
        parts = [piece]
        if is_free:
            parts = piece.splitlines(keepends=True) if is_plain else parts
        for part in parts:
            sources += list(part) if is_free else [part]
            shown += list(part) if is_free else [_read(part)]
            if (is_free and is_plain and part[-1] == "\n") or _BLOCK.match(part):
                yield sources, shown
                sources, shown = [], []
    yield sources, shown


def _read(piece: str) -> str:
    """What is read of markup: nothing of a tag, the sign of an entity, a thing for the rest."""
    if piece[0] == "&":
        sign = html.unescape(piece)
        return sign if len(sign) == 1 else _THING
    is_tag = piece.find(">") == len(piece) - 1 or piece.startswith("<!")
    return "" if is_tag else _THING
