"""Files as text: one place for encodings, line ends and what no text has."""

import codecs
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from articles.kazakh.normalization import normal_form

from ..faults import reason_of_machine
from .record import BadInput

_LINE_END = re.compile(r"\r\n|\n|\r")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
# The mark of UTF-32 begins with that of UTF-16.
_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def files(paths: Iterable[Path], suffix: str) -> Iterator[Path | tuple[Path, BadInput]]:
    """The files meant by ``paths``, once each: a folder means all in it that end in ``suffix``.

    Links are followed. A folder that cannot be read, or that leads back into itself, comes with
    what is wrong with it.
    """
    seen: set[str] = set()
    waiting = [(path, frozenset[str](), True) for path in reversed(list(paths))]
    while waiting:
        path, above, is_meant = waiting.pop()
        real, is_folder = os.path.realpath(path), path.is_dir()
        if is_folder and real in above:
            yield path, BadInput(0, _("the link to a folder leads back into the folder itself"))
        elif real not in seen and is_folder:
            seen.add(real)
            try:
                inside = sorted(path.iterdir(), reverse=True)
            except OSError as error:
                yield path, unreadable(error)
                continue
            waiting += [(one, above | {real}, False) for one in inside]
        elif real not in seen and (is_meant or path.name.endswith(suffix)):
            seen.add(real)
            yield path


def unreadable(error: OSError) -> BadInput:
    """What the system says of a file or folder, as a fault of the input."""
    return BadInput(0, _("the file cannot be read: %s") % reason_of_machine(error))


def opened(path: Path) -> BinaryIO:
    """The file at ``path``.  Raises ``BadInput`` for what is none: reading a pipe would hang."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise BadInput(0, _("this is no regular file"))
        return path.open("rb")
    except OSError as error:
        raise unreadable(error) from error


def read_bytes(path: Path, largest: int) -> bytes:
    """The file at ``path``, which may have ``largest`` bytes."""
    with opened(path) as file:
        try:
            data = file.read(largest + 1)
        except OSError as error:
            raise unreadable(error) from error
    if len(data) > largest:
        raise BadInput(0, _("the file is too large to be one page"))
    return data


def decode(data: bytes, line: int = 1) -> str:
    """The text of ``data``, composed (NFC); ``line`` is its first line.

    It is UTF-8, with or without a mark, or what another mark of Unicode says.
    """
    marked = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8-sig")
    try:
        text = data.decode(marked)
    except UnicodeDecodeError as error:
        line += len(_LINE_END.findall(data[: error.start].decode("latin-1")))
        message = _("the text is not in UTF-8; save the file as UTF-8")
        raise BadInput(line, message) from error
    return composed(text, line)


def composed(text: str, line: int) -> str:
    """The text with its letters composed.  Raises ``BadInput`` for what no text has."""
    if forbidden := _FORBIDDEN.search(text):
        line += len(_LINE_END.findall(text, 0, forbidden.start()))
        raise BadInput(line, _("there is a character that no text has: U+%04X") % ord(forbidden[0]))
    return normal_form("NFC", text)


def lines(text: str) -> list[str]:
    """The lines of a text, whatever ends them."""
    return _LINE_END.split(text)


def shown(path: Path) -> str:
    """The name of a file as it can be printed: names are bytes, not always UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
