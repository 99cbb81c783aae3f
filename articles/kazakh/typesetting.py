"""Typography: the signs of print for those of the keyboard, as Kazakh uses them."""

import re
from typing import Final

from articles.kazakh.protected import pieces

_NBSP: Final = "\u00a0"
_OPENING: Final = frozenset(" \t\n\u00a0([{—–-/«“„")
_UNITS: Final = (
    "(?:%|°|(?:млн|млрд|трлн|тг|км|м|см|мм|кг|г|т|га|л)(?!\\w)|ж\\.|жж\\.|ғ\\.|"
    "(?:мың|миллион|миллиард|триллион|теңге|доллар|еуро|рубль|жыл|ғасыр|сағат|минут|секунд|күн|адам|"
    "пайыз|қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан))"
)
_SPACES: Final = "[ \u00a0]"

_REPLACEMENTS: Final = tuple(
    (re.compile(pattern, re.MULTILINE), replacement)
    for pattern, replacement in (
        (r"(?<!\.)\.\.\.(?!\.)", "…"),
        (r"(?<=[^\W\d_])['`´‘](?=[^\W\d_])", "’"),
        # dashes: dialogue, between words, between numbers
        (rf"^([ \t]*)(?:--?|–){_SPACES}+(?=\S)", rf"\1—{_NBSP}"),
        (rf"(?<=\S){_SPACES}+(?:--?|–|—){_SPACES}+(?=\S)", f"{_NBSP}— "),
        (r"(?<![\w.,:/-])(\d{1,4})-(\d{1,4})(?![\w.,:/-]*[\d/-])", r"\1–\2"),
        # what must not be parted at the end of a line
        (r"(?<=\d) (?=\d{3}(?!\d))", _NBSP),
        (rf"(?<=\d) (?={_UNITS})", _NBSP),
        (r"(?<=№) ?(?=\d)", _NBSP),
        (r"(?<![^\W\d_])([A-ZА-ЯЁӘҒҚҢӨҰҮҺІİ]\.) (?=[A-ZА-ЯЁӘҒҚҢӨҰҮҺІİ])", rf"\1{_NBSP}"),
        (r"(?<=\w) (?=(?:да|де|та|те|ма|ме|ба|бе|па|пе)(?!\w))", _NBSP),
    )
)
_QUOTES: Final = re.compile('["«»“”„\n]')
_BLOCK: Final = re.compile(
    r"</?(?:p|div|li|h[1-6]|blockquote|td|th|tr|br|figcaption|section|article)\b", re.IGNORECASE
)


def typography(text: str) -> str:
    """Return ``text``, plain or HTML, with the signs of print.

    Quotation marks become «…», and “…” inside of those; hyphens between words become dashes; spaces
    that must not end a line become non-breaking.  Markup, addresses and other languages stay as
    they are.  What is in print already does not change.

    >>> typography('"Ана - "ұлы" сөз", - деді ол')
    '«Ана\\xa0— “ұлы” сөз»,\\xa0— деді ол'
    """
    quotes = _Quotes()
    result: list[str] = []
    for free, piece in pieces(text):
        if not free and _BLOCK.match(piece):
            quotes.reset()
        result.append(quotes.set(_set(piece)) if free else piece)
    return "".join(result)


def _set(text: str) -> str:
    """Set dashes, dots and spaces."""
    for pattern, replacement in _REPLACEMENTS:
        text = pattern.sub(replacement, text)
    return text


class _Quotes:
    """Turns quotation marks, and remembers through a paragraph how deep it is in them."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self._depth = 0
        self._before = "\n"

    def set(self, text: str) -> str:
        """Return a piece of a paragraph with its quotation marks turned."""
        result: list[str] = []
        begin = 0
        for match in _QUOTES.finditer(text):
            place = match.start()
            before = text[place - 1] if place else self._before
            following = text[place + 1 : place + 2]
            result += (text[begin:place], self._turned(match.group(), before, following))
            begin = place + 1
        self._before = text[-1:] or self._before
        return "".join([*result, text[begin:]])

    def _turned(self, sign: str, before: str, following: str) -> str:
        if sign == "\n":
            self._depth = 0
            return sign
        opens = sign in "«„“" or (sign == '"' and before in _OPENING and not following.isspace())
        if opens:
            self._depth += 1
            return "«" if self._depth == 1 else "“"
        if self._depth == 0:
            return sign
        self._depth -= 1
        return "»" if self._depth == 0 else "”"
