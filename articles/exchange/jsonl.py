"""JSON Lines: one article a line, as other programs like it.

``{"headline": …, "kind": …, "section": …, "published_at": "2026-03-03T15:45:00+05:00", "body":
"<p>…</p>", "lede": …, "agency": …, "credit": …, "tags": […], "authors": […], "related":
[{"headline": …, "published_at": …}]}``; all but the first five may be missing.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO, NoReturn

from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext as _

from ..kazakh import dates
from ..text import bodies
from . import source
from .record import BadInput, Record, RelatedEntry

SUFFIX = ".jsonl"
MAKES_KINDS = True  # of one that the newsroom does not have yet
LARGEST = 10_000_000  # bytes of a line


def read(path: Path) -> Iterator[Record | BadInput]:
    """The records of the file at ``path`` in order, each line by itself, or what is wrong there."""
    number = 0
    try:
        with source.opened(path) as file:
            for number, data in enumerate(_lines(file), 1):
                try:
                    if text := _text(data, number).strip():
                        yield parse(text, number)
                except BadInput as error:
                    yield error
    except BadInput as error:
        yield error
    except OSError as error:
        yield source.unreadable(error)
    else:
        if number == 0:
            yield BadInput(1, _("the file is empty"))


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines of the file, of each no more than shows that it is too long."""
    while line := file.readline(LARGEST + 1):
        yield line
        while len(line) > LARGEST and not line.endswith(b"\n"):
            line = file.readline(LARGEST + 1)


def _text(data: bytes, number: int) -> str:
    if len(data) > LARGEST:
        raise BadInput(number, _("the line is too long to be one article"))
    return source.decode(data, number)


def parse(text: str, number: int) -> Record:
    """The line ``number`` as a record.  Raises ``BadInput``."""
    try:
        # ``int`` refuses what JSON has not: NaN, Infinity.
        data = json.loads(text, object_pairs_hook=partial(_object, number), parse_constant=int)
    except (ValueError, RecursionError) as error:
        raise BadInput(number, _("the line is not JSON")) from error
    fields = _Fields(data, number)
    return Record(
        **{name: fields.text(name, needed=True) for name in ("headline", "kind", "section")},
        **{name: fields.text(name) for name in ("lede", "agency", "credit")},
        instant=fields.instant("published_at"),
        body=bodies.clean(fields.text("body", needed=True)),
        tags=fields.texts("tags"),
        authors=fields.texts("authors"),
        related=tuple(fields.related()),
        lines={"": number},
    )


def _object(number: int, pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A JSON object.  Raises ``BadInput`` where a key stands twice: which is meant, is not said."""
    found = dict(pairs)
    if len(found) < len(pairs):
        (twice, _count), *_others = Counter(pair[0] for pair in pairs).most_common()
        said = _("the key “%s” stands twice")
        raise BadInput(number, said % twice.encode("utf-8", "replace").decode())
    return found


class _Fields:
    """The fields of a JSON object, each of the kind that is asked for."""

    def __init__(self, data: object, number: int) -> None:
        self.number = number
        if not isinstance(data, dict):
            self.fail("{}")
        self.data = data

    def fail(self, name: str) -> NoReturn:
        raise BadInput(self.number, _("“%s” is missing or of another type") % name)

    def text(self, name: str, *, needed: bool = False) -> str:
        value = self.data.get(name)
        value = "" if value is None else value
        if not isinstance(value, str) or (needed and not value.strip()):
            self.fail(name)
        return source.composed(value.strip(), self.number)

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(
            _Fields({name: value}, self.number).text(name, needed=True)
            for value in self.values(name)
        )

    def values(self, name: str) -> list[object]:
        values = self.data.get(name)
        if values is not None and not isinstance(values, list):
            self.fail(name)
        return values or []

    def moment(self, name: str) -> datetime | None:
        return self.instant(name) if self.text(name) else None

    def instant(self, name: str) -> datetime:
        value = self.text(name, needed=True)
        try:
            moment = datetime.fromisoformat(value)
            return from_current_timezone(moment) if timezone.is_naive(moment) else moment
        except (ValueError, ValidationError):
            self.fail(name)

    def related(self) -> Iterator[RelatedEntry]:
        for value in self.values("related"):
            entry = _Fields(value, self.number)
            yield RelatedEntry(
                headline=entry.text("headline", needed=True),
                moment=entry.moment("published_at"),
                line=self.number,
            )


def write(record: Record) -> str:
    """The record as one line; empty fields are left out."""
    zone = timezone.get_default_timezone()
    related = [
        {"headline": entry.headline}
        | ({"published_at": dates.iso(entry.moment, zone)} if entry.moment else {})
        for entry in record.related
    ]
    fields = {
        "headline": record.headline,
        "kind": record.kind,
        "section": record.section,
        "published_at": dates.iso(record.instant, zone),
        "lede": record.lede,
        "body": record.body,
        "agency": record.agency,
        "credit": record.credit,
        "tags": record.tags,
        "authors": record.authors,
        "related": related,
    }
    kept = {name: value for name, value in fields.items() if value}
    return json.dumps(kept, ensure_ascii=False) + "\n"
