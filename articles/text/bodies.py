"""The text of an article: sanitised HTML of a small fixed vocabulary.

Paragraphs, two levels of heading, quotations, lists, links, emphasis, boxes with facts
(``<aside>``), tables (:mod:`.tables`), and what is more than text as typed blocks
(:mod:`.blocks`), such as a photo by reference: ``<figure data-photo="12"></figure>``. Nothing else
survives :func:`clean`, so every output (page, feed, JSON, plain text) can be made from it without
looking twice.
"""

import html as html_entities
import itertools
import re
from collections.abc import Callable, Collection, Iterable
from html.parser import HTMLParser
from urllib.parse import unquote

import nh3

from . import blocks as typed_blocks
from . import tables
from .blocks import Block
from .tables import Table

TAGS = tables.TAGS.union(
    "p h2 h3 blockquote ul ol li a strong em sub sup br figure aside".split()
)  # fmt: skip
_ATTRIBUTES = {
    "a": {"href"},
    "figure": typed_blocks.ATTRIBUTES,
    "p": {"lang"},
    "blockquote": {"lang"},
    **tables.ATTRIBUTES,
}
_ALIASES = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3", "div": "p"}
_SCHEMES = {"http", "https", "mailto", "tel"}

_ALIAS = re.compile(rf"<(/?)({'|'.join(_ALIASES)})(?=[\s>/])", re.IGNORECASE)
_EMPTY = re.compile(r"<(p|h2|h3|li|blockquote|aside)>(?:\s|&nbsp;|<br>)*</\1>")
_BLOCK_END = re.compile(r"</(?:p|h2|h3|li|figure)>|<br>")
_TAG = re.compile(r"<[^<>]*>")
# What opens and is not closed before the next of its kind is passed over: whoever looked for its
# end from each of them would read the text as often as there are.
_LINK = re.compile(
    r"""<a\s[^<>]*?\bhref\s*=\s*("[^"]*"|'[^']*')[^<>]*>((?:[^<]++|<(?!/?a\b))*+)</a>""",
    re.IGNORECASE,
)
_QUOTED = re.compile(r'^["«“„].+["»”“],?\s+[–—-]\s', re.DOTALL)

_ANY_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*>?")
# Elements that hold none of their own kind: open ones do not add up.
_CLOSED_BY_NEXT = frozenset("p li br img hr td th tr dt dd option".split())
_DEEPEST = 100

WORDS_A_MINUTE = 160  # silent reading of Kazakh: long agglutinated words, so below English's 238


def clean(html: str) -> str:
    """``html`` reduced to the vocabulary above; text is kept, scripts and styles are not.

    What lies in more than ``_DEEPEST`` elements loses the inner ones.
    """
    if not html:
        return ""
    html = _shallow(html)
    html = _ALIAS.sub(lambda m: f"<{m[1]}{_ALIASES[m[2].lower()]}", html)
    html = nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        url_schemes=_SCHEMES,
        link_rel="noopener",
    )
    html = tables.canonical(typed_blocks.canonical(html))
    return _EMPTY.sub("", html).strip()


def _shallow(html: str) -> str:
    """Without the tags that open too deep: the parser's time grows with the square of the depth."""
    if html.count("<") <= _DEEPEST:
        return html
    depth = 0

    def tag(match: re.Match) -> str:
        nonlocal depth
        if match[2].lower() in _CLOSED_BY_NEXT:
            return match[0]
        is_kept = depth <= _DEEPEST if match[1] else depth < _DEEPEST
        depth = max(0, depth - 1) if match[1] else depth + 1
        return match[0] if is_kept else ""

    return _ANY_TAG.sub(tag, html)


def from_paragraphs(paragraphs: Iterable[str]) -> str:
    """Plain paragraphs as a body; one that opens with quoted speech becomes a quotation.

    >>> from_paragraphs(['"Дайынбыз", – деді ол.'])
    '<blockquote><p>"Дайынбыз", – деді ол.</p></blockquote>'
    """
    return "\n".join(_paragraph(text) for text in paragraphs)


