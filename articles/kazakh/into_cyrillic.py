"""From Latin and Arabic script back to Cyrillic, one word at a time.

Both scripts have fewer letters than Cyrillic, so a rule has to guess: и or й, е or э, ә or а.  The
stems learned for the lemmatiser are therefore looked up first, with the endings they carry.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial
from typing import Final

from articles.kazakh import alphabet, lexicon
from articles.kazakh.from_cyrillic import STANDARDS, arabic, latin
from articles.kazakh.lemmas import ending_contexts, is_chain
from articles.kazakh.segmentation import BACK_BITS, FRONT_BITS, stem_contexts

_SHORTEST_STEM: Final = 2
_UNLIKELY: Final = re.compile("[аеоөұүыі]и$|[йь]у$")
# What is left of a stem whose vowels do not tell: the last is и, or it ends soft.
_GOES_FRONT: Final = re.compile("и[^аеоуыіұүөәэюя]*$|ь$")
_MELTING: Final = frozenset("уа")
_TORN: Final = frozenset({"иа", "ыа", "іа"})  # no stem and ending meet so
_FRONT_VOWELS: Final = frozenset("әеэөүі")
_VOWELS: Final = frozenset("аәеёиоөуұүыіэюя")

LATIN_LETTERS: Final = "a-zäáğǵıñńŋöóşçūúüýİÄÁĞǴÑŃŊÖÓŞÇŪÚÜÝA-Z"

_UNITS: Final = {
    "2021": {"ştş": "щ", "tş": "ч"},
    "2019": {"şç": "щ"},
    "2018": {"shch": "щ", "sh": "ш", "ch": "ч"},
}
_IOTATED: Final = re.compile("I[auowýAUOWÝ]")
# What is written for what is meant, where the first makes no known word: bosqın, kitap, KOMPANIIA,
# Türkia, bul (2019, in a text that does not show it).  In 2018 the capital of і and и was I.
_TYPED: Final = {
    "2018": (("ı", "i"), ("ıa", "ııa")),
    "2019": (("ia", "iia"), ("ı", "y"), ("i", "ı"), ("ı", "i")),
    "2021": (("ia", "iia"), ("ı", "y"), ("i", "ı"), ("ı", "i"), ("u", "ū")),
}
_LOWER: Final = str.maketrans({"İ": "i", "I": "ı"})
_LONGEST_ENDING: Final = 30  # letters; what is longer is junk

_GLIDE_OF_2018: Final = re.compile("[aeoyáóú]ı")  # later ı is і, which follows no vowel


def standard_of(text: str) -> str:
    """Return the year of the Latin alphabet that ``text`` is most likely written in."""
    small = text.translate(_LOWER).lower()
    of_2018, of_2019, of_2021, later = (
        sum(map(small.count, marks)) for marks in ("áǵńóúý", "ŋçw", "ñū", "äğöşü")
    )
    of_2018 += len(_GLIDE_OF_2018.findall(small))
    if of_2018 + of_2021 + later == 0 and re.search("[sc]h", small):
        return "2018"
    if of_2018 > of_2019 + of_2021 + later:
        return "2018"
    return "2019" if of_2019 > of_2021 else "2021"


def _letters(standard: str) -> dict[str, str]:
    """Return the Latin spellings of one letter, with the Cyrillic one; и, й and ы come by rule."""
    found = {"y": "ы"}
    for letter, spelling in STANDARDS[standard].items():
        if len(spelling) == 1 and letter not in "йһэ":
            found.setdefault(spelling, letter)
    return found | _UNITS[standard]


_LETTERS: Final = {standard: _letters(standard) for standard in STANDARDS}
_SPLIT: Final = {
    standard: re.compile("|".join(sorted(units, key=len, reverse=True)) + "|.", re.DOTALL)
    for standard, units in _LETTERS.items()
}
_GLIDES: Final = {
    "2021": ("i", "u"),
    "2019": ("i", "w"),
    "2018": ("ı", "ý"),
}


def from_latin_by_rule(word: str, standard: str) -> str:
    """Spell a word of small Latin letters in Cyrillic by rule alone."""
    i, u = _GLIDES[standard]
    units = _SPLIT[standard].findall(word)
    letters: list[str] = []
    place = 0
    while place < len(units):
        unit = units[place]
        following = units[place + 1] if place + 1 < len(units) else ""
        after_vowel = bool(letters) and letters[-1] in _VOWELS
        if unit == i and following == u:
            letters.append("ю")
            place += 1
        elif unit == i and following == "a" and (after_vowel or not letters):
            letters.append("я")
            place += 1
        elif unit == i and following == "a" and _ends(units, place + 2, standard):
            letters.append("ия")
            place += 1
        elif unit == i:
            letters.append("й" if after_vowel else "и")
        elif unit == "t" and following == "s" and _is_ts(letters, units[place + 2 : place + 3], i):
            letters.append("ц")
            place += 1
        else:
            letters.append(_LETTERS[standard].get(unit, unit))
        place += 1
    return "".join(letters)


def _ends(units: list[str], place: int, standard: str) -> bool:
    """Are endings all from here on?  So -ia behind a consonant is -ия (Türkianyñ), in «dialog» иа.

    Of words that go through the alphabet -ия comes back anyway, since it is spelled -iia.
    """
    if len(units) - place > _LONGEST_ENDING:
        return False
    return is_chain("".join(_LETTERS[standard].get(unit, unit) for unit in units[place:]))


def _is_ts(before: list[str], after: list[str], i: str) -> bool:
    """Is т and с together ц?  So at the beginning (центр) and before и (полиция); not in кетсе."""
    return not before or after == [i]


_DOUBLED: Final = re.compile("ي(?=ي[اۋو])")
_ARABIC_VOWELS: Final = {"و": "оө", "ۇ": "ұү", "ى": "ыі", "ا": "аә"}
_LOAN: Final = re.compile("[بۆگعدجزكقلمنڭپرستفحھچش]يا")  # -ия: all its vowels are back ones
_BACKING: Final = frozenset("قع")
_FRONTING: Final = frozenset("كگ")
_FRONT_MARKS: Final = frozenset("ەكگ")
_ARABIC_LETTERS: Final = {
    spelling: letter
    for letter, spelling in reversed(list(alphabet.ARABIC_LETTERS.items()))
    if len(spelling) == 1 and letter not in "йэщ"
}


def from_arabic_by_rule(word: str) -> str:
    """Spell a word of Arabic letters in Cyrillic by rule alone."""
    front = alphabet.HAMZA in word or not _FRONT_MARKS.isdisjoint(word)
    word = word.replace(alphabet.HAMZA, "")
    is_loan = _LOAN.search(word) is not None
    letters: list[str] = []
    place = 0
    while place < len(word):
        sign, following = word[place], word[place + 1 : place + 2]
        after_vowel = bool(letters) and letters[-1] in _VOWELS
        if sign == "ي" and following == "ۋ":
            letters.append("ю")
            place += 1
        elif sign == "ي" and following == "ا":
            letters.append("я" if after_vowel or not letters else "ия")
            place += 1
        elif sign == "ي":
            letters.append("й" if after_vowel else "и")
        elif (
            sign == "ت" and following == "س" and _is_ts(letters, [word[place + 2 : place + 3]], "ي")
        ):
            letters.append("ц")
            place += 1
        elif sign in _ARABIC_VOWELS:
            first = _VOWELS.isdisjoint(letters)
            back = _ARABIC_VOWELS[sign][0]
            letters.append(back if is_loan else _vowel(word, place, front, first))
        else:
            letters.append(_ARABIC_LETTERS.get(sign, sign))
        place += 1
    return "".join(letters)


def _vowel(word: str, place: int, front: bool, first: bool) -> str:
    """Return the back or the front vowel of a sign, by its neighbours, then by the word."""
    back_letter, front_letter = tuple(_ARABIC_VOWELS[word[place]])
    beside = {word[place - 1 : place], word[place + 1 : place + 2]}
    if beside & _BACKING:
        return back_letter
    if word[place] == "ا":
        return front_letter if front and first else back_letter
    return front_letter if front or beside & _FRONTING else back_letter


class Known:
    """Stems, words and endings of Kazakh by their spelling in another script."""

    def __init__(self, spell: Callable[[str], str]) -> None:
        self._words: dict[str, str] = {}
        self._stems: tuple[dict[str, str], dict[str, str]] = ({}, {})
        for word in _by_frequency():
            spelled = spell(word)
            self._words.setdefault(spelled, word)
            front = not _FRONT_VOWELS.isdisjoint(word)
            self._stems[front].setdefault(spelled.replace(alphabet.HAMZA, ""), word)
        self._endings: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for ending, contexts in ending_contexts():
            spelled = spell(ending).replace(alphabet.HAMZA, "")
            self._endings[spelled].append((contexts, ending))
        self._longest_ending = max(map(len, self._endings))

    def find(self, word: str) -> str | None:
        """Return the Cyrillic word of this spelling: a known one, or a known stem with endings."""
        if word in self._words:
            return self._words[word]
        front = alphabet.HAMZA in word or not _FRONT_MARKS.isdisjoint(word)
        bare = word.replace(alphabet.HAMZA, "")
        shortest = max(_SHORTEST_STEM, len(bare) - self._longest_ending)
        cuts = [
            (bare[:place], endings)
            for place in range(len(bare) - 1, shortest - 1, -1)
            if (endings := self._endings.get(bare[place:]))
        ]
        for stems in (self._stems[front], self._stems[not front]):
            for start, endings in cuts:
                stem = stems.get(start)
                if stem and (ending := self._ending(stem, endings)):
                    return stem + ending
        return None

    @staticmethod
    def _ending(stem: str, endings: Sequence[tuple[int, str]]) -> str:
        """Return the one of several endings that ``stem`` takes, by its harmony; or nothing."""
        bits = stem_contexts(stem)
        if bits & FRONT_BITS and bits & BACK_BITS:  # министрі, but сотты and туды
            bits &= FRONT_BITS if _GOES_FRONT.search(stem) else BACK_BITS
        alike = FRONT_BITS if bits & FRONT_BITS else BACK_BITS
        fitting = (
            [ending for contexts, ending in endings if contexts & bits]
            or [ending for contexts, ending in endings if contexts & alike]
            or [ending for _, ending in endings]
        )
        found = fitting[0]
        # й and a vowel melt into one letter, and a soft sign gives way to a vowel.
        melts = (stem[-1] == "й" and found[0] in _MELTING) or stem[-1] == "ь"
        hiatus = (found[0] == "й" and stem[-1] not in _VOWELS) or stem[-1] + found[0] in _TORN
        return "" if hiatus or (melts and found[0] in _VOWELS) else found


def _by_frequency() -> list[str]:
    """Return the words written by hand, then the stems learned, the most frequent first."""
    counts: dict[str, float] = {}
    for block in (lexicon.learned().nouns, lexicon.learned().verbs):
        for stem, count in block.items():
            if _UNLIKELY.search(stem):
                continue
            counts[stem] = max(count, counts.get(stem, 0.0))
    return [
        *lexicon.fixed(),
        *lexicon.stem_list("stopwords.txt"),
        *sorted(counts, key=counts.__getitem__, reverse=True),
    ]


@cache
def _known_latin(standard: str) -> Known:
    return Known(partial(latin, standard=standard, remember=False))


@cache
def _known_arabic() -> Known:
    return Known(partial(arabic, remember=False))


@lru_cache(maxsize=2**15)
def from_latin(word: str, standard: str) -> str:
    """Spell a word of Latin letters in Cyrillic, its case kept."""
    small = _small(word, standard)
    find = _known_latin(standard).find
    found = find(small)
    for typed, meant in _TYPED[standard] if found is None else ():
        found = found or (find(small.replace(typed, meant)) if typed in small else None)
    if found is None:
        found = from_latin_by_rule(small, standard)
    if word == small:
        return found
    if len(word) > 1 and word == word.upper():
        return found.upper()
    return found[:1].upper() + found[1:]


def _small(word: str, standard: str) -> str:
    """Return the word in small letters: I is ı, but in Ia, Iu, Io it may have been İ."""
    if _IOTATED.match(word):
        word = f"{_GLIDES[standard][0]}{word[1:]}"
    return word.translate(_LOWER).lower()


@lru_cache(maxsize=2**15)
def from_arabic(word: str) -> str:
    """Spell a word of Arabic letters in Cyrillic, in small letters.

    A second ي before يا and يۋ, by which some tell ия from я, is no more than the first.
    """
    word = _DOUBLED.sub("", word)
    return _known_arabic().find(word) or from_arabic_by_rule(word)
