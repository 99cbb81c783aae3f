"""The page text format: one article page as copied text, read and written.

::

     date 2026-03-03 #Тег #Тағы бір тег
    Бөлім

    Тақырыбы

    жаңалық 03.03.2026 15:45 Фото: Агенттік
    Бірінші абзац.

    Екінші абзац.

    Автордың Аты
    Автордың Аты
    Оқи отырыңыз
    Басқа мақала
    13:19, Бүгін
    Басқа мақала
    Оқи отырыңыз

Blank lines may stand anywhere and nowhere; every other line is a paragraph, and spaces count once.
«Бүгін» is the day of the date line.  Topics, photo credit, the sidebar and its times may be
missing; the credit may stand on a line of its own, «©» for its colon, hashtags without spaces
between them.  An author stands twice, and there may be several.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from ..kazakh import dates
from ..text import bodies
from . import source
from .record import BadInput, Record, RelatedEntry

SUFFIX = ".txt"
MAKES_KINDS = False  # a page that names another is no page: it was cut somewhere
SIDEBAR = "Оқи отырыңыз"
LARGEST = 1_000_000

_DATE = re.compile(r"date (\S+) ?(.*)")
_TAG = re.compile(r"(?:^| )# ?|(?<=\w)#(?=\w)")
_CREDIT = re.compile(r"Фото ?[:©] ?(.*)", re.IGNORECASE)
_KIND = re.compile(r"(.+?) (\d[\d.]*\.\d+),? (\d[\d:.]*)(?: (Фото ?[:©].*))?", re.IGNORECASE)
_SENTENCE = re.compile(r".*(?:[!?…:;,]|\w\w\.)")  # no name ends so; an initial may
_SPACES = re.compile(r"[ \t]+")
_STAMP = re.compile(r"\d\d\.\d\d\.\d{4} \d\d:\d\d")
# Generous, so that a mistyped time is named as one and does not pass for a headline.
_TIME = re.compile(
    r"\d{1,2}:\d{2}(?: ?,.{1,25})?|\S{1,6}, ?(?:бүгін|кеше|ертең)|бүгін|кеше|ертең|жаңа ғана"
    r"|\d{1,4} \S{1,8} (?:бұрын|назад|ago)",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """A line that is not blank, with its number."""

    number: int
    text: str


def read(path: Path) -> Iterator[Record | BadInput]:
    """The one record of the page at ``path``, or what is wrong with it."""
    try:
        text = source.decode(source.read_bytes(path, LARGEST))
        yield parse(text, timezone.get_default_timezone())
    except BadInput as error:
        yield error


def parse(text: str, zone: tzinfo) -> Record:
    """The page as a record, its times being those of ``zone``.  Raises ``BadInput``."""
    found = ((n, _SPACES.sub(" ", line.strip())) for n, line in enumerate(source.lines(text), 1))
    lines = [Line(number, line) for number, line in found if line]
    if not lines:
        raise BadInput(1, _("the file is empty"))
    head, rest = lines[:4], lines[4:]
    day, tags = _date_line(head[0])
    section, headline, kind_line = _titles(head)
    kind, instant, credit = _kind_line(kind_line, zone)
    content, sidebar = _split(rest)
    if not credit and content and (own := _CREDIT.fullmatch(content[0].text)):
        credit, content = own[1], content[1:]
    paragraphs, authors = _authors(content, last=lines[-1])
    if not paragraphs:
        raise BadInput(
            kind_line.number, _("there is no text: paragraphs are expected after this line")
        )
    return Record(
        headline=headline.text,
        kind=kind,
        section=section.text,
        instant=instant,
        body=bodies.from_paragraphs(line.text for line in paragraphs),
        credit=credit,
        tags=tags,
        authors=tuple(dict.fromkeys(line.text for line in authors)),
        related=tuple(_related(sidebar, day, zone)),
        lines={
            "tags": head[0].number,
            "section": section.number,
            "headline": headline.number,
            "kind": kind_line.number,
            "authors": authors[0].number,
            "": kind_line.number,
        },
    )


def _date_line(line: Line) -> tuple[date, tuple[str, ...]]:
    match = _DATE.fullmatch(_single_spaced(line.text))
    if match is None:
        raise BadInput(line.number, _("the first line must read “date YYYY-MM-DD #Tag”"))
    try:
        day = date.fromisoformat(match[1])
    except ValueError as error:
        message = _("the date “%s” is wrong; it must look like 2026-03-03")
        raise BadInput(line.number, message % match[1]) from error
    before, *tags = _TAG.split(match[2])
    if before:
        raise BadInput(line.number, _("“%s”: a topic must begin with #") % before)
    return day, tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))


def _single_spaced(text: str) -> str:
    return " ".join(text.split())


def _titles(head: list[Line]) -> tuple[Line, Line, Line]:
    """Section, headline and the line of kind and time, which must come fourth."""
    for line in head[1:3]:
        if _STAMP.search(_single_spaced(line.text)):
            raise BadInput(line.number, _("a section and a headline must come before this line"))
    if len(head) < 4:
        raise BadInput(
            head[-1].number,
            _("the section, the headline or the line with kind and time is missing"),
        )
    return head[1], head[2], head[3]


def _kind_line(line: Line, zone: tzinfo) -> tuple[str, datetime, str]:
    match = _KIND.fullmatch(_single_spaced(line.text))
    if match is None:
        message = _("kind and time were expected: “жаңалық 03.03.2026 15:45 Фото: Агенттік”")
        raise BadInput(line.number, message)
    try:
        stamp = f"{match[2]} {match[3]}"
        instant = dates.parse_stamp(stamp, zone)
    except ValueError as error:
        message = _("the time “%s” is wrong; it must look like 03.03.2026 15:45")
        raise BadInput(line.number, message % stamp) from error
    credit = _CREDIT.fullmatch(match[4] or "")
    return match[1], instant, credit[1] if credit else ""


def _is_sidebar(line: Line) -> bool:
    return line.text.rstrip(":").casefold() == SIDEBAR.casefold()


def _split(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """What stands before the sidebar's heading, and what stands after it."""
    start = next((n for n, line in enumerate(lines) if _is_sidebar(line)), len(lines))
    return lines[:start], [line for line in lines[start:] if not _is_sidebar(line)]


