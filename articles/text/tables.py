"""Tables of a body: a caption, a row of headings, rows of cells, and nothing else.

There is one way to write a table, without spaces between its elements::

    <table><caption>…</caption>
    <thead><tr><th>…</th></tr></thead>
    <tbody><tr><td>…</td></tr></tbody></table>

The caption is plain text; a cell is text with emphasis and links, its lines parted by ``<br>``.
Caption and headings may be left out. Rows are of one length: what a cell spanned elsewhere is empty
cells.
"""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

MOST_COLUMNS: Final = 100  # up to which rows are made of one length
MOST_CELLS: Final = 10_000  # of a table that is made so

TAGS: Final = frozenset("table caption thead tbody tfoot tr th td".split())
ATTRIBUTES: Final = dict.fromkeys(("th", "td"), frozenset(("colspan", "rowspan")))

_PART: Final = re.compile(rf"<(/?)({'|'.join(TAGS)})\b([^>]*)>")
_SPAN: Final = re.compile(r'(col|row)span="([1-9][0-9]{0,2})"', re.ASCII)
_BLOCK_TAG: Final = re.compile(r"</?(?:p|h2|h3|ul|ol|li|blockquote|aside)\b[^>]*>")
_FIGURE: Final = re.compile(r"<figure [^>]*></figure>")
_ANY_TAG: Final = re.compile(r"<[^<>]*>")
_SPACES: Final = re.compile(r"[ \t\n\r\f]+")  # a space that must not be broken stays
_TABLE: Final = re.compile(r"<table>.*?</table>")
_CAPTION: Final = re.compile(r"<caption>(.*?)</caption>")
_ROW: Final = re.compile(r"<tr>(.*?)</tr>")
_CELL: Final = re.compile(r"<t[hd]>(.*?)</t[hd]>")


class Table(NamedTuple):
    """A table: its caption or "", whether its first row are headings, and the HTML of its cells."""

    caption: str
    has_headings: bool
    rows: list[list[str]]

    @property
    def lines(self) -> list[str]:
        """The caption and each row as a line of HTML without breaks: «Жыл | Сан»."""
        rows = (" | ".join(filter(None, row)) for row in self.rows)
        return [line.replace("<br>", " ") for line in (self.caption, *rows) if line]


class _Cell(NamedTuple):
    is_heading: bool
    columns: int
    rows: int
    parts: list[str]

    @property
    def content(self) -> str:
        return "".join(self.parts)

    @property
    def text(self) -> str:
        """What the cell says, without blocks; tables in it as lines."""
        content = replace(self.content, lambda table: f"<br>{'<br>'.join(table.lines)}<br>")
        lines = _FIGURE.sub("", _BLOCK_TAG.sub("<br>", content)).split("<br>")
        lines = [_SPACES.sub(" ", line).strip() for line in lines]
        return "<br>".join(line for line in lines if line.replace("&nbsp;", " ").strip())


class _Reader:
    """A table of any shape that is being read, element by element."""

    def __init__(self) -> None:
        self.caption: list[str] = []
        self.rows: list[list[_Cell]] = []
        self.is_in_head = False
        self.into: list[str] = []  # where text goes; what stands between cells is lost

    def meet(self, tag: str, is_end: bool, attributes: str) -> None:
        if tag == "thead":
            self.is_in_head = not is_end
        elif tag == "tr" and not is_end:
            self.rows.append([])
        elif tag in {"caption", "th", "td"}:
            self.into = [] if is_end else self._opened(tag, attributes)

    def _opened(self, tag: str, attributes: str) -> list[str]:
        if tag == "caption":
            return self.caption
        spans = {f"{name}s": int(number) for name, number in _SPAN.findall(attributes)}
        is_heading = tag == "th" or self.is_in_head
        self.rows[-1].append(_Cell(is_heading, spans.get("cols", 1), spans.get("rows", 1), []))
        return self.rows[-1][-1].parts

    def write(self) -> str:
        """The table in the one way, the blocks that it held behind it."""
        rows = [row for row in self.rows if row]
        cells = [cell.content for row in rows for cell in row]
        if len(cells) == 1:
            return _as_blocks(self._caption()) + _as_blocks(cells[0])
        table = Table(self._caption(), _has_headings(rows), _grid(rows))
        return "".join([write(table), *_FIGURE.findall("".join(cells))])

    def _caption(self) -> str:
        return _SPACES.sub(" ", _ANY_TAG.sub(" ", "".join(self.caption))).strip()


