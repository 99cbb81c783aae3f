"""The values that are read, as one reader finds them and as all of them together."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from lxml import etree

from .. import errors

FAILURES: Final = (*errors.FAILURES, etree.LxmlError)  # of the readers, over damaged files

LONGEST = 5_000  # characters of a text
MOST = 200  # keywords, or people
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_BLANKS = re.compile(r"[^\S\n]+")
# What cameras and programs write where nobody wrote anything.
_NOTHING = {"olympus digital camera", "sony dsc", "default", "untitled", "unknown"}


def plain(text: str) -> str:
    """``text`` without control characters and needless blanks, of ``LONGEST`` at most."""
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text[: 2 * LONGEST].replace("\r", "\n")))
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    text = "\n".join(filter(None, lines))[:LONGEST]
    return "" if text.casefold() in _NOTHING else text


def decoded(data: bytes) -> tuple[str, bool]:
    """Text of bytes that do not say in which letters, and whether that is a guess.

    UTF-8 if it is valid, else the Kazakh code page: KZ-1048, of which windows-1251 has all letters
    but the Kazakh ones.
    """
    try:
        return data.decode(), False
    except UnicodeDecodeError:
        return data.decode("kz1048", "replace").replace("\ufffd", ""), True


@dataclass
class Found:
    """What one reader found; ``guessed`` are the names of those whose letters were guessed."""

    values: dict[str, Any] = field(default_factory=dict)
    guessed: set[str] = field(default_factory=set)

    def put(self, name: str, value: object, is_guess: bool = False) -> None:
        """Take the first value that says anything."""
        if isinstance(value, str):
            value = plain(value)
        if value and not self.values.get(name):
            self.values[name] = value
            if is_guess:
                self.guessed.add(name)

    def put_all(self, name: str, texts: Iterable[str], is_guess: bool = False) -> None:
        """Take several texts, each once."""
        self.put(name, tuple(dict.fromkeys(filter(None, map(plain, texts))))[:MOST], is_guess)


@dataclass(frozen=True)
class Metadata:
    """What a file says of its picture.

    ``place`` goes from the smallest to the country: «Бурабай, Щучинск, Ақмола облысы, Қазақстан»;
    ``coordinates`` are degrees north and east: «43.238949, 76.889709»; ``taken_at`` has an offset
    only where the file has one. ``guessed`` names those whose letters the file does not tell, and
    which were taken for KZ-1048: somebody is to confirm them.
    """

    creator: str = ""
    credit: str = ""
    copyright: str = ""
    licence_url: str = ""
    caption: str = ""
    headline: str = ""
    alt: str = ""
    place: str = ""
    taken_at: datetime | None = None
    keywords: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    coordinates: str = ""
    guessed: frozenset[str] = frozenset()

    @classmethod
    def of(cls, found: Iterable[Found]) -> "Metadata":
        """The values of several readers, of which the earlier ones count more."""
        all_found = Found()
        for one in found:
            for name, value in one.values.items():
                all_found.put(name, value, name in one.guessed)
        return cls(**all_found.values, guessed=frozenset(all_found.guessed))
