"""The texts of the demo newsroom, from the files under ``content``.

A story is a text file: a header of ``name: value`` lines, an empty line, and blocks parted by empty
lines. A block is a paragraph, a ``## heading``, a list of ``- entries``, a ``> quotation``, a box
of facts whose lines begin with ``|``, the first of them its heading, a typed block, or a table
(``[[table: caption]]``, then lines of ``cell | cell``, the first of them headings); inside it
``**emphasis**`` and ``[words](address)``, where an address ``@key`` is that of another story.
Typed blocks are ``[[photo: key]]``, ``[[gallery: key, key | title]]``,
``[[embed: address | title | key of a photo]]``, ``[[article: key of a story]]``,
``[[file: key]]`` and ``[[pullquote: words | whose they are]]``.
"""

import html
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from ..text import bodies, tables
from ..text.blocks import KINDS, Block, write
from ..text.tables import Table

_CONTENT = Path(__file__).parent / "content"
_SPAN = re.compile(r"(\d+)([dhm])")
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_LINK = re.compile(r"\[([^]]+)]\(([^)]+)\)")
_TYPED = re.compile(r"\[\[([a-z]+): ([^]]+)]]")


@dataclass(frozen=True)
class Story:
    """One file under ``content/articles``; people and things by their keys."""

    key: str
    fields: dict[str, str]
    body: str

    def get(self, name: str) -> str:
        """A value of the header; empty where the story has none."""
        return self.fields.get(name, "")

    def keys(self, name: str) -> list[str]:
        """A value of the header that is a list."""
        return [key.strip() for key in self.get(name).split(",") if key.strip()]

    def published_at(self, now: datetime) -> datetime:
        """The instant of publication: in the past, or for ``due`` in the future."""
        return now + _span(self.get("due")) if self.get("due") else now - _span(self.get("age"))

    def updated_at(self, now: datetime) -> datetime | None:
        return now - _span(self.get("updated")) if self.get("updated") else None


def _span(text: str) -> timedelta:
    """``1d 4h 20m`` as a length of time."""
    return timedelta(**{_UNITS[unit]: int(number) for number, unit in _SPAN.findall(text)})


def stories() -> list[Story]:
    """All stories, the oldest first, so that a link leads to what was there before."""
    found = [_story(path) for path in sorted((_CONTENT / "articles").glob("*.txt"))]
    return sorted(found, key=lambda story: (_span(story.get("age")), story.key), reverse=True)


def _story(path: Path) -> Story:
    header, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    fields = dict(line.split(": ", 1) for line in header.splitlines())
    return Story(path.stem, fields, body)


def newsroom() -> dict:
    """Site, sections, authors and tags."""
    return tomllib.loads((_CONTENT / "newsroom.toml").read_text(encoding="utf-8"))


def photos() -> dict[str, dict[str, str]]:
    """Caption, alternative text, credit and scene of every photo, by its key."""
    return tomllib.loads((_CONTENT / "photos.toml").read_text(encoding="utf-8"))


def files() -> dict[str, dict[str, str]]:
    """What is said of every document and recording, and what is in it, by its key."""
    return tomllib.loads((_CONTENT / "files.toml").read_text(encoding="utf-8"))


class Numbers(NamedTuple):
    """What the keys of photos, files and stories stand for: the numbers of their rows."""

    photo: Callable[[str], int]
    file: Callable[[str], int]
    story: Callable[[str], int]


def to_html(text: str, *, numbers: Numbers, link: Callable[[str], str]) -> str:
    """The blocks as a body; ``link`` gives the address of a story by its key."""

    def address(match: re.Match) -> str:
        words, target = match.groups()
        target = link(target[1:]) if target.startswith("@") else target
        return f'<a href="{html.escape(target)}">{words}</a>'

    body = "\n".join(_block(block.strip(), numbers) for block in text.split("\n\n"))
    return bodies.clean(_LINK.sub(address, _STRONG.sub(r"<strong>\1</strong>", body)))


def _typed(kind: str, given: list[str], numbers: Numbers) -> str:
    """A typed block, whose attributes are ``given`` in their order."""
    values = dict(zip(KINDS[kind], given, strict=False))
    for name in values.keys() & {"photo", "gallery", "still"}:
        keys = values[name].split(", ")
        values[name] = ",".join(str(numbers.photo(key)) for key in keys)
    for name, number in (("article", numbers.story), ("file", numbers.file)):
        if kind == name:
            values[kind] = str(number(values[kind]))
    return write(Block(kind, values))


def _block(block: str, numbers: Numbers) -> str:
    if typed := _TYPED.fullmatch(block):
        return _typed(typed[1], typed[2].split(" | "), numbers)
    if block.startswith("[[table: "):
        return _table(html.escape(block, quote=False).split("\n"))
    if block.startswith("| "):
        heading, *lines = (html.escape(line[2:], quote=False) for line in block.split("\n"))
        return f"<aside><h3>{heading}</h3>{''.join(f'<p>{line}</p>' for line in lines)}</aside>"
    if block.startswith("## "):
        return f"<h2>{html.escape(block[3:], quote=False)}</h2>"
    if block.startswith("> "):
        return f"<blockquote>{bodies.from_paragraphs([block[2:]])}</blockquote>"
    if block.startswith("- "):
        return f"<ul>{''.join(_entries(block))}</ul>"
    return bodies.from_paragraphs([" ".join(block.split("\n"))])


def _table(lines: list[str]) -> str:
    """``[[table: caption]]``, and in lines of their own the headings and each row."""
    caption = lines[0].removeprefix("[[table: ").removesuffix("]]")
    return tables.write(Table(caption, True, [line.split(" | ") for line in lines[1:]]))


def _entries(block: str) -> Iterator[str]:
    for line in block.splitlines():
        yield f"<li>{bodies.from_paragraphs([line.removeprefix('- ')])}</li>"
