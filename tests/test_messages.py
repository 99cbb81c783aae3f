"""The catalogues: every message translated, and the compiled files as new as their sources."""

import re
from pathlib import Path

import polib
import pytest

from tests.support.messages import messages_of_the_code

LOCALE = Path(__file__).resolve().parent.parent / "locale"
CATALOGUES = sorted(LOCALE.rglob("*.po"))
OURS = [LOCALE / language / "LC_MESSAGES/django.po" for language in ("kk", "ru")]
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%0?\d*[a-zX]|\{\w*\}")
SAME_IN_EVERY_LANGUAGE = {"Telegram"}


def name(path):
    return str(path.relative_to(LOCALE))


@pytest.mark.parametrize("path", OURS, ids=name)
def test_a_catalogue_has_every_message_of_the_code_and_no_other(path):
    asked = messages_of_the_code()
    assert len(asked) > 800
    had = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(path)}
    assert sorted(asked ^ had, key=str) == []


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_every_message_is_translated(path):
    catalogue = polib.pofile(path)
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []
    assert [entry.msgid for entry in catalogue.obsolete_entries()] == []


@pytest.mark.parametrize("path", OURS, ids=name)
def test_no_translation_is_the_english_text_itself(path):
    english = {entry.msgid for entry in polib.pofile(path) if entry.msgstr == entry.msgid}
    assert english <= SAME_IN_EVERY_LANGUAGE


def test_english_is_the_source_and_needs_no_catalogue():
    assert {path.parent.parent.name for path in CATALOGUES} == {"kk", "ru"}


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