def _authors(content: list[Line], last: Line) -> tuple[list[Line], list[Line]]:
    """Paragraphs, and the authors: names at the end that stand twice.

    A paragraph that was copied twice is none: it is a sentence, or parted where names are not.
    """
    end, are_close = len(content), False
    authors: list[Line] = []
    while end >= 2 and content[end - 2].text == content[end - 1].text:
        line, again = content[end - 2 : end]
        is_close = again.number == line.number + 1
        if _SENTENCE.fullmatch(line.text) or (are_close and not is_close):
            break
        end, are_close = end - 2, are_close or is_close
        authors.insert(0, line)
    if not authors:
        line = content[-1] if content else last
        message = _(
            "no author: after the text the name must stand twice, on two lines, but here stands "
            "“%s”"
        )
        raise BadInput(line.number, message % line.text[:80])
    return content[:end], authors


def _related(lines: list[Line], day: date, zone: tzinfo) -> Iterator[RelatedEntry]:
    """Entries of the sidebar: headline, time if there is one, headline again."""
    position = 0
    while position < len(lines):
        title = lines[position]
        if _TIME.fullmatch(title.text):
            raise BadInput(
                title.number, _("there is no headline before the time “%s”") % title.text
            )
        position += 1
        moment = None
        if _is_time(lines[position : position + 2], title):
            moment = _card_time(lines[position], day, zone)
            position += 1
        if position < len(lines) and lines[position].text == title.text:
            position += 1
        yield RelatedEntry(headline=title.text, moment=moment, line=title.number)


def _is_time(after: list[Line], title: Line) -> bool:
    """Whether a time stands first in what comes after ``title``: it looks so, or is between two."""
    texts = [line.text for line in after]
    return bool(texts) and (
        _TIME.fullmatch(texts[0]) is not None or (title.text != texts[0] and title.text in texts)
    )


def _card_time(line: Line, day: date, zone: tzinfo) -> datetime:
    try:
        return dates.parse_card_time(line.text, day, zone)
    except ValueError as error:
        message = _("the time “%s” is wrong; it must look like “13:19, Бүгін”")
        raise BadInput(line.number, message % line.text) from error


def write(record: Record) -> str:
    """The record as page text, its times being those of the newsroom."""
    zone = timezone.get_default_timezone()
    local = record.instant.astimezone(zone)
    credit = f" Фото: {record.credit}" if record.credit else ""
    paragraphs = [record.lede, *bodies.paragraphs(record.body)]
    head = " ".join([f" date {local.date().isoformat()}", *(f"#{tag}" for tag in record.tags)])
    kind = f"{record.kind} {dates.stamp(record.instant, zone)}{credit}"
    text = "\n\n".join(" ".join(text.split("\n")) for text in paragraphs if text)
    names = record.authors or (record.agency,)
    signed = "\n".join(f"{name}\n{name}" for name in names)
    page = f"{head}\n{record.section}\n\n{record.headline}\n\n{kind}\n{text}\n\n{signed}\n"
    entries = [_entry(entry, record.instant, zone) for entry in record.related]
    return page + "\n".join([SIDEBAR, *entries, SIDEBAR, ""] if entries else [])


def _entry(entry: RelatedEntry, now: datetime, zone: tzinfo) -> str:
    if entry.moment is None:
        return f"{entry.headline}\n{entry.headline}"
    return f"{entry.headline}\n{dates.card_time(entry.moment, now, zone)}\n{entry.headline}"
