"""Russian and English words: stems by Snowball, and stop words.

Snowball gives a Russian name in its first case another stem than in the others (Назарбаев,
Назарбаева), as -ев may be an ending; so a Russian stem is stemmed until nothing more comes off.

Source: https://snowballstem.org/algorithms/, by ``snowballstemmer``. The stop words are our own.
"""

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Final

import snowballstemmer

from ..kazakh.tokenizer import Token
from ..kazakh.words import HYPHENS, LONGEST_REMEMBERED, normalise

_STOP_WORDS: Final = {
    "ru": frozenset(
        "а без более бы был была были было быть в вам вами вас ваш ваша ваше ваши весь во вот все "
        "всего всей всем всеми всех всю вся всё вы где да даже для до его ее ей ему если есть еще "
        "её ещё же за здесь и из или им ими их к как какая какие какой ко когда которая которого "
        "которое которой которую которые который которым которыми которых кто ли либо лишь между "
        "меня мне мной мною мой моя мои мы на над нам нами нас наш наша наше наши не него нее ней "
        "нему несколько нет неё ни ним ними них но ну о об обо около он она они оно от ото очень "
        "перед по под после при про раз с сам сама сами самый себе себя со собой также так такая "
        "такие такой там те тебе тебя тем теми тех то того тоже той только том тому тот ту тут ты "
        "у уже хотя чего чем чему через что чтобы чье чьи эта эти этим этими этих это этого этой "
        "этом этому этот эту я".split()
    ),
    "en": frozenset(
        "a about above after again against all also am among an and any are as at be because been "
        "before being below between both but by can could did do does doing down during each few "
        "for from further had has have having he her here hers herself him himself his how i if "
        "in into is it its itself just me more most my myself no nor not now of off on once only "
        "or other our ours ourselves out over own same she should so some such than that the "
        "their theirs them themselves then there these they this those through to too under until "
        "up upon very was we were what when where which while who whom why will with would you "
        "your yours yourself".split()
    ),
}
_RUSSIAN: Final = snowballstemmer.stemmer("russian").stemWord
_FLEETING: Final = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])[ое](?=к$)")


def _russian(word: str) -> str:
    word = word.replace("ё", "е")
    while (shorter := _RUSSIAN(word)) != word:
        word = shorter
    return _FLEETING.sub("", word)  # паводок, паводка


STEMMERS: Final[dict[str, Callable[[str], str]]] = {
    "ru": _russian,
    "en": snowballstemmer.stemmer("english").stemWord,
}


def _tokenize(written: str, language: str) -> Token:
    if len(written) > LONGEST_REMEMBERED:
        word = normalise(written.lstrip(HYPHENS))
        return Token(word, word, is_stop=False)
    return _remembered(written, language)


@lru_cache(maxsize=2**14)
def _remembered(written: str, language: str) -> Token:
    word = normalise(written.lstrip(HYPHENS))
    return Token(word, STEMMERS[language](word), word in _STOP_WORDS[language])


TOKENIZERS: Final = {language: partial(_tokenize, language=language) for language in STEMMERS}
"""For each language what reads a word of it by itself."""
