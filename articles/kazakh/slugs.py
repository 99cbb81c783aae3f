"""Addresses: the ASCII name of an article, tag, author or section, made from its Kazakh name."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from articles.kazakh import alphabet
from articles.kazakh.normalization import normal_form

FALLBACK: Final = "jazba"
"""The slug of a text without a letter or digit («жазба», an entry)."""

_PLAIN: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_WORD: Final = re.compile(r"[a-z0-9]+")
_ARABIC_WORD: Final = re.compile("[\u0620-\u06ff]+")


def slug(text: str, max_length: int = 80) -> str:
    """Return the address form of ``text``: words of ``a``–``z`` and ``0``–``9`` joined by hyphens.

    Kazakh and Russian go through the Latin alphabet of 2021 folded to ASCII; other scripts letter
    by letter, those without a table as ``u`` and the code point.  Only ъ and ь are dropped.  The
    result has at most ``max_length`` characters, cut between words where a word fits, and is never
    empty.  ``slug(slug(text))`` is ``slug(text)``.

    >>> slug("Қазақстан босқындарды қабылдауға дайын екенін жариялады")
    'qazaqstan-bosqyndardy-qabyldauga-daiyn-ekenin-jariialady'
    """
    if max_length < 1:
        raise ValueError(f"max_length is {max_length}, and a slug has at least one character")
    folded = normal_form("NFKC", normal_form("NFKC", text).casefold())
    spelled = "".join(map(_ascii, _ARABIC_WORD.sub(_front_vowels, folded)))
    return _joined(_WORD.findall(spelled) or [FALLBACK], max_length)


def _joined(words: list[str], max_length: int) -> str:
    """Join as many whole words as fit; a first word that does not fit is cut."""
    result = words[0][:max_length]
    for word in words[1:]:
        if len(result) + 1 + len(word) > max_length:
            break
        result = f"{result}-{word}"
    return result


def _front_vowels(match: re.Match[str]) -> str:
    """Spell ى as і in an Arabic-script word whose vowels are front ones: كىتاپ is kitap."""
    word = match.group()
    return word.replace("ى", "i") if alphabet.ARABIC_FRONT & set(word) else word


def _folded(spelling: str) -> str:
    """Take the marks off Latin letters: ``ştş`` is ``sts``."""
    decomposed = normal_form("NFD", spelling)
    plain = alphabet.LATIN_WITHOUT_MARK
    return "".join(plain.get(c, c) for c in decomposed if not unicodedata.combining(c))


_LETTERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **alphabet.LATIN_WITHOUT_MARK,
        **alphabet.GREEK,
        **alphabet.ARABIC,
        **alphabet.OTHER_CYRILLIC,
        **{letter: _folded(latin) for letter, latin in alphabet.LATIN_2021.items()},
        **dict.fromkeys(alphabet.SILENT | alphabet.APOSTROPHES, ""),
    }
)


@lru_cache(maxsize=4096)
def _ascii(character: str) -> str:
    """Spell one folded character in ASCII; what is neither letter, digit nor mark parts words."""
    if character in _PLAIN:
        return character
    if character in _LETTERS:
        return _LETTERS[character]
    base = normal_form("NFKD", character)[0]
    if base != character:
        return _ascii(base.casefold()[0])
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category[0] in "LN":
        return f"u{ord(character):x}"
    return "" if category[0] == "M" or category == "Cf" else " "
