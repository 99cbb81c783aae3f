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
_NAME: Final = re.compile(r"</?([\w:-]+)")
_CYRILLIC: Final = re.compile("[\u0400-\u052f]")
# What of a tag may have to change, or says that its element is not to change.
_NOTED: Final = re.compile(
    rf"{_CYRILLIC.pattern}|\s(?:lang|translate)\s*=|^<(?:html|{'|'.join(sorted(CODE))})\b",
    re.IGNORECASE,
)
_ATTRIBUTE: Final = re.compile(r"""(\s[\w:-]+)=("[^"]*"|'[^']*')""")
# What somebody typed, and addresses.
_KEPT: Final = frozenset("value href src srcset action formaction cite poster".split())
_KAZAKH: Final = re.compile(r"""(\slang\s*=\s*["']?)kk(?=["'\s>])""", re.IGNORECASE)
_OTHER_LANGUAGE: Final = re.compile(r"""\slang\s*=\s*["']?(?!kk\b)[a-z]""", re.IGNORECASE)
_DATA: Final = re.compile(r"(<script[^>]*\bjson\b[^>]*>)(.*)(</script>)", re.DOTALL | re.IGNORECASE)
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
    parts = _MARKUP.split(page.replace(_BREAK, ""))
    texts: list[int] = []
    closed_by, depth = "", 0
    for place, part in enumerate(parts):
        if place % 2 == 0:
            if part and not depth and not part.isspace():
                texts.append(place)
        elif depth:
            depth += _step(part, closed_by)
        elif _NOTED.search(part):
            name = _NAME.match(part)
            if name and _is_passed_over(name[1].lower(), part):
                closed_by, depth = name[1].lower(), 1
                if right_to_left and " dir=" not in part and _OTHER_LANGUAGE.search(part):
                    parts[place] = f'{part[:-1]} dir="ltr">'
            else:
                parts[place] = _convert_tag(part, convert, lang, right_to_left)
    if texts:
        converted = convert(_BREAK.join(parts[place] for place in texts)).split(_BREAK)
        for place, text in zip(texts, converted, strict=True):
            parts[place] = text
    return "".join(parts)


def _is_passed_over(name: str, tag: str) -> bool:
    opens = not tag.startswith(("</", "<!")) and name not in EMPTY and not tag.endswith("/>")
    return opens and not re.fullmatch(_RAW, name) and bool(name in CODE or FOREIGN.search(tag))


def _step(tag: str, name: str) -> int:
    """Return what ``tag`` adds to the depth inside an element called ``name``."""
    match = _NAME.match(tag)
    if not match or match[1].lower() != name:
        return 0
    return -1 if tag[1] == "/" else 1


def _convert_tag(tag: str, convert: Convert, lang: str, right_to_left: bool) -> str:
    if data := _DATA.fullmatch(tag):
        return data[1] + convert_json(data[2], convert) + data[3]
    if tag.startswith("<!") or re.match(rf"<(?:{_RAW})\b", tag, re.IGNORECASE):
        return tag
    if FOREIGN.search(tag):  # an element without an end
        return tag
    tag = _KAZAKH.sub(rf"\g<1>{lang}", tag)
    if right_to_left and tag[:5].lower() == "<html":
        tag = f'{tag[:-1]} dir="rtl">'
    if not has_cyrillic(tag):
        return tag

    def attribute(match: re.Match[str]) -> str:
        name, value = match.groups()
        if name.strip().lower() in _KEPT or not has_cyrillic(value):
            return match.group()
        return f"{name}={value[0]}{convert(value[1:-1])}{value[0]}"

    return _ATTRIBUTE.sub(attribute, tag)


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
