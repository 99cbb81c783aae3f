"""Typography of the plain fields of an article, when the form is saved."""

import re

from ...kazakh.typesetting import typography

FIELDS = ("headline", "seo_headline", "lede", "photo_caption")
KAZAKH = "kk"


def one_line(text: str) -> str:
    """The text without ends of lines and double spaces; those that do not break stay.

    >>> one_line(" № 5\\n  мектеп")
    '№ 5 мектеп'
    """
    return " ".join(re.findall(r"(?:\S|\u00a0)+", text)).strip()


def set_fields(form, cleaned):
    """Set what the editor has written anew in the plain fields of a Kazakh article."""
    if cleaned.get("language", form.instance.language) != KAZAKH:
        return
    before = form.base.content if form.base else {}
    for name in FIELDS:
        if cleaned.get(name):
            cleaned[name] = _set(cleaned[name], before.get(name) or "", form.fields[name])


def _set(typed, before, field):
    """The text set, unless it was not touched, was put back as it was typed, or grows too long."""
    if _plain(typed) == _plain(before):
        return before
    printed = typography(typed)
    is_taken_back = _plain(printed) == _plain(before)
    fits = not field.max_length or len(printed) <= field.max_length
    return printed if fits and not is_taken_back else typed


def _plain(text):
    return text.replace("\u00a0", " ").replace("\r\n", "\n")
