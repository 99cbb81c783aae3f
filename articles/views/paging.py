"""Lists that never shift: a page begins behind the article at which the page before it ended."""

import re
from datetime import UTC, datetime, timedelta

from django.http import Http404

CURSOR = ("before",)  # the parameter in the address of all pages but the first
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_CURSOR = re.compile(r"([0-9]{1,16})-([0-9]{1,18})", re.ASCII)


def cursor_of(thing, instant="published_at"):
    """The place of a thing in any list that is ordered by time: ``1772534700000000-12``."""
    return f"{(getattr(thing, instant) - _EPOCH) // _MICROSECOND}-{thing.pk}"


def cursor_from(request):
    """The instant and the key behind which the list shall go on, None for its beginning."""
    text = request.GET.get("before")
    return None if text is None else cursor_of_text(text)


def cursor_of_text(text):
    """The instant and the key that a cursor writes."""
    match = _CURSOR.fullmatch(text)
    if match is None:
        raise Http404("malformed cursor")
    return _EPOCH + int(match[1]) * _MICROSECOND, int(match[2])


def page_from(queryset, size, instant="published_at"):
    """The first ``size`` rows of a queryset in time, and the cursor of the page after them.

    ``instant`` names the field by which they stand in order. One query, whatever the length of the
    list.
    """
    return page_of(list(queryset[: size + 1]), size, instant)


def page_of(found, size, instant="published_at"):
    """``cut`` of rows that are here, one more than a page; the cursor is empty at their end."""
    return found[:size], cursor_of(found[size - 1], instant) if len(found) > size else ""
