"""What the newsroom's columns and calendars can hold, checked while the line is known."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import CharField
from django.utils.translation import gettext as _

from ..kazakh.words import has_words
from ..models import Article, Author, Kind, Photo, Section, Tag
from ..models.workflow.publish_checks import has_content
from ..models.workflow.publishing import reasonable_instant
from .record import BadInput, Record


def check_instants(record: Record) -> None:
    """Raise ``BadInput`` where a time is of a year that the newsroom has not."""
    related = ((entry.line, entry.moment) for entry in record.related)
    for line, instant in ((record.line("kind"), record.instant), *related):
        try:
            if instant is not None:
                reasonable_instant(instant)
        except ValidationError as error:
            raise BadInput(line, " ".join(error.messages)) from error


def check_lengths(record: Record) -> None:
    """Raise ``BadInput`` where a name or headline is longer than the newsroom can keep."""
    fields: tuple[tuple[int, CharField, Iterable[str]], ...] = (
        (record.line("headline"), Article.headline.field, [record.headline]),
        (record.line("section"), Section.name.field, [record.section]),
        (record.line("kind"), Kind.name.field, [record.kind]),
        (record.line("kind"), Photo.credit.field, [record.credit]),
        (record.line("kind"), Article.agency.field, [record.agency]),
        (record.line("tags"), Tag.name.field, record.tags),
        (record.line("authors"), Author.name.field, record.authors),
        *((entry.line, Article.headline.field, [entry.headline]) for entry in record.related),
    )
    for line, field, values in fields:
        longest = field.max_length
        for value in values:
            if longest is not None and len(value) > longest:
                message = _("too long (%(length)d characters, at most %(longest)d): %(value)s…")
                data = {"length": len(value), "longest": longest, "value": value[:40]}
                raise BadInput(line, message % data)


def check_words(record: Record) -> None:
    """Raise ``BadInput`` where a name, headline or text has neither a letter nor a digit."""
    names: tuple[tuple[int, Iterable[str]], ...] = (
        (record.line("headline"), [record.headline]),
        (record.line("section"), [record.section]),
        (record.line("kind"), [record.kind, *filter(None, [record.credit, record.agency])]),
        (record.line("tags"), record.tags),
        (record.line("authors"), record.authors),
        *((entry.line, [entry.headline]) for entry in record.related),
    )
    if not has_content(record.body):
        raise BadInput(record.line("body"), _("there is no text: neither words nor photos"))
    for line, values in names:
        for value in values:
            if not has_words(value):
                message = _("there is neither a letter nor a digit: “%s”")
                raise BadInput(line, message % ascii(value).strip("'"))
