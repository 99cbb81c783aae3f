"""Kazakh in its three scripts.  Cyrillic is canonical; Latin and Arabic are made from it.

Text may be plain or HTML.  Left alone are tags with their attributes, entities, comments, code,
elements of another language (``lang="ru"``) or with ``translate="no"``, addresses, e-mails, names
of accounts, and whatever ``exceptions`` lists.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from itertools import takewhile
from typing import Final, Literal, NamedTuple

from articles.kazakh import alphabet
from articles.kazakh.from_cyrillic import STANDARDS, arabic, latin
from articles.kazakh.into_cyrillic import LATIN_LETTERS, from_arabic, from_latin, standard_of
from articles.kazakh.lemmas import is_chain
from articles.kazakh.lexicon import stem_list
from articles.kazakh.protected import pieces


class Listed(NamedTuple):
    """Exceptions made ready once, by :func:`listed`, for many texts."""

    pattern: re.Pattern[str]
    spellings: Mapping[str, str]


Exceptions = Iterable[str] | Mapping[str, str] | Listed
"""Words to leave alone, or to spell as given.  They may carry endings, which are converted."""

Script = Literal["cyrl", "latn", "arab"]

_CYRILLIC: Final = re.compile("[\u0400-\u04ff]+")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f]+")
_ARABIC: Final = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5]+")

# Letters as other keyboards have them, and the marked vowels of Unicode, to those of ``alphabet``.
_VARIANTS: Final = str.maketrans(
    {
        "ک": "ك",
        "ی": "ي",
        "ه": "ە",
        "ة": "ە",
        "ء": alphabet.HAMZA,
        "ٵ": f"{alphabet.HAMZA}ا",
        "ٶ": f"{alphabet.HAMZA}و",
        "ٷ": f"{alphabet.HAMZA}ۇ",
        "ٸ": f"{alphabet.HAMZA}ى",
        "ـ": "",
    }
)
_WESTERN_SIGNS: Final = str.maketrans("،؛؟←→", ",;?→←", "\u200e")
_LATIN_WORD: Final = re.compile(rf"(?<!\w)[{LATIN_LETTERS}]+(?:-[{LATIN_LETTERS}]+)*(?![\w@])")
# Words that are Latin in every Kazakh text, and letters that Kazakh Latin has not.
_FOREIGN_WORDS: Final = frozenset(stem_list("foreign.txt"))
_SMALL_BEFORE_CAPITAL: Final = re.compile("[a-z][A-Z]")  # iKomek
_LONGEST_NAME: Final = 3  # parts of a word in ``foreign.txt``
_SAMPLE: Final = 20_000  # as much of a text shows what script it is in
_FOREIGN_LETTERS: Final = {
    "2018": re.compile("[wxäğñöşūü]|c(?!h)", re.IGNORECASE),
    "2019": re.compile("[xcáǵńóúý]", re.IGNORECASE),
    "2021": re.compile("[wxcáǵńóúý]", re.IGNORECASE),
}


def read_tables() -> None:
    """Read now, in half a second, the tables that the first word from another script waits for."""
    for standard in STANDARDS:
        from_latin("qazaq", standard)
    from_arabic("قازاق")


def to_latin(text: str, standard: str = "2021", *, exceptions: Exceptions = ()) -> str:
    """Spell Kazakh Cyrillic in the Latin alphabet of 2021, 2019 or 2018.

    Raises ``ValueError`` for another standard.

    >>> to_latin("Қазақстан — Ішкі істер, USA және Zakon.kz")
    'Qazaqstan — Işkı ıster, USA jäne Zakon.kz'
    """
    if standard not in STANDARDS:
        raise ValueError(f"no Latin alphabet {standard!r}; there are {', '.join(STANDARDS)}")
    return _convert(text, partial(latin, standard=standard), exceptions)


def to_arabic(text: str, *, exceptions: Exceptions = ()) -> str:
    """Spell Kazakh Cyrillic in Arabic script (töte jazu), commas and question marks too.

    Digits stay as they are.

    >>> to_arabic("үй, қазір?")
    'ٴۇي، قازىر؟'
    """
    return _convert(text, arabic, exceptions)


def to_cyrillic(text: str, *, exceptions: Exceptions = ()) -> str:
    """Spell Kazakh of any script in Cyrillic, and leave the Latin words of a Cyrillic text alone.

    Which Latin alphabet it is shows in its letters.  Arabic script has no capitals to give back.

    >>> to_cyrillic("bosqyn"), to_cyrillic("بوسقىن"), to_cyrillic("Босқын USA-да")
    ('босқын', 'босқын', 'Босқын USA-да')
    """
    free = "".join(piece for is_free, piece in pieces(text) if is_free)[:_SAMPLE]
    standard = standard_of(free) if detect_script(free) == "latn" else None
    return _convert(text, partial(_cyrillic, standard=standard), exceptions)


def detect_script(text: str) -> Script:
    """Return the script of most letters of ``text``; Cyrillic for a text without letters.

    >>> detect_script("Босқын"), detect_script("bosqyn"), detect_script("بوسقىن")
    ('cyrl', 'latn', 'arab')
    """
    counts: dict[Script, int] = {
        "cyrl": sum(map(len, _CYRILLIC.findall(text))),
        "latn": sum(map(len, _LATIN.findall(text))),
        "arab": sum(map(len, _ARABIC.findall(text))),
    }
    return max(counts, key=counts.__getitem__)


def _convert(text: str, spell: Callable[[str], str], exceptions: Exceptions) -> str:
    words = listed(exceptions)
    if words is None:
        return "".join(spell(piece) if free else piece for free, piece in pieces(text))
    return "".join(
        _spell_around(piece, spell, *words) if free else piece for free, piece in pieces(text)
    )


def listed(exceptions: Exceptions) -> Listed | None:
    """Return a pattern of the listed words and their spellings; None where none is listed."""
    if isinstance(exceptions, Listed):
        return exceptions
    if isinstance(exceptions, Mapping):
        spellings = dict(exceptions)
    else:
        spellings = {word: word for word in exceptions}
    words = tuple(sorted(filter(None, spellings), key=len, reverse=True))
    return Listed(_pattern(words), spellings) if words else None


@lru_cache(maxsize=16)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    # Those of one first letter together: of hundreds of words, few are tried at each place.
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    choice = "|".join(f"{re.escape(first)}(?:{'|'.join(ends)})" for first, ends in groups.items())
    return re.compile(rf"(?<!\w)({choice})(\w*)")


def _spell_around(
    text: str, spell: Callable[[str], str], pattern: re.Pattern[str], spellings: Mapping[str, str]
) -> str:
    """Spell ``text``, but for the words that are listed; their endings are spelled as well."""
    result: list[str] = []
    begin = 0
    for match in pattern.finditer(text):
        name, ending = match.groups()
        if not is_chain(ending):
            continue
        # The hamza marks the beginning of a word, which an ending is not.
        ending = spell(ending).removeprefix(alphabet.HAMZA)
        result += (spell(text[begin : match.start()]), spellings[name], ending)
        begin = match.end()
    return "".join([*result, spell(text[begin:])])


def _cyrillic(text: str, standard: str | None) -> str:
    if _ARABIC.search(text):
        text = text.translate(_VARIANTS).translate(_WESTERN_SIGNS)
        text = _ARABIC.sub(lambda match: from_arabic(match.group()), text)
    if standard is None:
        return text

    return _LATIN_WORD.sub(lambda match: _compound(match.group(), standard), text)


def _compound(written: str, standard: str) -> str:
    """Spell Latin words joined by hyphens, but for those of other languages at their head."""
    parts = written.split("-")
    kept = _foreign(parts, standard)
    spelt = [from_latin(part, standard) for part in parts[kept:]]
    return "-".join([*parts[:kept], *spelt])


def _foreign(parts: list[str], standard: str) -> int:
    """Return how many of the parts of a compound are to be left alone, from its first on."""
    for kept in range(min(len(parts), _LONGEST_NAME), 0, -1):
        if "-".join(parts[:kept]).lower() in _FOREIGN_WORDS:
            return kept
    return sum(1 for _ in takewhile(partial(_is_foreign, standard=standard), parts))


def _is_foreign(word: str, standard: str) -> bool:
    if _SMALL_BEFORE_CAPITAL.match(word):
        return True
    return _FOREIGN_LETTERS[standard].search(word) is not None
