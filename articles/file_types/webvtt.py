"""Captions in WebVTT, as far as a browser must understand them. https://www.w3.org/TR/webvtt1/"""

import re
from typing import Final

LIMIT: Final = 1024 * 1024  # bytes
_TIME: Final = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING: Final = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]+\S.*)?")


class BadCaptions(ValueError):
    """``line`` counts from 1.

    ``reason`` is ``encoding``, ``head``, ``timing``, ``order`` or ``empty``.
    """

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.reason, self.line = reason, line


def check(data: bytes) -> None:
    """Raise :class:`BadCaptions` where ``data`` is no file of captions, at the first fault.

    >>> check(b"WEBVTT\\n\\n00:01.000 --> 00:02.000\\nSalem\\n")
    """
    try:
        lines = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    except UnicodeDecodeError as error:
        raise BadCaptions("encoding", data.count(b"\n", 0, error.start) + 1) from error
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        raise BadCaptions("head")
    timings = [(number, line) for number, line in enumerate(lines, 1) if "-->" in line]
    if not timings:
        raise BadCaptions("empty", len(lines))
    before = 0
    for number, line in timings:
        match = _TIMING.fullmatch(line.strip())
        if not match:
            raise BadCaptions("timing", number)
        start, end = _milliseconds(*match.groups()[:4]), _milliseconds(*match.groups()[4:])
        if end <= start or start < before:
            raise BadCaptions("order", number)
        before = start


def _milliseconds(hours: str | None, minutes: str, seconds: str, rest: str) -> int:
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(rest)
