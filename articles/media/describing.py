"""What a photo's file says of itself, as the fields of a photo take it."""

from datetime import datetime
from typing import Any, BinaryIO, NamedTuple, cast

from django.core.exceptions import ValidationError
from django.db.models import Field
from django.utils import timezone

from ..imaging import photo_metadata
from ..models import Photo

NAMES = (
    *("credit", "alt", "caption", "headline", "creator", "copyright", "licence_url"),
    *("place", "taken_at", "persons", "keywords", "coordinates"),
)


class Description(NamedTuple):
    """``values`` of fields of a photo, none of them empty; ``guessed`` names those to confirm.

    Of the guessed ones the file does not tell the letters: see
    :mod:`articles.imaging.photo_metadata`.
    """

    values: dict[str, Any]
    guessed: frozenset[str]


def describe(file: BinaryIO) -> Description:
    """What ``file`` says, whatever it is. Without a credit line the credit is the creator."""
    found = photo_metadata.read(file)
    guessed = found.guessed
    if not found.credit and "creator" in guessed:
        guessed |= {"credit"}
    values = {name: _fitting(name, getattr(found, name)) for name in NAMES}
    values["credit"] = values["credit"] or _fitting("credit", found.creator)
    return Description({name: value for name, value in values.items() if value}, guessed)


def _fitting(name: str, value: Any) -> Any:  # noqa: ANN401
    """``value`` as the field takes it: on one line, cut at the field's end; else empty."""
    if value is None or isinstance(value, datetime):
        return _aware(value) if value else None
    if isinstance(value, tuple):
        value = ", ".join(value)
    field = cast(Field, Photo._meta.get_field(name))
    text = " ".join(value.split())[: field.max_length].strip()
    try:
        field.run_validators(text)
    except ValidationError:
        return ""
    return text


def _aware(at: datetime) -> datetime | None:
    """The clock of a camera that says no offset is taken for the newsroom's."""
    try:
        at = at if timezone.is_aware(at) else timezone.make_aware(at)
        timezone.localtime(at)
    except (ValueError, OverflowError):
        return None
    return at
