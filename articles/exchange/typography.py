"""A record with the signs of print, as far as its fields have room for them."""

from dataclasses import replace

from ..kazakh.typesetting import typography
from ..models import Article
from ..text import bodies
from .record import Record

KAZAKH = "kk"


def printed(record: Record) -> Record:
    """What the record says, set: headlines, lede and body."""
    related = [
        replace(entry, headline=printed_headline(entry.headline)) for entry in record.related
    ]
    return replace(
        record,
        headline=printed_headline(record.headline),
        lede=typography(record.lede),
        body=bodies.clean(typography(record.body)),
        related=tuple(related),
    )


def printed_headline(headline: str) -> str:
    """The headline set, or as it is where it would grow too long."""
    longest = Article._meta.get_field("headline").max_length
    set_well = typography(headline)
    return headline if longest and len(set_well) > longest else set_well
