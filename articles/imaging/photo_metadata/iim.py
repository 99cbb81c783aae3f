"""IPTC-IIM: numbered datasets, in letters that the file names or does not.

https://www.iptc.org/std/IIM/4.2/specification/IIMV4.2.pdf
"""

from collections.abc import Callable, Iterator
from typing import Final

from .dates import moment
from .found import Found, decoded

_MARKER = 0x1C
_MOST = 2_000  # datasets
_CHARSET = (1, 90)
# ISO 2022: what the file says of its letters. Older programs mark the right half only.
_CHARSETS: Final = {
    b"\x1b%G": "utf-8",
    b"\x1b%/I": "utf-8",
    **{b"\x1b" + half + b"L": "iso8859-5" for half in (b"-", b".", b"/")},
}
_TEXTS: Final = {"credit": 110, "copyright": 116, "caption": 120, "headline": 105}
_PLACE = (92, 90, 95, 101)  # sublocation, city, province, country
_CREATOR, _KEYWORDS, _DATE, _TIME = 80, 25, 55, 60


def read(data: bytes) -> Found:
    """What the datasets say."""
    datasets: dict[tuple[int, int], list[bytes]] = {}
    for key, value in _datasets(data):
        datasets.setdefault(key, []).append(value)
    letters = _letters(b"".join(datasets.get(_CHARSET, [])))
    texts = {
        key[1]: [letters(v) for v in values] for key, values in datasets.items() if key[0] == 2
    }
    found = Found()
    for name, number in _TEXTS.items():
        for text, is_guess in texts.get(number, []):
            found.put(name, text, is_guess)
    found.put("creator", *_joined(texts.get(_CREATOR, [])))
    found.put("place", *_joined([one for number in _PLACE for one in texts.get(number, [])[:1]]))
    keywords = texts.get(_KEYWORDS, [])
    found.put_all("keywords", [text for text, _ in keywords], any(guess for _, guess in keywords))
    date, time = ((texts.get(number) or [("", False)])[0][0] for number in (_DATE, _TIME))
    found.put("taken_at", moment(f"{date} {time}") or moment(date))
    return found


def _joined(texts: list[tuple[str, bool]]) -> tuple[str, bool]:
    parts = dict.fromkeys(text.strip("\0 ") for text, _ in texts)
    return ", ".join(filter(None, parts)), any(is_guess for _, is_guess in texts)


def _letters(charset: bytes) -> Callable[[bytes], tuple[str, bool]]:
    """How bytes become text, and whether that is a guess."""
    name = _CHARSETS.get(charset)
    if name is None:
        return decoded

    def marked(data: bytes) -> tuple[str, bool]:
        try:
            return data.decode(name), False
        except UnicodeDecodeError:  # the mark is wrong
            return decoded(data)

    return marked


def _datasets(data: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    """Record and number of each dataset, and its value."""
    at = 0
    for _ in range(_MOST):
        if at + 5 > len(data) or data[at] != _MARKER:
            return
        key, length = (data[at + 1], data[at + 2]), int.from_bytes(data[at + 3 : at + 5])
        at += 5
        if length & 0x8000:  # the length of the length
            size = min(length & 0x7FFF, 4)
            length, at = int.from_bytes(data[at : at + size]), at + size
        yield key, data[at : at + length]
        at += length
