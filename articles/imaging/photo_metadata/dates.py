"""Dates as the three kinds of metadata write them."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

# XMP: 2026-03-03T15:45:00+05:00, or less of it. Exif: 2026:03:03 15:45:00.
# IIM: 20260303 154500+0500.
_DATE = re.compile(
    r"(\d{4})[-:]?(\d\d)[-:]?(\d\d)(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d))?(?:\.\d+)?)?"
    r"\s*(Z|[+-]\d\d:?\d\d)?\s*",
    re.ASCII,
)


def moment(text: str) -> datetime | None:
    """The instant, with an offset if ``text`` has one; None where it is no date."""
    match = _DATE.fullmatch(text.strip()[:40])
    if not match:
        return None
    *numbers, offset = match.groups()
    try:
        year, month, day, hour, minute, second = (int(number or 0) for number in numbers)
        at = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - as it is written
        return at.replace(tzinfo=_zone(offset)) if offset and at.year > 1 else at
    except ValueError:
        return None


def _zone(offset: str) -> tzinfo:
    if offset == "Z":
        return UTC
    digits = offset[1:].replace(":", "")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-ahead if offset[0] == "-" else ahead)
