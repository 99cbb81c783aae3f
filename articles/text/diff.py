"""Differences between two texts, word by word, as HTML that is safe whatever the texts hold."""

import html
import re
from collections.abc import Iterator, Mapping

from . import bodies
from .merge import changed_stretches

# A word takes the space behind it along: spaces of their own would match everywhere.
_PART = re.compile(r"\w+ ?|[^\w\s] ?|\s+")
LONGEST = 3_000  # parts of a changed stretch that are compared word by word
_BLOCKS = {"<h2": "## ", "<h3": "### ", "<bl": "> ", "<ul": "- ", "<ol": "1. "}
_INLINE = {"strong": "**", "em": "_", "sub": "~", "sup": "^"}
_INLINE_TAG = re.compile(rf"</?({'|'.join(_INLINE)})>")
_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_LANGUAGE = re.compile(r'^<\w+ lang="([\w-]*)"')


def word_diff(before: str, after: str) -> str:
    """``after`` with what came in ``<ins>`` and what went in ``<del>``; empty where both agree.

    >>> word_diff("Жаңа мектеп ашылды", "Жаңа балабақша ашылды")
    'Жаңа <del>мектеп </del><ins>балабақша </ins>ашылды'
    """
    if before == after:
        return ""
    return "".join(_by_line(before.splitlines(keepends=True), after.splitlines(keepends=True)))


def body_diff(before: str, after: str, photos: Mapping[int, str] = {}) -> str:
    """:func:`word_diff` of two bodies, each paragraph on a line of its own.

    Structure is shown as in plain-text mail: ``## `` before a heading, ``**`` around what is bold,
    the address behind a link. ``photos`` gives names of photos by their keys.
    """
    return word_diff(*("\n".join(_lines(body, photos)) for body in (before, after)))


def _lines(body: str, photos: Mapping[int, str]) -> Iterator[str]:
    for block in bodies.blocks(body):
        shown = [f"[{photos.get(key, key)}]" for key in bodies.photo_ids(block)]
        language = _LANGUAGE.match(block)
        yield "".join(
            [
                f"({language[1]}) " if language else "",
                _BLOCKS.get(block[:3], ""),
                " ".join([*bodies.paragraphs(_inline(block)), *shown]),
            ]
        )


def _inline(block: str) -> str:
    block = _LINK.sub(r"\2‹\1›", block)
    return _INLINE_TAG.sub(lambda match: _INLINE[match[1]], block)


def _by_line(old: list[str], new: list[str]) -> Iterator[str]:
    """Lines that differ compared word by word, unless they are too many to wait for."""
    for was, now, differ in _stretches(old, new):
        old_parts, new_parts = (_PART.findall("".join(lines)) for lines in (was, now))
        if not differ:
            yield html.escape("".join(now))
        elif len(old_parts) + len(new_parts) > LONGEST:
            yield _marked(was, now)
        else:
            for part in _stretches(old_parts, new_parts):
                yield _marked(*part[:2]) if part[2] else html.escape("".join(part[1]))


def _stretches(old: list[str], new: list[str]) -> Iterator[tuple[list[str], list[str], bool]]:
    """Both texts cut alike, and of each pair whether it differs."""
    done = [0, 0]
    for a, b, c, d in [*changed_stretches(old, new), (len(old), len(old), len(new), len(new))]:
        yield old[done[0] : a], new[done[1] : c], False
        yield old[a:b], new[c:d], True
        done = [b, d]


def _marked(old: list[str], new: list[str]) -> str:
    went, came = html.escape("".join(old)), html.escape("".join(new))
    return (f"<del>{went}</del>" if went else "") + (f"<ins>{came}</ins>" if came else "")
