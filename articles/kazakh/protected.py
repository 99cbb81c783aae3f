"""What a change of script leaves alone: markup, addresses, other languages, listed names."""

import re
from collections.abc import Iterator
from typing import Final

_TAG: Final = re.compile(
    r"""<(?P<name>/?[a-zA-Z][\w:-]{0,40}+)(?P<rest>(?:[^<>"']++|"[^"<>]*+"|'[^'<>]*+'){0,200}+)>"""
)
_ENTITY: Final = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
FOREIGN: Final = re.compile(
    r"""\s(?:(?:xml:)?lang\s*=\s*["']?(?!kk\b)[a-zA-Z]|translate\s*=\s*["']?no\b)"""
)
CODE: Final = frozenset({"script", "style", "code", "kbd", "samp", "textarea", "svg", "math"})
EMPTY: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())
_ZONES: Final = "kz|com|org|net|ru|info|edu|gov|int|io|tv|me|uk|us|eu|de|fr|tr|uz|kg|cn|қаз|рф"
# A hyphen and Kazakh letters behind it are an ending: Zakon.kz-тен.
_IN_ZONE: Final = rf"\.(?:{_ZONES})(?!\w|-[a-z0-9])"
_ADDRESS: Final = re.compile(
    rf"""(?<![\w.+@/-])(?:
        (?:(?:https?|ftp)://|mailto:|tel:|www\.)[^\s<>"«»]*[^\s<>"«».,;:!?)\]…]
        | [\w.+-]++@[\w-]++(?:\.\w++(?:-[a-z0-9]++)*+)++
        | @[A-Za-z0-9_]{{2,40}}+
        | [\w-]++(?:\.[\w-]++)*?{_IN_ZONE}(?:/(?:[^\s<>"«»]*[^\s<>"«».,;:!?)\]…])?)?
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_ADDRESS_SIGNS: Final = ("://", "www.", "@", "mailto:", "tel:")
_ZONE: Final = re.compile(_IN_ZONE, re.IGNORECASE)


def pieces(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the text piece by piece: is it free to change, and the piece itself."""
    for is_free, piece in markup(text):
        if is_free:
            yield from _addresses(piece)
        else:
            yield False, piece


def markup(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the text piece by piece as ``pieces`` does, addresses as free as the rest.

    What is not free is a tag, a comment, an entity, or a whole element of code or another language.
    """
    begin = place = 0
    while (place := _next_sign(text, place)) >= 0:
        end = _markup_end(text, place)
        if end == place:
            place += 1
            continue
        if begin < place:
            yield True, text[begin:place]
        yield False, text[place:end]
        begin = place = end
    if begin < len(text):
        yield True, text[begin:]


def _next_sign(text: str, place: int) -> int:
    match = _SIGN.search(text, place)
    return match.start() if match else -1


_SIGN: Final = re.compile("[<&]")


def _markup_end(text: str, place: int) -> int:
    """Return where the markup that begins at ``place`` ends; ``place`` itself if there is none."""
    if text[place] == "&":
        match = _ENTITY.match(text, place)
        return match.end() if match else place
    if text.startswith("<!--", place):
        end = text.find("-->", place + 4)
        return end + 3 if end >= 0 else len(text)
    if text.startswith(("<!", "<?"), place):
        end = text.find(">", place)
        return end + 1 if end >= 0 else len(text)
    tag = _TAG.match(text, place)
    if tag is None:
        return place
    name, rest = tag["name"].lower(), tag["rest"]
    if name[0] == "/" or name in EMPTY or rest.endswith("/"):
        return tag.end()
    if name in CODE or ("=" in rest and FOREIGN.search(rest)):
        return _element_end(text, name, tag.end())
    return tag.end()


def _element_end(text: str, name: str, place: int) -> int:
    """Return where the element ends that was opened before ``place``."""
    depth = 1
    for match in re.finditer(rf"<(/?){re.escape(name)}(?![\w:-])[^<>]*+>", text[place:], re.I):
        depth += -1 if match[1] else 1
        if depth == 0:
            return place + match.end()
    return len(text)


def _addresses(text: str) -> Iterator[tuple[bool, str]]:
    """Yield a text without markup, its addresses apart."""
    begin = 0
    if any(sign in text for sign in _ADDRESS_SIGNS) or _ZONE.search(text):
        for match in _ADDRESS.finditer(text):
            if begin < match.start():
                yield True, text[begin : match.start()]
            yield False, match.group()
            begin = match.end()
    if begin < len(text):
        yield True, text[begin:]
