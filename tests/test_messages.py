"""The catalogues: every message translated, and the compiled files as new as their sources."""

import re
from pathlib import Path

import polib
import pytest

LOCALE = Path(__file__).resolve().parent.parent / "locale"
CATALOGUES = sorted(LOCALE.rglob("*.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%0?\d*[a-zX]|\{\w*\}")


def name(path):
    return str(path.relative_to(LOCALE))


def complete(path):
    """Kazakh is the language of the messages themselves, so its own catalogue needs no entries."""
    return path.parent.parent.parent != LOCALE or path.parent.parent.name != "kk"


def test_all_three_languages_are_there():
    assert {path.parent.parent.name for path in CATALOGUES} == {"kk", "ru", "en"}


@pytest.mark.parametrize("path", list(filter(complete, CATALOGUES)), ids=name)
def test_every_message_is_translated(path):
    catalogue = polib.pofile(path)
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_the_compiled_file_says_the_same(path):
    def said(entries):
        return {
            (entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural) for entry in entries
        }

    source = polib.pofile(path)
    assert said(polib.mofile(path.with_suffix(".mo"))) == said(source.translated_entries())


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_translations_keep_the_placeholders(path):
    def placeholders(text):
        return set(PLACEHOLDER.findall(text))

    for entry in polib.pofile(path):
        wanted = placeholders(entry.msgid_plural or entry.msgid)
        # The form for exactly one thing may say «бір сағат» where the others count.
        first, *others = [*entry.msgstr_plural.values()] or [entry.msgstr]
        assert placeholders(first) in (wanted, placeholders(entry.msgid))
        assert all(placeholders(form) == wanted for form in others), entry.msgid
