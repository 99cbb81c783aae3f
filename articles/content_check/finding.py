"""One thing that somebody should mend, and where."""

from typing import NamedTuple

from django.db.models import Model
from django.urls import reverse

from ..addresses import absolute
from ..models.curation.layouts import Layout

BATCH = 2_000  # rows that are held at a time, and asked about together


class Finding(NamedTuple):
    """``kind`` is a word for programs, ``text`` a line for people, ``address`` a screen."""

    kind: str
    text: str
    address: str


def screen(model: type[Model], pk: int | None = None) -> str:
    """The address of the form of a row, or of the list of all."""
    name = model._meta.model_name
    if pk is None:
        return absolute(reverse(f"admin:articles_{name}_changelist"))
    return absolute(reverse(f"admin:articles_{name}_change", args=[pk]))


def layout_screen(layout: Layout) -> str:
    """The address of the screen on which a layout is changed."""
    page = [layout.language, *([layout.section_id] if layout.section_id else [])]
    name = "section" if layout.section_id else "front"
    return absolute(reverse(f"admin:articles_layout_{name}", args=page))
