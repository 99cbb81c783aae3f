"""Unicode's normal forms, of any text in a time that grows with it.

``unicodedata`` puts the marks over one letter in order by insertion: of a text that is nothing but
marks 40 kB take .4 s, and a megabyte minutes.  No language has more than a few, so a long run of
them is parted as Unicode proposes for streams.

Source: UAX #15, «Stream-Safe Text Format» (thirty marks, then U+034F COMBINING GRAPHEME JOINER).
"""

import re
import unicodedata
from typing import Final, Literal

MOST_MARKS: Final = 30
_JOINER: Final = "\u034f"
# Marks are neither letters nor in ASCII.  What else such a run has is looked at one by one.
_RUN: Final = re.compile(rf"[^\w\s\x00-\x7f]{{{MOST_MARKS + 1},}}")


def normal_form(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
    """Return the text in that form; more than thirty marks in a row are parted by U+034F.

    >>> normal_form("NFC", "Й" + 31 * "\u0301").count("\u034f")
    1
    """
    if len(text) > MOST_MARKS:
        text = _RUN.sub(_parted, text)
    return unicodedata.normalize(form, text)


def _parted(run: re.Match[str]) -> str:
    """Put a joiner after every thirtieth mark that follows without one."""
    result, marks = [], 0
    for character in run.group():
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > MOST_MARKS:
            result.append(_JOINER)
            marks = 1
        result.append(character)
    return "".join(result)
