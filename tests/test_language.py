"""An operator is spoken to in the language of ``LANGUAGE``, Kazakh by default."""

import argparse
import ast
import io
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings

from newsroom.language import gettext, operator_language

ARGPARSE = Path(settings.BASE_DIR, "locale/upstream/kk/LC_MESSAGES/argparse.po")
# What only the author of a command can bring about.
OF_PROGRAMMERS = (
    "'required' is an invalid|.__call__|argument \"-\"|callable|cannot |conflict|dest=|"
    "invalid conflict|invalid option|mutually|positional|usage: |deprecated|warning: |default: |"
    "%(heading)s"
)


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        *[("", "kk"), ("kk", "kk"), ("ru", "ru"), ("en", "en"), ("kk_KZ.UTF-8", "kk")],
        *[("ru_RU", "ru"), ("en_US:en", "en"), ("de:ru:en", "ru"), ("de", "kk"), ("C", "kk")],
        *[(":", "kk"), (" RU ", "ru"), ("rue", "kk"), ("sr@latin:en-GB", "en")],
    ],
)
def test_the_first_language_that_there_is(asked, language, monkeypatch):
    monkeypatch.setenv("LANGUAGE", asked)
    assert operator_language() == language


@pytest.mark.parametrize(
    ("asked", "encoding", "language"),
    [
        *[("kk", "ascii", "en"), ("ru", "latin-1", "en"), ("ru", "koi8-r", "ru")],
        *[("kk:ru", "koi8-r", "ru"), ("", "kz1048", "kk"), ("", "utf-8", "kk")],
    ],
)
def test_a_terminal_is_spoken_to_in_letters_that_it_has(asked, encoding, language, monkeypatch):
    monkeypatch.setenv("LANGUAGE", asked)
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(io.BytesIO(), encoding=encoding))
    assert operator_language() == language


def test_there_are_words_before_there_are_settings(monkeypatch):
    for language, said in {"kk": "бума жолы", "ru": "путь к папке", "en": "the path of"}.items():
        monkeypatch.setenv("LANGUAGE", language)
        assert gettext("the path of a folder").startswith(said)


def test_what_argparse_says_to_operators_is_translated():
    tree = ast.parse(Path(argparse.__file__).read_text(encoding="utf-8"))
    asked = {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") in ("_", "ngettext")
        and isinstance(call.args[0], ast.Constant)
    }
    left = asked - {entry.msgid for entry in polib.pofile(ARGPARSE)}
    assert [text for text in left if not any(p in text for p in OF_PROGRAMMERS.split("|"))] == []
