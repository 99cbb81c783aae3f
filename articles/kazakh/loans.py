"""Loan words and names: stems that endings do not treat as they treat other ones.

By the rules of spelling a loan gives up its last letter before endings (журналист, журналисі;
процесс, процесі; съезд, съезі; стиль, стилі), or takes on і (объект, объектілер).
"""

import re
from typing import Final

# Last letters of loans to what stands for them before endings.
_SHORTENED: Final = {
    **{2 * letter: letter for letter in "слмнртфпгкз"},
    "ст": "с",
    "зд": "з",
    "сть": "с",
    **{f"{letter}ь": letter for letter in "лнртдсв"},
}
_LENGTHENED: Final = ("кт", "нк", "пт")
_SHORTEST: Final = 4
_ENDS: Final = (3, 2)  # of how many letters
_VOWELS: Final = re.compile("[аәеёиоөуұүыіэюя]")
# Who does something: unknown as the word may be, it is no stem in -ис.
_ACTOR: Final = re.compile("[бвгдйклмнпрстф]ис$")
_CHILD: Final = ("ұл", "қыз")  # of patronymics, which are declined as possessives: Серікболұлын
_LONGEST_CHILD: Final = 5  # letters of a word for a child

# How names are made: Назарбаев, Назарбаева, Зеленский, Серікболұлы; Сәрсенхан, Нұрлыбек, Айгүл.
NAME_ENDS: Final = tuple(
    "ов ев ова ева ский ская ұлы қызы хан жан гүл нұр бек берген ғали қали құл сұлтан мұрат".split()
)
_NAME: Final = re.compile(
    "[а-яёәғқңөұүһі]{2,}(?:[ое]ва?|ск(?:ий|ая))"
    "|[а-яёәғқңөұүһі]{3,}(?:ұлы|қызы|хан|берген|[ғқ]али|құл|сұлтан|мұрат|(?<![мнңзж])бек)"
    "|[а-яёәғқңөұүһі]{2,}(?:жан|гүл|нұр)"
)


def forms_of(stem: str) -> list[str]:
    """Return what a loan looks like before endings, if it is not whole there.

    >>> forms_of("журналист"), forms_of("объект"), forms_of("тест"), forms_of("бала")
    (['журналис'], ['объекті'], [], [])
    """
    if len(stem) < _SHORTEST:
        return []
    if stem.endswith(_LENGTHENED):
        return [f"{stem}і"]
    for length in _ENDS:
        short = _SHORTENED.get(stem[-length:])
        if short is not None and (stem[-2:] != "ст" or len(_VOWELS.findall(stem)) > 1):
            return [stem[:-length] + short]
    return []


def unclipped(stem: str) -> str:
    """Return an unknown stem with the letter that endings have taken off it.

    >>> unclipped("пианис"), unclipped("серікболұл"), unclipped("теріс")
    ('пианист', 'серікболұлы', 'теріс')
    """
    if len(stem) > _LONGEST_CHILD and stem.endswith(_CHILD):
        return f"{stem}ы"
    return f"{stem}т" if len(stem) > _SHORTEST and _ACTOR.search(stem) else stem


def is_name(stem: str) -> bool:
    """Is ``stem`` made as only names are?

    >>> is_name("назарбаев"), is_name("назарбаевты"), is_name("оразхан"), is_name("хан")
    (True, False, True, False)
    """
    return stem.endswith(NAME_ENDS) and _NAME.fullmatch(stem) is not None
