"""Typed blocks: what in a body is more than text, named by its attributes and never copied.

A block is an empty ``<figure>``. Its first attribute says what it is, and of what:

=============================================================  =====================================
``<figure data-photo="12">``                                   a photo, by its key
``<figure data-gallery="12,13,14" data-title="…">``            2 to 30 photos, with a title or none
``<figure data-embed="https://…" data-title="…" data-still>``  something of another site (see
                                                               :mod:`.embeds`), with its title and a
                                                               photo to stand for it, or neither
``<figure data-file="7">``                                     a file: document, sound or video
``<figure data-article="5">``                                  «Read also»: one of our articles
``<figure data-pullquote="…" data-source="…">``                words set apart, and whose they are
=============================================================  =====================================

There is one way to write each: attributes in this order, those that are empty left out. What is
wrong in an attribute that a block cannot be without takes the block with it.
"""

import html as html_entities
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from . import embeds

LONGEST_TEXT: Final = 500  # characters of an attribute that is text
FEWEST_PHOTOS: Final = 2
MOST_PHOTOS: Final = 30

_KEY: Final = re.compile(r"[1-9][0-9]{0,18}", re.ASCII)
_SPACES: Final = re.compile(r"[ \t\n\r\f]+")  # a space that must not be broken stays
_TAG: Final = re.compile(r"<(/?)figure((?: data-[a-z]+=\"[^\"]*\")*)>")
_FIGURE: Final = re.compile(r"<figure((?: data-[a-z]+=\"[^\"]*\")+)></figure>")
# What would be a loss: a caption within a figure is said by the photo itself.
_BLOCK: Final = re.compile(r"<(?:p|h2|h3|ul|ol|blockquote|aside|table|figure)\b")
_ATTRIBUTE: Final = re.compile(r" data-([a-z]+)=\"([^\"]*)\"")


class Block(NamedTuple):
    """A typed block: its kind, and the text of each of its attributes that has any, by name."""

    kind: str
    values: dict[str, str]

    @property
    def value(self) -> str:
        """What the first attribute says."""
        return self.values[self.kind]

    @property
    def photos(self) -> list[int]:
        """Keys of the photos that it shows, in order."""
        keys = self.values["gallery"].split(",") if self.kind == "gallery" else []
        return [int(key) for key in [*keys, *self._named("photo", "still")]]

    @property
    def files(self) -> list[int]:
        """The key of the file that it is, if it is one."""
        return [int(key) for key in self._named("file")]

    @property
    def articles(self) -> list[int]:
        """The key of the article that it leads to, if it does."""
        return [int(key) for key in self._named("article")]

    @property
    def pages(self) -> list[str]:
        """The address by which its provider tells the title of the embed, where none was typed."""
        if self.kind != "embed" or "title" in self.values:
            return []
        found = embeds.recognise(self.value)
        return [found.page] if found and found.page else []

    @property
    def words(self) -> list[str]:
        """What it says in words of its own, for those who cannot show it."""
        return self._named("title", "pullquote", "source")

    def _named(self, *names: str) -> list[str]:
        return [self.values[name] for name in names if name in self.values]


def _key(value: str) -> str:
    return value if _KEY.fullmatch(value) else ""


def _keys(value: str) -> str:
    keys = list(dict.fromkeys(filter(None, map(_key, value.split(",")))))
    return ",".join(keys[:MOST_PHOTOS]) if len(keys) >= FEWEST_PHOTOS else ""


def _text(value: str) -> str:
    return _SPACES.sub(" ", value).strip()[:LONGEST_TEXT].rstrip()


def _address(value: str) -> str:
    return value if embeds.recognise(value) else ""


# Kind -> its attributes, first that which it cannot be without; each with what is left of a value.
KINDS: Final[Mapping[str, Mapping[str, Callable[[str], str]]]] = {
    "photo": {"photo": _key},
    "gallery": {"gallery": _keys, "title": _text},
    "embed": {"embed": _address, "title": _text, "still": _key},
    "file": {"file": _key},
    "article": {"article": _key},
    "pullquote": {"pullquote": _text, "source": _text},
}
ATTRIBUTES: Final = frozenset(f"data-{name}" for kind in KINDS.values() for name in kind)


def read(attributes: str) -> Block | None:
    """The block whose attributes stand in ``attributes``, as HTML; None if it is none."""
    given = {name: html_entities.unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}
    kind = next((name for name in given if name in KINDS), "")
    if not kind:
        return None
    values = {name: judge(given.get(name, "")) for name, judge in KINDS[kind].items()}
    if not values[kind]:
        return None
    return Block(kind, {name: value for name, value in values.items() if value})


def write(block: Block) -> str:
    """The one way in which a block is written."""
    attributes = (
        f' data-{name}="{_escape(block.values[name])}"'
        for name in KINDS[block.kind]
        if name in block.values
    )
    return f"<figure{''.join(attributes)}></figure>"


def _escape(value: str) -> str:
    """As browsers write the value of an attribute."""
    return html_entities.escape(value, quote=False).replace('"', "&quot;")


def canonical(html: str) -> str:
    """Sanitised HTML with each figure as a typed block, or without it where it is none.

    Paragraphs and other blocks within a figure, as behind one that was never closed, come after it.
    """
    parts: list[str] = []
    inner: list[str] = []
    depth = done = 0
    for match in _TAG.finditer(html):
        (inner if depth else parts).append(html[done : match.start()])
        done = match.end()
        depth = max(0, depth - 1) if match[1] else depth + 1
        block = None if match[1] else read(match[2])
        if block:
            (inner if depth > 1 else parts).append(write(block))
        if depth == 0:
            within = "".join(inner)
            parts.append(within if _BLOCK.search(within) else "")
            inner = []
    return "".join([*parts, *inner, html[done:]])


def replace(html: str, make: Callable[[Block], str]) -> str:
    """A clean body with what ``make`` gives in the place of each block."""

    def made(match: re.Match) -> str:
        block = read(match[1])
        return make(block) if block else ""

    return _FIGURE.sub(made, html)


def find(html: str) -> Iterator[Block]:
    """The blocks of a clean body in order."""
    for match in _FIGURE.finditer(html):
        if block := read(match[1]):
            yield block
