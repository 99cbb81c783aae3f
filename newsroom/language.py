"""The language in which an operator is spoken to: that of ``LANGUAGE``, Kazakh by default.

It is for who runs commands and reads logs; readers and editors have languages of their own.
"""

import codecs
import gettext as catalogues
import os
import re
import sys
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "locale"
# What a terminal must be able to show.
_LETTERS = {"kk": "ӘҒҚҢӨҰҮҺІы", "ru": "Ёы", "en": ""}


_PLAIN = str.maketrans("“”«»‘’–—", '""""\'\'--', "")


def operator_language() -> str:
    """The first of ``LANGUAGE`` (``ru:en``, ``kk_KZ.UTF-8``) that there is and that can be shown.

    A terminal without Kazakh letters is spoken to in English.
    """
    asked = os.environ.get("LANGUAGE", "").lower().split(":")
    known = [re.split(r"[_.@-]", one.strip())[0] for one in asked]
    return next(one for one in [*known, "kk", "en"] if one in _LETTERS and _can_show(one))


def _can_show(language: str) -> bool:
    try:
        _LETTERS[language].encode(getattr(sys.stderr, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def gettext(message: str) -> str:
    """Django's, for before there are settings."""
    languages = [operator_language()]
    return catalogues.translation("django", LOCALE, languages, fallback=True).gettext(message)


def _readable(error: UnicodeError) -> tuple[str, int]:
    """For ``errors=…``: plain quotes and dashes, and any other letter by its number."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    part = error.object[error.start : error.end].translate(_PLAIN)
    return part.encode("ascii", "backslashreplace").decode("ascii"), error.end


codecs.register_error("readable", _readable)


def speak_to_operator() -> str:
    """Makes argparse and the programs that a command calls speak it too; gives the language."""
    language = os.environ["LANGUAGE"] = operator_language()
    catalogues.bindtextdomain("argparse", str(LOCALE / "upstream"))
    catalogues.textdomain("argparse")
    return language