def _as_blocks(content: str) -> str:
    """What stood in a table of one cell, which only held it."""
    content = content.strip()
    has_blocks = _BLOCK_TAG.search(content) or "<figure" in content or "<table" in content
    return f"<p>{content}</p>" if content and not has_blocks else content


def _has_headings(rows: list[list[_Cell]]) -> bool:
    """Whether the first row, where it is not the only one, heads the columns."""
    first = rows[0] if len(rows) > 1 else []
    are_headings = all(cell.is_heading for cell in first if cell.text)
    return are_headings and any(cell.is_heading for cell in first)


def _grid(rows: list[list[_Cell]]) -> list[list[str]]:
    """The text of each cell at its place, with empty ones where a cell reaches over others."""
    widest = min(MOST_COLUMNS, MOST_CELLS // max(1, len(rows)))
    grid: list[list[str]] = []
    covered: dict[int, int] = {}  # column -> how many rows more a cell from above covers
    for row in rows:
        line: list[str] = []
        for cell in row:
            while len(line) in covered:
                line.append("")
            columns = range(len(line), min(len(line) + cell.columns, widest))
            line += [cell.text, *[""] * (len(columns) - 1)]
            covered |= dict.fromkeys(columns, cell.rows)
        covered = {column: left - 1 for column, left in covered.items() if left > 1}
        grid.append(line)
    width = min(max(map(len, grid), default=0), widest)
    return [line + [""] * (width - len(line)) for line in grid]


def canonical(html: str) -> str:
    """Sanitised HTML with each table as it is written here, or without it where it says nothing.

    A table of one cell becomes what it holds; one within a cell, lines of it. Blocks such as photos
    stand behind the table that held them.
    """
    if "<table" not in html:
        return html
    shown: list[str] = []
    opened: list[_Reader] = []
    done = 0
    for match in _PART.finditer(html):
        (opened[-1].into if opened else shown).append(html[done : match.start()])
        done = match.end()
        is_end, tag, attributes = bool(match[1]), match[2], match[3]
        if tag == "table" and not is_end:
            opened.append(_Reader())
        elif tag == "table" and opened:
            table = opened.pop().write()
            (opened[-1].into if opened else shown).append(table)
        elif opened:
            opened[-1].meet(tag, is_end, attributes)
    return "".join([*shown, html[done:]])


def write(table: Table) -> str:
    """The one way in which a table is written; nothing for one that says nothing."""
    if not table.lines:
        return ""
    caption = f"<caption>{table.caption}</caption>" if table.caption else ""
    head, rows = (table.rows[:1], table.rows[1:]) if table.has_headings else ([], table.rows)
    return f"<table>{caption}{_section('thead', 'th', head)}{_section('tbody', 'td', rows)}</table>"


def _section(name: str, tag: str, rows: list[list[str]]) -> str:
    cells = ("".join(f"<{tag}>{cell}</{tag}>" for cell in row) for row in rows)
    lines = "".join(f"<tr>{row}</tr>" for row in cells)
    return f"<{name}>{lines}</{name}>" if lines else ""


def read(html: str) -> Table:
    """A table as :func:`write` wrote it."""
    caption = _CAPTION.search(html)
    rows = [_CELL.findall(row) for row in _ROW.findall(html)]
    return Table(caption[1] if caption else "", "<thead>" in html, rows)


def replace(html: str, make: Callable[[Table], str]) -> str:
    """A clean body with what ``make`` gives in the place of each table."""
    return _TABLE.sub(lambda match: make(read(match[0])), html) if "<table>" in html else html
