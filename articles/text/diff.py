"""Differences between two texts, word by word, as HTML that is safe whatever the texts hold."""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from . import blocks as typed_blocks
from . import bodies, tables
from .blocks import Block
from .merge import changed_stretches
from .tables import Table

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*\s*|[.!?…]+\s*")
# A word takes the space behind it along: spaces of their own would match everywhere.
_WORD = re.compile(r"\w+ ?|[^\w\s] ?|\s+")
_BLOCKS = {"<h2": "## ", "<h3": "### ", "<bl": "> ", "<ul": "- ", "<ol": "1. ", "<as": "| "}
_STYLES = ("strong", "em", "sub", "sup")
_STYLE_TAG = re.compile(rf"<(/?)({'|'.join(_STYLES)})>")
# Where a style begins and ends, while texts are compared: letters that no text has.
_BEGIN = {style: chr(0xFDD0 + number) for number, style in enumerate(_STYLES)}
_END = {style: chr(0xFDE0 + number) for number, style in enumerate(_STYLES)}
_MARKS = {mark: style for marks in (_BEGIN, _END) for style, mark in marks.items()}
_NO_LETTERS = dict.fromkeys(range(0xFDD0, 0xFDF0))
_PIECE = re.compile(r"(</?(?:ins|del)>|[\ufdd0-\ufdef])")
_LINK = re.compile(r'<a href="([^"]*)"[^<>]*>((?:[^<]++|<(?!/?a\b))*+)</a>')
_LANGUAGE = re.compile(r'^<\w+ lang="([\w-]*)"')


def word_diff(before: str, after: str) -> str:
    """``after`` with what came in ``<ins>`` and what went in ``<del>``; empty where both agree.

    >>> word_diff("Жаңа мектеп ашылды", "Жаңа балабақша ашылды")
    'Жаңа <del>мектеп </del><ins>балабақша </ins>ашылды'
    """
    if before == after:
        return ""
    return "".join(_compared(before, after, [_LINE, _SENTENCE, _WORD]))


def body_diff(before: str, after: str, describe: Callable[[Block], str] = str) -> str:
    """:func:`word_diff` of two bodies, each paragraph on a line of its own.

    Bold, italics and what stands high or low look so; words of which only that has changed went
    and came. Other structure is shown as in plain-text mail: ``## `` before a heading, the address
    behind a link. ``describe`` says what a typed block is.

    >>> body_diff("<p>Су тасқыны</p>", "<p>Су <em>тасқыны</em></p>")
    'Су <del>тасқыны</del><ins><em>тасқыны</em></ins>'
    """
    texts = ("\n".join(_lines(body, describe)) for body in (before, after))
    shown = "".join(_with_styles(word_diff(*texts)))
    return shown.replace("</ins><ins>", "").replace("</del><del>", "")


def _with_styles(difference: str) -> Iterator[str]:
    """The difference with its marks as tags, each within the ``<ins>`` or ``<del>`` it is in."""
    side, was, now = "", set[str](), set[str]()
    for piece in _PIECE.split(difference):
        if piece in _MARKS:
            for styles in [was] * (side != "ins") + [now] * (side != "del"):
                begins = piece in _BEGIN.values()
                (styles.add if begins else styles.discard)(_MARKS[piece])
        elif _PIECE.fullmatch(piece):
            side = "" if piece.startswith("</") else piece[1:4]
        elif piece:
            old, new = _styled(piece, was), _styled(piece, now)
            if side or old != new:
                yield f"<del>{old}</del>" if side != "ins" else ""
                yield f"<ins>{new}</ins>" if side != "del" else ""
            else:
                yield new


def _styled(text: str, styles: set[str]) -> str:
    for style in reversed(_STYLES):
        if style in styles:
            text = f"<{style}>{text}</{style}>"
    return text


def _lines(body: str, describe: Callable[[Block], str]) -> Iterator[str]:
    for block in bodies.blocks(body.translate(_NO_LETTERS)):
        if block.startswith("<table>"):
            yield from _rows(tables.read(block))
            continue
        shown = [f"[{describe(found)}]" for found in typed_blocks.find(block)]
        language = _LANGUAGE.match(block)
        yield "".join(
            [
                f"({language[1]}) " if language else "",
                _BLOCKS.get(block[:3], ""),
                " ".join([*bodies.paragraphs(_inline(block)), *shown]),
            ]
        )


def _rows(table: Table) -> Iterator[str]:
    """A line for the caption and for each row, headings bold; empty cells keep their place."""
    yield from bodies.paragraphs(table.caption)
    for number, row in enumerate(table.rows):
        is_heading = table.has_headings and number == 0
        cells = [
            _inline(f"<strong>{cell}</strong>" if is_heading and cell else cell) for cell in row
        ]
        yield from bodies.paragraphs(f"| {' | '.join(cells).replace('<br>', ' ')} |")


def _inline(block: str) -> str:
    block = _LINK.sub(r"\2‹\1›", block)
    return _STYLE_TAG.sub(lambda tag: (_END if tag[1] else _BEGIN)[tag[2]], block)


def _compared(old: str, new: str, units: Sequence[re.Pattern]) -> Iterator[str]:
    """Both texts cut into the first of ``units``; what differs is cut into the next, and so on.

    So sentences that stayed hold the text in place, and few words have to be compared.
    """
    if not (units and old and new):
        yield _marked(old, new)
        return
    parts = units[0].findall(old), units[0].findall(new)
    changed: Iterable[_Stretch] = changed_stretches(*parts)
    for was, now, differ in _cut(*parts, _joined(changed) if len(units) == 1 else changed):
        yield from _compared(was, now, units[1:]) if differ else [html.escape(now)]


_Stretch = tuple[int, int, int, int]


def _joined(changed: Iterable[_Stretch]) -> list[_Stretch]:
    """Changes between which too little stayed to be worth reading are one change.

    Two sentences that have nothing in common but their commas are easier read whole.
    """
    joined: list[_Stretch] = []
    for a, b, c, d in changed:
        was = joined[-1] if joined else None
        if was and 2 * (a - was[1]) < min(_length(*was), _length(a, b, c, d)):
            joined[-1] = (was[0], b, was[2], d)
        else:
            joined.append((a, b, c, d))
    return joined


def _length(a: int, b: int, c: int, d: int) -> int:
    return max(b - a, d - c)


def _cut(
    old: list[str], new: list[str], changed: Iterable[_Stretch]
) -> Iterator[tuple[str, str, bool]]:
    """Both texts cut alike, and of each pair whether it differs."""
    done = [0, 0]
    for a, b, c, d in [*changed, (len(old), len(old), len(new), len(new))]:
        yield "".join(old[done[0] : a]), "".join(new[done[1] : c]), False
        yield "".join(old[a:b]), "".join(new[c:d]), True
        done = [b, d]


def _marked(old: str, new: str) -> str:
    went, came = html.escape(old), html.escape(new)
    return (f"<del>{went}</del>" if went else "") + (f"<ins>{came}</ins>" if came else "")
