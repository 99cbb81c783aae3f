"""What caches in front of the site, of a browser or of a proxy, may do with a page of readers.

A page is never shown more than two seconds after it was proved, and never past the next instant at
which the clock alone changes it. Where the site does not answer, the last page may be shown for ten
minutes, but not past that instant either.

``s-maxage``, ``no-cache`` and ``must-revalidate`` would forbid to show a stale page at all.
https://www.rfc-editor.org/rfc/rfc5861
"""

from datetime import datetime, timedelta

from .page_store import LONGEST_UNPROVED

_FRESH = "max-age=1, stale-while-revalidate=1, stale-if-error="
_OF_LONG = f"{_FRESH}{LONGEST_UNPROVED.seconds}"
_LONG = LONGEST_UNPROVED + timedelta(seconds=1)


def cache_control(until: datetime, at: datetime) -> str:
    """The header of a page that was proved at ``at`` and changes by itself at ``until``.

    >>> cache_control(at + timedelta(hours=1), at)
    'max-age=1, stale-while-revalidate=1, stale-if-error=600'
    """
    if until - at > _LONG:
        return _OF_LONG
    left = int((until - at).total_seconds())
    if left < 1:
        return "max-age=0"
    if left == 1:
        return "max-age=1"
    return f"{_FRESH}{left - 1}"
