"""From Cyrillic to Latin and to Arabic script, for text that is free to change.

Text is spelled word by word: no rule looks beyond a word, and most words have been spelled before.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Final

from articles.kazakh import alphabet
from articles.kazakh.normalization import normal_form

STANDARDS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {"2018": alphabet.LATIN_2018, "2019": alphabet.LATIN_2019, "2021": alphabet.LATIN_2021}
)
"""Latin alphabets by year."""

_WORDS_KEPT: Final = 2**14  # of each alphabet; some 5 MB
# The capital of i is İ, but in 2018, when that of і and that of и were both I.
_UPPER: Final = {
    standard: str.maketrans({"i": "I" if standard == "2018" else "İ", "ı": "I"})
    for standard in STANDARDS
}


def _capital(spelling: str, standard: str) -> str:
    """Return the spelling of a capital before small letters: Ю is İu, Ш of 2018 is Sh."""
    return spelling[:1].translate(_UPPER[standard]).upper() + spelling[1:]


def _table(standard: str) -> dict[int, str]:
    table: dict[int, str] = {}
    for letter, spelling in STANDARDS[standard].items():
        table[ord(letter)] = spelling
        table[ord(letter.upper())] = _capital(spelling, standard)
    return _with_neighbours(table)


def _with_neighbours(table: dict[int, str]) -> dict[int, str]:
    """Return ``table`` with the letters of other Cyrillic alphabets, spelled as the closest."""
    for other, letter in alphabet.NEIGHBOURS.items():
        for cased, like in ((other, letter), (other.upper(), letter.upper())):
            table[ord(cased)] = table[ord(like)]
    return table


_LATIN: Final = {standard: _table(standard) for standard in STANDARDS}

# Capitals of several letters next to a capital: ЮНЕСКО is İUNESKO, not İuNESKO.
_CAPITALS: Final = alphabet.CYRILLIC.upper()
_SMALL: Final = alphabet.CYRILLIC


def _shouted(standard: str) -> re.Pattern[str]:
    long = "".join(k for k, v in STANDARDS[standard].items() if len(v) > 1).upper()
    return re.compile(rf"[{long}](?=[{_CAPITALS}])|(?<=[{_CAPITALS}])[{long}](?![{_SMALL}])")


_SHOUTED: Final = {standard: _shouted(standard) for standard in STANDARDS}


def _latin_word(word: str, standard: str) -> str:
    table = _LATIN[standard]

    def shout(match: re.Match[str]) -> str:
        return table[ord(match.group())].translate(_UPPER[standard]).upper()

    return _SHOUTED[standard].sub(shout, word).translate(table)


_LATIN_WORDS: Final[Mapping[str, Callable[[str], str]]] = {
    standard: lru_cache(maxsize=_WORDS_KEPT)(partial(_latin_word, standard=standard))
    for standard in STANDARDS
}
_LETTERS: Final = "".join(map(chr, _LATIN["2021"]))
_WORD: Final = re.compile(f"[{_LETTERS}]+")

# Typed on a Kazakh keyboard, a Roman number has Cyrillic letters in it: ХХІ.
_ROMAN: Final = re.compile(r"[ХІXVI]{2,}+(?!\w)")
_ROMAN_SIGNS: Final = str.maketrans("ХІ", "XI")
_MARKS: Final = re.compile("[\u0306\u0308]")  # of й, ё and ї taken apart


def _plain(text: str) -> str:
    """Return the text with letters in one piece, and with Roman numbers in Latin letters."""
    if _MARKS.search(text):
        text = normal_form("NFC", text)
    return _ROMAN.sub(_roman, text)


def _roman(match: re.Match[str]) -> str:
    begin = match.start()
    inside = begin > 0 and match.string[begin - 1].isalnum()
    return match.group() if inside else match.group().translate(_ROMAN_SIGNS)


def latin(text: str, standard: str, *, remember: bool = True) -> str:
    """Spell the Cyrillic letters of ``text`` in Latin; ``remember`` its words for the next time."""
    spell = _LATIN_WORDS[standard] if remember else partial(_latin_word, standard=standard)
    return _WORD.sub(lambda match: spell(match[0]), _plain(text))


_FRONT: Final = re.compile("[әөүіӘӨҮІ]")
_MELTED: Final = re.compile("[ий](?=[яюё])", re.IGNORECASE)  # ия is printed like я: تۇركيا
_EXEMPT: Final = re.compile(f"[{''.join(alphabet.HAMZA_EXEMPT)}]", re.IGNORECASE)
_ARABIC: Final = _with_neighbours(
    {
        ord(cased): spelling
        for letter, spelling in alphabet.ARABIC_LETTERS.items()
        for cased in (letter, letter.upper())
    }
)
# An arrow points the way that the line runs; a comma inside a number is a decimal point. The minus
# of a number would stand behind it where lines run to the left (UAX 9, W7 and N1), without a mark.
_LEFT_TO_RIGHT: Final = "\u200e"
_SIGNS: Final = {",": "،", ";": "؛", "?": "؟", "←": "→", "→": "←"} | {
    sign: _LEFT_TO_RIGHT + sign for sign in "-−"
}
_WORD_OR_SIGN: Final = re.compile(
    rf"[{_LETTERS}]+|(?<![0-9]),|,(?![0-9])|[;?←→]|(?<!\w)[−-](?=[0-9])"
)


@lru_cache(maxsize=_WORDS_KEPT)
def _arabic_word(word: str) -> str:
    """Spell a word, or one of ``_SIGNS``, in Arabic script."""
    if word in _SIGNS:
        return _SIGNS[word]
    is_marked = _FRONT.search(word) and not _EXEMPT.search(word)
    return (alphabet.HAMZA if is_marked else "") + _MELTED.sub("", word).translate(_ARABIC)


def arabic(text: str, *, remember: bool = True) -> str:
    """Spell the Cyrillic letters of ``text``, and its punctuation, in Arabic script."""
    spell = _arabic_word if remember else _arabic_word.__wrapped__
    return _WORD_OR_SIGN.sub(lambda match: spell(match[0]), _plain(text))
