"""What a typed word may stand for, by the language of the edition, before the index is asked."""

from collections.abc import Iterator
from typing import Final

from ..kazakh.from_cyrillic import STANDARDS
from ..kazakh.into_cyrillic import from_latin
from ..kazakh.lemmas import is_known, lemma, stem
from ..kazakh.scripts import detect_script, to_cyrillic
from ..kazakh.typos import folded, folded_stems, is_plain, near
from .analysis import KAZAKH, tokenizer
from .snowball import TOKENIZERS

_LONGEST: Final = 20  # letters of a word, above which no slip is looked for
_HEAD: Final = 5  # letters of a word that another may begin with
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_ALIKE: Final = {"э": "эе", "е": "еэ", "а": "ао", "о": "оа"}  # as the first letter is heard
_FOLDED: Final = "абвгдежзийклмнопрстуфхцчшщъьэюя"


class Spellings:
    """A language that is written in one way, and whose words no list has."""

    shortest_corrected = 5
    """Letters of a word, below which a slip may be any other word."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._letters = _FOLDED if language == "ru" else _LATIN

    def lemma(self, word: str) -> str:
        """The lemma of a normalised word."""
        return tokenizer(self.language)(word).lemma

    def forms(self, word: str) -> list[str]:
        """A typed word as it stands, and by each alphabet that it may be written in."""
        return [word]

    def is_meant_otherwise(self, form: str) -> bool:
        """Whether a word that the index has may have been typed for one that looks like it."""
        return False

    def stems(self, word: str) -> Iterator[str]:
        """What may be its stem, folded, where its endings were typed without some letters."""
        yield from ()

    def very(self, beginning: str) -> list[str]:
        """The lemma of a word that may be unfinished, then those that are shorter than it."""
        return [self.lemma(beginning), *(beginning[:end] for end in range(2, len(beginning)))]

    def typos(self, word: str) -> Iterator[str]:
        """What it may be with one slip less, folded: the first letter is right, or sounds alike."""
        if not word.isalpha():
            return
        for plain in {folded(word), folded(self.lemma(word))}:
            begins = _ALIKE.get(plain[0], plain[0])
            yield from (other for other in self._near(plain) if other[0] in begins)

    def heads(self, word: str) -> Iterator[str]:
        """The words that it may be longer than, folded."""
        for form in self.forms(word)[:2]:
            plain = folded(self.lemma(form))[:_LONGEST]
            for length in range(max(_HEAD, (len(plain) + 1) // 2), len(plain)):
                yield plain[:length]

    def _near(self, plain: str) -> Iterator[str]:
        if self.shortest_corrected <= len(plain) <= _LONGEST:
            found = near(plain, self._letters)
            yield from (other for other in found if len(other) >= self.shortest_corrected)


class KazakhSpellings(Spellings):
    """Kazakh: in three scripts, often without its letters."""

    shortest_corrected = 4

    def __init__(self) -> None:
        super().__init__(KAZAKH)
        self._letters = _FOLDED

    def lemma(self, word: str) -> str:
        return lemma(word)

    def forms(self, word: str) -> list[str]:
        return list(dict.fromkeys([word, *_in_cyrillic(word)]))

    def is_meant_otherwise(self, form: str) -> bool:
        return is_plain(form)

    def stems(self, word: str) -> Iterator[str]:
        for form in self.forms(word):
            yield from folded_stems(form)

    def very(self, beginning: str) -> list[str]:
        return [beginning]

    def typos(self, word: str) -> Iterator[str]:
        forms = self.forms(word)[:2]
        if any(map(is_known, forms)) or not word.isalpha():
            return
        for form in forms:
            yield from self._near(folded(form))
            for plain in {folded(stem(form)), folded(lemma(form))} - {folded(form)}:
                if len(plain) > self.shortest_corrected:  # орағы is of орақ, not of ортақ
                    yield from self._near(plain)


def _in_cyrillic(word: str) -> Iterator[str]:
    script = detect_script(word)
    if script == "arab":
        yield to_cyrillic(word).lower()
    elif script == "latn" and not word.isdigit():
        for spelt in (word, word.replace("zh", "j").replace("gh", "ğ").replace("kh", "h")):
            for standard in STANDARDS:
                yield from_latin(spelt, standard).lower()


_KAZAKH: Final = KazakhSpellings()


def spellings_of(language: str) -> Spellings:
    """The spellings of the words of an edition in this language."""
    return Spellings(language) if language in TOKENIZERS else _KAZAKH
