"""The endings of Kazakh words: which may follow which, and how each is spelled after what.

An ending is written as a template.  Its capitals and digits stand for sounds that give way to the
word before it (vowel harmony, consonant assimilation); ``STATES`` says what may follow what.  From
both, ``endings`` lists every chain of endings as it is spelled.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

BACK, FRONT = 0, 1
VOWEL, GLIDE, LATERAL, NASAL, SIBILANT, HARD = range(6)

_FINALS: Final = {
    VOWEL: "аәеэоөұүыіяё",
    GLIDE: "йуюир",
    LATERAL: "л",
    NASAL: "мнң",
    SIBILANT: "зж",
    HARD: "бвгғдкқпстфхһцчшщ",
}
FINAL_CLASS: Final[Mapping[str, int]] = MappingProxyType(
    {letter: number for number, letters in _FINALS.items() for letter in letters}
)
"""Last letter of a stem to the class of endings it takes."""

HARMONY: Final[Mapping[str, int]] = MappingProxyType(
    {**dict.fromkeys("аоұыяё", BACK), **dict.fromkeys("әеэөүі", FRONT)}
)
"""Vowel to its harmony; и, у and ю go either way."""

# Template letter to its spelling after VOWEL, GLIDE, LATERAL, NASAL, SIBILANT, HARD.
_CONSONANTS: Final = {
    "L": "ллдддт",  # -лар, -дар, -тар
    "D": "дддддт",  # -да, -та; -ды, -ты
    "B": "дддндт",  # -дан, -нан, -тан
    "N": "нддндт",  # -ның, -дың, -тың
    "C": "нддддт",  # -ны, -ды, -ты
    "M": "мммббп",  # -ма, -ба, -па
    "P": "ммммбп",  # -мен, -бен, -пен
}
_HARMONIC: Final = {"A": "ае", "I": "ыі", "K": "қк"}

_CASES: Final = {
    "gen": ("NIң", "end"),
    "acc": ("CI", "end"),
    "dat": ("GA", "end"),
    "loc": ("DA", "place"),
    "abl": ("BAн", "end"),
    "ins": ("Pен", "end"),
    "ins2": ("Pенен", "end"),
    "own": ("Nікі", "end"),
    "like": ("DAй", "end"),
}
_OWNERS: Final = {
    "1s": ("1м", "mine"),
    "2s": ("1ң", "mine"),
    "2f": ("1ңIз", "ours"),
    "3": ("2I", "his"),
    "1p": ("1мIз", "ours"),
    "2p": ("1ңдAр", "ours"),
}
_BEING: Final = {
    "am": ("PIн", "end"),
    "art": ("сIң", "end"),
    "are": ("сIз", "end"),
    "we": ("PIз", "end"),
    "is": ("DIр", "end"),
    "ye": ("сIңдAр", "end"),
    "yef": ("сIздAр", "end"),
}
_DONE: Final = {
    "1s": ("м", "end"),
    "2s": ("ң", "end"),
    "2f": ("ңIз", "end"),
    "1p": ("K", "end"),
    "2p": ("ңдAр", "end"),
    "2fp": ("ңIздAр", "end"),
    "": ("", "end"),
}
_STOP: Final = {"": ("", "end")}
_HIS: Final = {
    "gen": ("нIң", "end"),
    "acc": ("н", "end"),
    "dat": ("нA", "end"),
    "loc": ("ндA", "end"),
    "abl": ("нAн", "end"),
    "ins": ("мен", "end"),
    "ins2": ("менен", "end"),
    "own": ("нікі", "end"),
    "like": ("ндAй", "end"),
}
# On nouns -сыз means «without»: «you are» is for verbs only.
_NOUN_BEING: Final = {name: arc for name, arc in _BEING.items() if name != "are"}
_NOUN: Final = {**_STOP, "pl": ("LAр", "many"), **_OWNERS, **_CASES, **_NOUN_BEING}
_PLAIN: Final = {name: (arc[0], "end") for name, arc in _CASES.items()}
_ITS: Final = {
    name: (template, {"his": "its", "mine": "own", "ours": "cased"}[following])
    for name, (template, following) in _OWNERS.items()
}
_DEED: Final = {**_STOP, "pl": ("LAр", "deeds"), **_ITS, **_PLAIN}
_VERB: Final = {
    "past": ("DI", "done"),
    "if": ("сA", "if"),
    "cv": ("3", "now"),
    "ip": ("1п", "having"),
    "ptc": ("GAн", "deed"),
    "hab": ("3тIн", "deed"),
    "vn": ("у", "doing"),
    "agent": ("ушI", "doer"),
    "agency": ("ушIлIK", "doer"),
    "plan": ("MAK", "plan"),
    "let": ("сIн", "let"),
    "lets": ("4йIK", "end"),
    "letme": ("4йIн", "let"),
    "do2f": ("1ңIз", "let"),
    "do2": ("1ң", "end"),
    "do2p": ("1ңдAр", "end"),
    "do2fp": ("1ңIздAр", "end"),
    "since": ("GAлI", "end"),
    "wish": ("GI", "wish"),
}

STATES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = MappingProxyType(
    {
        "end": {},
        "noun": {**_NOUN, "more": ("1рAK", "end"), "rather": ("LAу", "end")},
        "many": {**_STOP, **_OWNERS, **_CASES, **_BEING},
        "cased": {**_STOP, **_PLAIN},
        "own": {**_STOP, **_PLAIN, "dat": ("A", "end")},
        "ours": {**_STOP, **_CASES},
        "mine": {**_STOP, **_CASES, "dat": ("A", "end")},
        "his": {
            **_STOP,
            **_HIS,
            "loc": ("ндA", "place"),
        },
        "place": {**_STOP, "rel": ("GI", "there")},
        "there": {
            **_STOP,
            "pl": ("LAр", "cased"),
            "3": ("сI", "its"),
            **{name: arc for name, arc in _CASES.items() if name not in {"loc", "like"}},
        },
        "verb": {**_STOP, "neg": ("MA", "not"), **_VERB, "aor": ("4р", "aorist")},
        "not": {
            **_STOP,
            **_VERB,
            "aor": ("с", "aorist"),
            "without": ("йIншA", "end"),
            "stead": ("стAн", "end"),
        },
        "done": _DONE,
        "if": {**_DONE, "please": ("шI", "end")},
        "now": {
            **_STOP,
            "1s": ("мIн", "end"),
            "2s": ("сIң", "end"),
            "2f": ("сIз", "end"),
            "3": ("дI", "end"),
            "1p": ("мIз", "end"),
            "2p": ("сIңдAр", "end"),
            "2fp": ("сIздAр", "end"),
        },
        "having": {
            **_STOP,
            "3": ("тI", "end"),
            "1s": ("пIн", "end"),
            "2s": ("сIң", "end"),
            "2f": ("сIз", "end"),
            "1p": ("пIз", "end"),
        },
        "deed": {**_DEED, **_BEING, "until": ("шA", "end"), "fact": ("DIK", "owned")},
        "aorist": {**_STOP, **_BEING, **_ITS, "able": ("лIK", "cased")},
        "doing": {**_DEED, "loc": ("DA", "place")},
        "doer": {**_DEED, **_BEING},
        "deeds": {**_STOP, **_ITS, **_PLAIN},
        "owned": {**_STOP, **_ITS, **_PLAIN},
        "its": {**_STOP, **_HIS},
        "plan": {**_STOP, **_BEING, "who": ("шI", "plan2"), "abl": ("BAн", "end")},
        "plan2": {**_STOP, **_BEING},
        "let": {**_STOP, "please": ("шI", "end")},
        "wish": {name: (arc[0], "end") for name, arc in _OWNERS.items()},
    }
)
"""State to its arcs: name of the ending, its template and the state it leads to."""


class Ending(NamedTuple):
    """A chain of endings: how it is spelled, what words may take it, and what it cost.

    ``contexts`` is a set of bits, one for each harmony and final class (see ``context``).  ``lost``
    is the letter that the stem gave up before it: й in қою (қой + у), ы in оқиды (оқы + йды).
    """

    spelling: str
    contexts: int
    lost: str
    cost: float
    path: tuple[str, ...]


def context(harmony: int, final_class: int) -> int:
    """Return the bit of a stem of this harmony and final class."""
    return 1 << (harmony * 6 + final_class)


def _spell(template: str, harmony: int, before: int) -> str:
    """Spell one ending after a stem of the given harmony and final class."""
    letters = []
    for sign in template:
        if sign in _HARMONIC:
            letters.append(_HARMONIC[sign][harmony])
        elif sign in _CONSONANTS:
            letters.append(_CONSONANTS[sign][before])
        elif sign == "G":
            letters.append("қкғг"[harmony + 2 * (before != HARD)])
        elif sign in "1234":
            letters.append(_LINKS[sign][before != VOWEL][harmony])
        else:
            letters.append(sign)
        if letters[-1]:
            before = FINAL_CLASS[letters[-1]]
    return "".join(letters)


# Links: spelling after a vowel and after a consonant, back and front.
_LINKS: Final = {
    "1": (("", ""), ("ы", "і")),
    "2": (("с", "с"), ("", "")),
    "3": (("й", "й"), ("а", "е")),
    "4": (("", ""), ("а", "е")),
}

_ONCE: Final = frozenset({"there"})  # -дағы- -дағы- would go on for ever

Costs = Mapping[tuple[str, str], float]
Chain = tuple[str, float, tuple[str, ...]]


def endings(start: str, costs: Costs) -> Iterator[Ending]:
    """Yield every chain from ``start`` (``noun`` or ``verb``); ``costs`` are of (state, arc)."""
    merged: dict[tuple[str, tuple[str, ...]], tuple[int, float]] = {}
    memory: dict[tuple[str, int, int, bool], list[Chain]] = {}
    for harmony in (BACK, FRONT):
        for before in range(6):
            bit = context(harmony, before)
            for spelling, cost, path in _chains((start, harmony, before, False), costs, memory):
                bits = merged.get((spelling, path), (0, 0.0))[0]
                merged[spelling, path] = (bits | bit, cost)
    for (spelling, path), (bits, cost) in merged.items():
        found = Ending(spelling, bits, "", cost, path)
        yield found
        if start == "verb":
            yield from _fused(found)


def _chains(
    at: tuple[str, int, int, bool],
    costs: Costs,
    memory: dict[tuple[str, int, int, bool], list[Chain]],
) -> list[Chain]:
    """Return the chains from a state, harmony and final class, and whether -дағы- was there."""
    state, harmony, before, placed = at
    if state == "end":
        return [("", 0.0, ())]
    if at in memory:
        return memory[at]
    found = memory[at] = []
    for name, (template, following) in STATES[state].items():
        if placed and following in _ONCE:
            continue
        spelling = _spell(template, harmony, before)
        after = FINAL_CLASS[spelling[-1]] if spelling else before
        onward = following, harmony, after, placed or following in _ONCE
        for rest, cost, path in _chains(onward, costs, memory):
            found.append((spelling + rest, cost + costs[state, name], (f"{state}:{name}", *path)))
    return found


def _fused(ending: Ending) -> Iterator[Ending]:
    """Yield the spellings in which the ending swallows the last letter of a verb."""
    first, rest = ending.spelling[:1], ending.spelling[1:]
    if first == "у":
        yield ending._replace(spelling=f"ю{rest}", lost="й")
        yield ending._replace(lost="ы")
    elif first == "а":
        yield ending._replace(spelling=f"я{rest}", lost="й")
    elif first == "й":
        yield ending._replace(spelling=f"и{rest}", lost="ы")
