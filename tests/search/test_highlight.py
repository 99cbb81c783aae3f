"""Marked text: safe, whole words, in the letters of the article."""

import html
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.analysis import analyse, distinct
from articles.search.highlight import Highlighter


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Саясат пен өмір", {"саясат"}, "<mark>Саясат</mark> пен өмір"),
        ("СІМ: сім", {"сім"}, "<mark>СІМ</mark>: <mark>сім</mark>"),
        ("Референдум-2026", {"2026"}, "Референдум-<mark>2026</mark>"),
        ("мектептер", {"мектеп"}, "<mark>мектептер</mark>"),
        ("a < b & c", {"b"}, "a &lt; <mark>b</mark> &amp; c"),
        (
            "<script>alert(1)</script>",
            {"alert"},
            "&lt;script&gt;<mark>alert</mark>(1)&lt;/script&gt;",
        ),
        ("", {"сөз"}, ""),
    ],
)
def test_mark(text, words, expected):
    assert Highlighter(words).mark(text) == expected


def test_a_decomposed_word_is_marked_as_it_is_written():
    text = unicodedata.normalize("NFD", "Дайын")
    assert Highlighter({"дайын"}).mark(text) == f"<mark>{text}</mark>"


@given(st.text(), st.text())
def test_marking_changes_nothing_but_marks(text, query):
    marked = Highlighter(distinct(analyse(query))).mark(text)
    assert html.unescape(marked.replace("<mark>", "").replace("</mark>", "")) == text
    assert "<" not in marked.replace("<mark>", "").replace("</mark>", "")


def test_a_passage_lies_around_the_first_word():
    text = "алма " * 100 + "көпір салынды " + "алмұрт " * 100
    piece = Highlighter({"көпір"}).passage(text, 240)
    assert piece.startswith("… алма алма")
    assert "алма <mark>көпір</mark> салынды алмұрт" in piece
    assert piece.endswith("алмұрт …")
    assert len(piece) < 270


@given(st.text(alphabet="аб ғ\n<'", max_size=600), st.integers(20, 100))
def test_a_passage_has_its_word_and_keeps_its_length(text, length):
    piece = Highlighter({"көпір"}).passage(f"{text} көпір {text}", length)
    assert "<mark>көпір</mark>" in piece
    plain = html.unescape(piece.replace("<mark>", "").replace("</mark>", "").strip("… "))
    assert len(plain) <= max(length, 90)
    assert plain in " ".join(f"{text} көпір {text}".split())


def test_no_passage_without_the_word():
    assert Highlighter({"көпір"}).passage("алма алмұрт") == ""
