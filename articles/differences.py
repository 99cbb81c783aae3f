"""Differences between two texts, word by word, as HTML that is safe whatever the texts hold."""

import html
import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from . import bodies

# A word takes the space behind it along: spaces of their own would match everywhere.
_PART = re.compile(r"\w+ ?|[^\w\s] ?|\s+")
LONGEST = 3_000  # parts that are compared word by word; longer texts are compared by paragraph


def word_difference(before: str, after: str) -> str:
    """``after`` with what came in ``<ins>`` and what went in ``<del>``; empty where both agree.

    >>> word_difference("Жаңа мектеп ашылды", "Жаңа балабақша ашылды")
    'Жаңа <del>мектеп </del><ins>балабақша </ins>ашылды'
    """
    if before == after:
        return ""
    old, new = _parts(before), _parts(after)
    return "".join(_marked(old, new))


def body_difference(before: str, after: str) -> str:
    """:func:`word_difference` of two bodies, each paragraph on a line of its own."""
    return word_difference(_lines(before), _lines(after))


def _lines(body: str) -> str:
    """The body as text in which structure can be seen: what stands quoted, listed, pictured."""
    return "\n".join(_line(block) for block in bodies.blocks(body))


def _line(block: str) -> str:
    mark = {"<h2": "## ", "<h3": "### ", "<bl": "> ", "<ul": "- ", "<ol": "1. "}.get(block[:3], "")
    photos = [f"[{key}]" for key in bodies.photo_ids(block)]
    return mark + " ".join([*bodies.paragraphs(block), *photos])


def _parts(text: str) -> list[str]:
    parts = _PART.findall(text)
    return parts if len(parts) <= LONGEST else text.splitlines(keepends=True)


def _marked(old: list[str], new: list[str]) -> Iterator[str]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for name, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if name == "equal":
            yield html.escape("".join(new[new_start:new_end]))
            continue
        if old_end > old_start:
            yield f"<del>{html.escape(''.join(old[old_start:old_end]))}</del>"
        if new_end > new_start:
            yield f"<ins>{html.escape(''.join(new[new_start:new_end]))}</ins>"
