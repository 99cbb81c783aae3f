"""Differences: what came, what went, and nothing that a browser would run."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.differences import body_difference, word_difference

TEXTS = st.lists(st.sampled_from(["бір", "екі", "<b>", "&amp;", '"', "үш ", "\n"])).map(" ".join)


def without(tag, html):
    return re.sub(rf"<{tag}>.*?</{tag}>", "", html, flags=re.DOTALL)


def text_of(html):
    text = re.sub("</?(?:ins|del)>", "", html)
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text


@given(TEXTS, TEXTS)
def test_without_what_came_it_is_the_old_text_and_without_what_went_the_new(before, after):
    difference = word_difference(before, after)
    if before == after:
        assert difference == ""
    else:
        assert text_of(without("ins", difference)) == before
        assert text_of(without("del", difference)) == after


@given(TEXTS, TEXTS)
def test_no_markup_of_the_text_is_markup_of_the_page(before, after):
    tags = re.findall("<[^>]*>", word_difference(before, after))
    assert set(tags) <= {"<ins>", "</ins>", "<del>", "</del>"}


def test_one_word_changed_is_one_word_marked():
    assert word_difference("Жаңа мектеп ашылды", "Жаңа балабақша ашылды") == (
        "Жаңа <del>мектеп </del><ins>балабақша </ins>ашылды"
    )


@pytest.mark.parametrize(
    ("after", "shown"),
    [
        ("<blockquote><p>бір</p></blockquote>", "<ins>&gt; </ins>бір"),
        ('<p>бір</p><figure data-photo="7"></figure>', "бір<ins>\n[7]</ins>"),
    ],
)
def test_a_change_of_structure_is_seen(after, shown):
    assert body_difference("<p>бір</p>", after) == shown
