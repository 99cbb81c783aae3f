"""Words: what search counts and what highlighting marks.

A hyphen parts words («Референдум-2026» is two), an apostrophe inside a word does not.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

# Marks of decomposed letters, Cyrillic titlos, Arabic vowel signs.
_MARKS: Final = "\u0300-\u036f\u0483-\u0487\u064b-\u065f\u0670"
# Apostrophes, soft hyphen, zero-width joiners: inside a word they belong to it.
_JOINERS: Final = "'’‘`´\u00ad\u200b-\u200d\u2060"
HYPHENS: Final = "-‑–"
WORD: Final = re.compile(
    rf"(?:[{HYPHENS}](?<=\S[{HYPHENS}]))?"
    rf"[^\W_](?:[^\W_{_JOINERS}]+|[{_MARKS}]|[{_JOINERS}]+(?=[^\W_]))*"
)
"""A word as it is written, with the hyphen by which it hangs on what stands before it.

One of which ``normalise`` leaves nothing is none.
"""

_LOST: Final = re.compile(rf"^[{_MARKS}]+")  # marks whose letter was dropped
_KNOWN: Final = re.compile(f"[{_MARKS}]")
_DOTTED: Final = re.compile("i\u0307+")  # what becomes of İ
_DROPPED: Final = dict.fromkeys(map(ord, "'’‘ʼʻ`´\u00ad\u200b\u200c\u200d\u2060"))

# Small letters whose capitals, if not themselves, look alike.
_AS_CYRILLIC: Final = str.maketrans("aceikmoptxy", "асеікмортху")
_AS_LATIN: Final = {new: old for old, new in _AS_CYRILLIC.items()}
_HAS_CYRILLIC: Final = re.compile("[\u0400-\u04ff]")
_HAS_LATIN: Final = re.compile("[a-z]")
_ROMAN: Final = re.compile("[хіxiv]{2,}")

# Letters by their category that show nothing: fillers of Korean syllables.
_BLANK: Final = frozenset("\u115f\u1160\u3164\uffa0")

LONGEST_REMEMBERED: Final = 30
"""Most words of a text are common ones. What is longer is junk, and would fill the memory."""


def normalise(word: str) -> str:
    """Return the form under which a word is stored and looked for: NFC, case folded, joined.

    Cyrillic І and і meet, Й written as two characters meets й, İ meets i, and apostrophes and soft
    hyphens go.  ``ı`` and ``i`` stay two letters, as in the Latin alphabet of 2021.  A letter that
    was taken from the other alphabet because it looks the same is put right (теңiз with a Latin i),
    and a Roman number is one whatever it was typed with.

    >>> normalise("Теңi\u0437"), normalise("ХІХ") == normalise("XIX") == "xix"
    ('теңіз', True)
    """
    return (_fold if len(word) <= LONGEST_REMEMBERED else _fold.__wrapped__)(word)


@lru_cache(maxsize=8_192)
def _fold(word: str) -> str:
    folded = _DOTTED.sub("i", unicodedata.normalize("NFC", word).casefold())
    folded = unicodedata.normalize("NFC", folded.translate(_DROPPED))
    return folded if folded.isascii() else _in_one_alphabet(_without_points(folded))


def _without_points(word: str) -> str:
    """Without the points of other scripts, which NFC parts from their letters, and lost marks.

    No word goes on over the ones, or begins with the others.
    """
    kept = (c for c in word if _KNOWN.match(c) or not unicodedata.category(c).startswith("M"))
    return _LOST.sub("", "".join(kept))


def _in_one_alphabet(word: str) -> str:
    if _ROMAN.fullmatch(word):
        return word.translate(_AS_LATIN)
    if _HAS_CYRILLIC.search(word) and _HAS_LATIN.search(word):
        for other in (word.translate(_AS_CYRILLIC), word.translate(_AS_LATIN)):
            if not (_HAS_CYRILLIC.search(other) and _HAS_LATIN.search(other)):
                return other
    return word


def words(text: str) -> list[str]:
    """Return the normalised words of ``text``, in order.

    >>> words("Алибек Бақаев: «Референдум-2026»")
    ['алибек', 'бақаев', 'референдум', '2026']
    """
    written = (match.lstrip(HYPHENS) for match in WORD.findall(text))
    return [word for word in map(normalise, written) if word]


_SIGNS: Final = re.compile(r"[+#]+$")


def name_key(name: str) -> str:
    """Return the form in which all spellings of a name are the same: its words, case folded.

    A ``#`` before it, spaces, hyphens and invisible characters say nothing; ``C``, ``C#`` and
    ``C++`` are three. Empty for a name without a sign.

    >>> name_key("#Референдум-2026") == name_key(" РЕФЕРЕНДУМ  2026")
    True
    """
    spelt = name.strip().lstrip("#")
    signs = _SIGNS.search(spelt)
    if found := words(spelt):
        return " ".join(found) + (signs[0] if signs else "")
    return "".join(normalise(spelt).split())


def has_words(text: str) -> bool:
    """Whether ``text`` says anything: it has a letter or a digit, of whatever script.

    Spaces, dots and signs that nobody sees say nothing, however many there are.

    >>> has_words("5G"), has_words("."), has_words("\u200b\u00ad")
    (True, False, False)
    """
    return any(unicodedata.category(sign)[0] in "LN" and sign not in _BLANK for sign in text)
