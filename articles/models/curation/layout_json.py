"""A page's layout as JSON, in the words in which it has always been stored."""

from datetime import UTC, datetime
from typing import Any

from .page_layout import BreakingBanner, PageLayout, Placement, check_key, check_slot, filled

_YEARS = range(1900, 2100)  # those of the archive's addresses


def to_json(layout: PageLayout) -> dict:
    """The layout as JSON can hold it; :func:`from_json` reads it back."""
    return {
        "slots": {
            slot: [_texts(placement) for placement in placements]
            for slot, placements in layout.slots.items()
        },
        "story": layout.story,
        "strip": layout.banner and _texts(layout.banner),
    }


def from_json(content: Any) -> PageLayout:
    """The layout that ``to_json`` wrote. Raises ``ValueError`` for anything else."""
    try:
        slots = {
            check_slot(slot): tuple(
                Placement(check_key(key), _instant(start), end and _instant(end))
                for key, start, end in placements
            )
            for slot, placements in content["slots"].items()
        }
        story, banner = content["story"], content["strip"]
        if banner is not None:
            text, link, start, end = banner
            banner = BreakingBanner(_text(text), _text(link), _instant(start), _instant(end))
        return PageLayout(filled(slots), story and check_key(story), banner)
    except (KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError("this is no layout") from error


def _texts(values: Placement | BreakingBanner) -> list:
    return [value.isoformat() if isinstance(value, datetime) else value for value in values]


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("an instant without a zone")
    if instant.astimezone(UTC).year not in _YEARS:
        raise ValueError("a year that no calendar of the site has")
    return instant


def _text(text: str) -> str:
    if "\0" in text or text != text.encode("utf-8", "replace").decode("utf-8"):
        raise ValueError("no text of a form")
    return text
