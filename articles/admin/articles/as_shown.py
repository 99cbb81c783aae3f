"""How an article stood beside its content when its form was shown, as a post brings it back."""

import json
import re
from datetime import UTC, datetime

_SECONDS = re.compile(r"(T\d\d:\d\d):\d\d\+")  # of an instant in ISO 8601


def plain(value) -> str:
    """A value of the article's own fields as text, the same before and after a form."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds")
    value = getattr(value, "pk", value)
    return "" if value is None else str(value)


def to_minute(plain: str) -> str:
    """What :func:`plain` makes of an instant, with its minute begun; other values as they are."""
    return _SECONDS.sub(r"\1:00+", plain)


def loaded(text) -> dict[str, str]:
    """What a post brings back; what no page of ours would send is left out."""
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: value for name, value in found.items() if isinstance(value, str)}
