"""JSON Lines: one article a line, as other programs like it.

``{"headline": …, "kind": …, "section": …, "published_at": "2026-03-03T15:45:00+05:00", "body":
"<p>…</p>", "lede": …, "agency": …, "credit": …, "tags": […], "authors": […], "related":
[{"headline": …, "published_at": …}]}``; all but the first five may be missing.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import bodies
from ..kazakh import dates
from . import source
from .record import BadInput, Record, RelatedEntry

SUFFIX = ".jsonl"


def read(path: Path) -> Iterator[Record | BadInput]:
    """The records of the file at ``path`` in order, each line by itself, or what is wrong there."""
    number = 0
    try:
        with path.open("rb") as file:
            for number, data in enumerate(file, 1):
                try:
                    if text := source.decode(data, number).strip():
                        yield parse(text, number)
                except BadInput as error:
                    yield error
    except OSError as error:
        yield BadInput(0, _("файл оқылмайды: %s") % error.strerror)
    if number == 0:
        yield BadInput(1, _("файл бос"))


def parse(text: str, number: int) -> Record:
    """The line ``number`` as a record.  Raises ``BadInput``."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput(number, _("жол JSON емес")) from error
    fields = _Fields(data, number)
    return Record(
        **{name: fields.text(name, needed=True) for name in ("headline", "kind", "section")},
        **{name: fields.text(name) for name in ("lede", "agency", "credit")},
        instant=fields.moment("published_at", needed=True),
        body=bodies.clean(fields.text("body", needed=True)),
        tags=fields.texts("tags"),
        authors=fields.texts("authors"),
        related=tuple(fields.related()),
        lines={"": number},
    )


class _Fields:
    """The fields of a JSON object, each of the kind that is asked for."""

    def __init__(self, data: object, number: int) -> None:
        self.number = number
        if not isinstance(data, dict):
            self.fail("{}")
        self.data = data

    def fail(self, name: str) -> NoReturn:
        raise BadInput(self.number, _("«%s» жоқ немесе түрі басқа") % name)

    def text(self, name: str, *, needed: bool = False) -> str:
        value = self.data.get(name) or ""
        if not isinstance(value, str) or (needed and not value.strip()):
            self.fail(name)
        return source.composed(value.strip(), self.number)

    def texts(self, name: str) -> tuple[str, ...]:
        values = self.data.get(name) or []
        if not isinstance(values, list):
            self.fail(name)
        return tuple(
            _Fields({name: value}, self.number).text(name, needed=True) for value in values
        )

    def moment(self, name: str, *, needed: bool = False) -> datetime | None:
        value = self.text(name, needed=needed)
        if not value:
            return None
        try:
            moment = datetime.fromisoformat(value)
            return from_current_timezone(moment) if timezone.is_naive(moment) else moment
        except (ValueError, ValidationError):
            self.fail(name)

    def related(self) -> Iterator[RelatedEntry]:
        values = self.data.get("related") or []
        if not isinstance(values, list):
            self.fail("related")
        for value in values:
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
