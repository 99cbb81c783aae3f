"""Order: sorting as the Kazakh alphabet has it."""

from typing import Final

from articles.kazakh.alphabet import CYRILLIC
from articles.kazakh.normalization import normal_form

_LATIN: Final = "aáäbcçdefgǵğhıijklmnńñŋoóöpqrsşßtuúūüvwxyýz"
_DIGIT: Final = 0x100
_KAZAKH: Final = 0x200
_OTHER_CYRILLIC: Final = 0x300
_LATIN_FIRST: Final = 0x1000
_OTHERS: Final = 0x2000

_RANKS: Final = {
    **{str(digit): chr(_DIGIT + digit) for digit in range(10)},
    **{letter: chr(_KAZAKH + place) for place, letter in enumerate(CYRILLIC)},
    **{letter: chr(_LATIN_FIRST + place) for place, letter in enumerate(_LATIN)},
}


def collation_key(text: str) -> str:
    """Return a string by which texts sort: signs, digits, Kazakh, Latin, other scripts.

    All 42 letters are letters of their own (е before ё, и before й).  Texts that differ in nothing
    but case have small letters first.  Keys compare by code point.

    >>> sorted(["Өмір", "ән", "Ағаш", "Әже", "аға", "Қала", "кала"], key=collation_key)
    ['аға', 'Ағаш', 'Әже', 'ән', 'кала', 'Қала', 'Өмір']
    """
    composed = normal_form("NFC", text)
    folded = composed.casefold().replace("i\u0307", "i")
    letters = "".join(map(_rank, folded))
    cases = "".join("1" if letter.isupper() else "0" for letter in composed)
    return f"{letters}\x01{cases}\x01{composed}".replace("\0", "\x02")


def _rank(character: str) -> str:
    if character in _RANKS:
        return _RANKS[character]
    code = ord(character)
    if 0x400 <= code < 0x530:
        return chr(_OTHER_CYRILLIC + code - 0x400)
    base = normal_form("NFD", character)[0]
    if base in _RANKS:
        return f"{_RANKS[base]}\x03"
    if not character.isalnum():
        return chr(0x10 + code) if code < 0xE0 else f"\xf8{_shifted(code)}"
    return _shifted(code)


def _shifted(code: int) -> str:
    """Return a character past all that have ranks, clear of the surrogates."""
    return f"{chr(_OTHERS)}{chr(0x10000 + code % 0x100000)}"
