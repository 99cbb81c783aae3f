"""Where long Kazakh words may be broken on a reader's page: marks, and not letters.

U+00AD in the text would be copied with it, and come between the letters that a search or another
script looks for.  The mark is an empty element instead, and the style sheet shows a soft hyphen in
it: the text of the page stays what was written.  Browsers have no patterns for Kazakh.
"""

import re
from itertools import pairwise
from typing import Final

from articles.kazakh.hyphens import hyphenate

MARK: Final = '<span class="shy"></span>'

_LONG: Final = 12
"""Letters of a word that is worth a break: shorter ones hardly leave a hole in a line."""

_LEFT: Final = 3
"""No fewer letters are left on a line, or carried to the next."""

_TAG_OR_WORD: Final = re.compile(
    rf"""<(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>|[а-яёәғқңөұүһі]{{{_LONG},}}""", re.IGNORECASE
)


def with_marks(html: str) -> str:
    """Return HTML with a mark at each place where one of its long words may be broken."""
    return _TAG_OR_WORD.sub(_marked, html)


def without_marks(html: str) -> str:
    """Return HTML as it was, for what reads words: the spelling in another script."""
    return html.replace(MARK, "")


def _marked(match: re.Match[str]) -> str:
    word = match.group()
    if word.startswith("<"):
        return word
    points = [point for point in hyphenate(word) if _LEFT <= point <= len(word) - _LEFT]
    places = [0, *points, len(word)]
    return MARK.join(word[begin:end] for begin, end in pairwise(places))
