"""A whole page from one script into another: its text, what screen readers say, and its data."""

import json
import re
from collections.abc import Callable
from typing import Final

from articles.kazakh.protected import CODE, EMPTY, FOREIGN

Convert = Callable[[str], str]
"""``to_latin`` or ``to_arabic``, with its alphabet and exceptions."""

_RAW: Final = "script|style|textarea"
_MARKUP: Final = re.compile(
    rf"""(<!--.*?(?:-->|\Z)
        |<(?:{_RAW})(?=[\s>]).*?(?:</(?:{_RAW})>|\Z)
        |</?[a-z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+>
        |<!doctype[^>]*>)""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_RAW_ELEMENT: Final = re.compile(rf"<(?:{_RAW})\b", re.IGNORECASE)
_NAME: Final = re.compile(r"</?([\w:-]+)")
_CYRILLIC: Final = re.compile("[\u0400-\u052f]")
# Elements to look at, whatever stands in their tags.
_NOTED: Final = tuple(f"<{name}" for name in ("html", *sorted(CODE)))
_ATTRIBUTE: Final = re.compile(r"""(\s[\w:-]+)=("[^"]*"|'[^']*')""")
# What somebody typed, and addresses.
_KEPT: Final = frozenset("value href src srcset action formaction cite poster".split())
_KAZAKH: Final = re.compile(r"""(\slang\s*=\s*["']?)kk(?=["'\s>])""", re.IGNORECASE)
_OTHER_LANGUAGE: Final = re.compile(r"""\slang\s*=\s*["']?(?!kk\b)[a-z]""", re.IGNORECASE)
_DATA: Final = re.compile(r"(<script[^>]*\bjson\b[^>]*>)(.*)(</script>)", re.DOTALL | re.IGNORECASE)
# Digits in groups, which a line from right to left would put in the wrong order.
_PHONE: Final = re.compile(r"\+[0-9](?:[ \u00a0()-]{0,2}[0-9]){6,14}(?![0-9])")
_ISOLATED: Final = r'<bdi dir="ltr">\g<0></bdi>'
# Parts texts that are converted together; white space to every pattern, and not allowed in HTML.
_BREAK: Final = "\x1f"
# So that no text can end the script element, nor a line where old engines see one.
_ESCAPES: Final = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def has_cyrillic(text: str) -> bool:
    """Whether there is a letter in ``text`` that a change of script changes."""
    return _CYRILLIC.search(text) is not None


def convert_document(page: str, convert: Convert, *, lang: str, right_to_left: bool = False) -> str:
    """Return an HTML page of Kazakh Cyrillic in another script, marked ``lang`` (``kk-Latn``).

    Text, titles, JSON and every attribute with a Cyrillic letter change, form values and addresses
    do not.  Elements in another language, or with ``translate="no"``, are passed over whole.
    """
    parts: list[str] = []
    free: list[int] = []  # places of the parts to convert
    name, depth = "", 0  # of the element that is passed over
    for number, part in enumerate(_MARKUP.split(page.replace(_BREAK, ""))):
        if number % 2 == 0:
            if part and not depth and not part.isspace():
                free.append(len(parts))
        elif depth:
            depth += _step(part, name)
        elif _can_change(part):
            name = _passed_over(part)
            if not name:
                tag = _mark(_convert_data_in(part, convert), lang, right_to_left)
                free += _cut_attributes(tag, parts)
                continue
            depth = 1
            if right_to_left and _OTHER_LANGUAGE.search(part) and " dir=" not in part:
                parts.append(f'{part[:-1]} dir="ltr">')
                continue
        parts.append(part)
    _convert_all(parts, free, convert)
    if right_to_left:
        _isolate_numbers(parts, free)
    return "".join(parts)


def _can_change(tag: str) -> bool:
    """Whether ``tag`` has to be looked at; of the hundreds of a page few have."""
    return (
        not tag.isascii() or "lang=" in tag or "translate=" in tag or tag.lower().startswith(_NOTED)
    )


def _passed_over(tag: str) -> str:
    """Return the name of the element that ``tag`` opens, if nothing in it is to change."""
    match = _NAME.match(tag)
    if not match or tag.startswith("</") or tag.endswith("/>"):
        return ""
    name = match[1].lower()
    if name in EMPTY or _RAW_ELEMENT.match(tag):
        return ""
    return name if name in CODE or FOREIGN.search(tag) else ""


def _step(tag: str, name: str) -> int:
    """Return what ``tag`` adds to the depth inside an element called ``name``."""
    match = _NAME.match(tag)
    if not match or match[1].lower() != name:
        return 0
    return -1 if tag[1] == "/" else 1


def _mark(tag: str, lang: str, right_to_left: bool) -> str:
    """Return ``tag`` with its language, if that is Kazakh, in the other script."""
    if _RAW_ELEMENT.match(tag):
        return tag
    tag = _KAZAKH.sub(rf"\g<1>{lang}", tag)
    if right_to_left and tag[:5].lower() == "<html":
        return f'{tag[:-1]} dir="rtl">'
    return tag


def _cut_attributes(tag: str, parts: list[str]) -> list[int]:
    """Add ``tag`` to ``parts``, cut at the attributes to convert; return the places of those."""
    places: list[int] = []
    begin = 0
    if has_cyrillic(tag) and not (_RAW_ELEMENT.match(tag) or tag[1] == "!" or FOREIGN.search(tag)):
        for match in _ATTRIBUTE.finditer(tag):
            name, value = match[1].strip().lower(), match[2]
            if name not in _KEPT and has_cyrillic(value):
                places.append(len(parts) + 1)
                parts += (tag[begin : match.start(2) + 1], value[1:-1])
                begin = match.end() - 1
    parts.append(tag[begin:])
    return places


def _convert_all(parts: list[str], places: list[int], convert: Convert) -> None:
    """Convert what stands at ``places`` at once, which takes half the time."""
    if places:
        converted = convert(_BREAK.join(parts[place] for place in places)).split(_BREAK)
        for place, text in zip(places, converted, strict=True):
            parts[place] = text


def _isolate_numbers(parts: list[str], places: list[int]) -> None:
    """Keep telephone numbers in order, where an element may stand: in a plain text none may."""
    for place in places:
        tag = parts[place - 1] if place else ""  # or the beginning of one, before an attribute
        if "+" in parts[place] and tag.endswith(">") and not tag.startswith(("<title", "<option")):
            parts[place] = _PHONE.sub(_ISOLATED, parts[place])


def _convert_data_in(tag: str, convert: Convert) -> str:
    data = _DATA.fullmatch(tag)
    return data[1] + convert_json(data[2], convert) + data[3] if data else tag


def convert_data(data: object, convert: Convert) -> object:
    """Return what JSON can hold, with its texts in the other script; names of keys stay."""
    if isinstance(data, str):
        return convert(data) if has_cyrillic(data) else data
    if isinstance(data, dict):
        return {key: convert_data(value, convert) for key, value in data.items()}
    if isinstance(data, list):
        return [convert_data(value, convert) for value in data]
    return data


def convert_json(text: str, convert: Convert) -> str:
    """Return a JSON text in the other script, fit to stand in a ``<script>`` as well."""
    result = json.dumps(convert_data(json.loads(text), convert), ensure_ascii=False)
    for sign, written in _ESCAPES.items():
        result = result.replace(sign, written)
    return result
