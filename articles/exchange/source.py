"""Files as text: one place for encodings, line ends and what no text has."""

import re
import unicodedata
from pathlib import Path

from django.utils.translation import gettext as _

from .record import BadInput

_LINE_END = re.compile(r"\r\n|\n|\r")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


def read_bytes(path: Path, largest: int) -> bytes:
    """The file at ``path``, which may have ``largest`` bytes."""
    try:
        if path.stat().st_size > largest:
            raise BadInput(0, _("файл тым үлкен, бір бет болуы мүмкін емес"))
        return path.read_bytes()
    except OSError as error:
        raise BadInput(0, _("файл оқылмайды: %s") % error.strerror) from error


def decode(data: bytes, line: int = 1) -> str:
    """UTF-8 text, with or without a byte order mark, composed (NFC); ``line`` is its first line."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line += len(_LINE_END.findall(data[: error.start].decode("latin-1")))
        message = _("мәтін UTF-8 кодтамасында емес; файлды UTF-8 түрінде сақтаңыз")
        raise BadInput(line, message) from error
    return composed(text, line)


def composed(text: str, line: int) -> str:
    """The text with its letters composed.  Raises ``BadInput`` for what no text has."""
    if forbidden := _FORBIDDEN.search(text):
        line += len(_LINE_END.findall(text, 0, forbidden.start()))
        raise BadInput(line, _("мәтінде болмайтын таңба бар: U+%04X") % ord(forbidden[0]))
    return unicodedata.normalize("NFC", text)


def lines(text: str) -> list[str]:
    """The lines of a text, whatever ends them."""
    return _LINE_END.split(text)
