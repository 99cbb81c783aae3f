"""From Cyrillic to Latin and to Arabic script, for text that is free to change."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from articles.kazakh import alphabet

STANDARDS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {"2018": alphabet.LATIN_2018, "2019": alphabet.LATIN_2019, "2021": alphabet.LATIN_2021}
)
"""Latin alphabets by year."""

_UPPER: Final = str.maketrans({"i": "I", "ı": "I"})

# Capitals that no rule gives: и and й are İ and і is I where і is spelled ı.
_DOTTED: Final = {"и": "İ", "й": "İ", "і": "I"}


def _capital(letter: str, spelling: str, standard: str) -> str:
    """Return the spelling of a capital before small letters: Ю is Iu, Ш of 2018 is Sh."""
    if standard != "2018" and letter in _DOTTED:
        return _DOTTED[letter]
    return spelling[:1].translate(_UPPER).upper() + spelling[1:]


def _table(standard: str) -> dict[int, str]:
    table: dict[int, str] = {}
    for letter, spelling in STANDARDS[standard].items():
        table[ord(letter)] = spelling
        table[ord(letter.upper())] = _capital(letter, spelling, standard)
    return table


_LATIN: Final = {standard: _table(standard) for standard in STANDARDS}

# Capitals of several letters next to a capital: ЮНЕСКО is IUNESKO, not IuNESKO.
_CAPITALS: Final = alphabet.CYRILLIC.upper()
_SMALL: Final = alphabet.CYRILLIC


def _shouted(standard: str) -> re.Pattern[str]:
    long = "".join(k for k, v in STANDARDS[standard].items() if len(v) > 1).upper()
    return re.compile(rf"[{long}](?=[{_CAPITALS}])|(?<=[{_CAPITALS}])[{long}](?![{_SMALL}])")


_SHOUTED: Final = {standard: _shouted(standard) for standard in STANDARDS}


def latin(text: str, standard: str) -> str:
    """Spell the Cyrillic letters of ``text`` in Latin."""
    table = _LATIN[standard]

    def shout(match: re.Match[str]) -> str:
        return table[ord(match.group())].translate(_UPPER).upper()

    return _SHOUTED[standard].sub(shout, text).translate(table)


_MARKED: Final = re.compile(
    "(?<![{all}])(?=[{all}]*[әөүіӘӨҮІ])(?![{all}]*[{exempt}])(?=[{all}])".format(
        all=_SMALL + _CAPITALS,
        exempt="".join(alphabet.HAMZA_EXEMPT) + "".join(alphabet.HAMZA_EXEMPT).upper(),
    )
)
_SIGNS: Final = {",": "،", ";": "؛", "?": "؟"}
_ARABIC: Final = {
    ord(cased): spelling
    for letter, spelling in alphabet.ARABIC_LETTERS.items()
    for cased in (letter, letter.upper())
} | {ord(sign): arabic for sign, arabic in _SIGNS.items()}
# A comma inside a number is a decimal point.
_DECIMAL: Final = re.compile(r"(?<=[0-9]),(?=[0-9])")
_KEPT_COMMA: Final = "\ue000"


def arabic(text: str) -> str:
    """Spell the Cyrillic letters of ``text``, and its punctuation, in Arabic script."""
    marked = _MARKED.sub(alphabet.HAMZA, text)
    return _DECIMAL.sub(_KEPT_COMMA, marked).translate(_ARABIC).replace(_KEPT_COMMA, ",")