def _paragraph(text: str) -> str:
    block = f"<p>{html_entities.escape(text, quote=False)}</p>"
    return f"<blockquote>{block}</blockquote>" if _QUOTED.match(text) else block


def paragraphs(html: str) -> list[str]:
    """The body as plain paragraphs, one for each block with text in it."""
    html = tables.replace(typed_blocks.replace(html, _words), _lines)
    blocks = _BLOCK_END.split(html)
    texts = (html_entities.unescape(_TAG.sub("", block)) for block in blocks)
    return [text.strip() for text in texts if text.strip()]


def _words(block: Block) -> str:
    return "".join(f"<p>{html_entities.escape(words)}</p>" for words in block.words)


def _lines(table: Table) -> str:
    return "".join(f"<p>{line}</p>" for line in table.lines)


def to_text(html: str) -> str:
    """The body as plain text, paragraphs parted by an empty line."""
    return "\n\n".join(paragraphs(html))


def photo_ids(html: str) -> list[int]:
    """Primary keys of the photos that the body shows, in order."""
    return [key for block in typed_blocks.find(html) for key in block.photos]


def file_ids(html: str) -> list[int]:
    """Primary keys of the files that the body offers, in order."""
    return [key for block in typed_blocks.find(html) for key in block.files]


def article_ids(html: str) -> list[int]:
    """Primary keys of the articles that the body has cards of, in order."""
    return [key for block in typed_blocks.find(html) for key in block.articles]


def embed_pages(html: str) -> list[str]:
    """Addresses by which providers tell the titles of embeds that have none typed, in order."""
    return [page for block in typed_blocks.find(html) for page in block.pages]


def links(html: str) -> list[str]:
    """The addresses that the body links to, each once, in order."""
    return list(dict.fromkeys(_address(match) for match in _LINK.finditer(html)))


def without_links(html: str, hidden: Collection[str]) -> str:
    """The body with the text of each link to one of the addresses ``hidden``, less the link.

    Where the text is the address itself, as of one that was pasted, it goes too.
    """

    def text(match: re.Match) -> str:
        if _address(match) not in hidden:
            return match[0]
        return "…" if _is_pasted(match) else match[2]

    return _LINK.sub(text, html) if hidden else html


def without_addresses(html: str) -> str:
    """The body for a summary: a link whose text is its address, which may tell a story, is cut."""
    return _LINK.sub(lambda match: "…" if _is_pasted(match) else match[0], html)


def _is_pasted(match: re.Match) -> bool:
    shown = unquote(html_entities.unescape(_TAG.sub("", match[2])))
    last = unquote(_address(match)).rstrip("/").rpartition("/")[2]
    return bool(last) and last in shown and "/" in shown


def _address(match: re.Match) -> str:
    return html_entities.unescape(match[1][1:-1])


def render(
    html: str,
    figure: Callable[[Block], str],
    table: Callable[[Table], str] | None = None,
) -> str:
    """The body with what ``figure`` gives for each typed block, and ``table`` for each table.

    Without a ``table``, tables stay as they are.
    """
    html = typed_blocks.replace(html, figure)
    return tables.replace(html, table) if table else html


def reading_minutes(html: str) -> int:
    """Whole minutes it takes to read the body, at least one."""
    return max(1, round(len(to_text(html).split()) / WORDS_A_MINUTE))


class _Blocks(HTMLParser):
    """Cuts a clean body after each element that stands at its top."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.depth = 0
        self.ends: list[int] = []
        self.lines: list[int] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.depth += tag != "br"

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1
        if self.depth == 0:
            line, column = self.getpos()
            self.ends.append(self.lines[line - 1] + column + len(f"</{tag}>"))


def blocks(html: str) -> list[str]:
    """The body as its top-level elements, in order: what editors think of as paragraphs.

    >>> blocks("<p>бір</p><ul><li>екі</li></ul>")
    ['<p>бір</p>', '<ul><li>екі</li></ul>']
    """
    parser = _Blocks()
    parser.lines = [0, *(match.end() for match in re.finditer("\n", html))]
    parser.feed(html)
    cuts = [0, *parser.ends, len(html)]
    parts = (html[start:end].strip() for start, end in itertools.pairwise(cuts))
    return [part for part in parts if part]
