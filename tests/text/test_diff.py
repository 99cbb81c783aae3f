"""Differences: what came, what went, and nothing that a browser would run."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.diff import body_diff, word_diff

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
    difference = word_diff(before, after)
    if before == after:
        assert difference == ""
    else:
        assert text_of(without("ins", difference)) == before
        assert text_of(without("del", difference)) == after


@given(TEXTS, TEXTS)
def test_no_markup_of_the_text_is_markup_of_the_page(before, after):
    tags = re.findall("<[^>]*>", word_diff(before, after))
    assert set(tags) <= {"<ins>", "</ins>", "<del>", "</del>"}


def test_one_word_changed_is_one_word_marked():
    assert word_diff("Жаңа мектеп ашылды", "Жаңа балабақша ашылды") == (
        "Жаңа <del>мектеп </del><ins>балабақша </ins>ашылды"
    )


@pytest.mark.parametrize(
    ("after", "shown"),
    [
        ("<blockquote><p>бір</p></blockquote>", "<ins>&gt; </ins>бір"),
        ('<p>бір</p><figure data-photo="7"></figure>', "бір<ins>\n[Көл]</ins>"),
        ('<p><a href="/su/" rel="noopener">бір</a></p>', "бір<ins>‹/su/›</ins>"),
        ("<p><strong>бір</strong></p>", "<ins>**</ins>бір<ins>**</ins>"),
        ('<p lang="ru">бір</p>', "<ins>(ru) </ins>бір"),
    ],
)
def test_a_change_of_structure_is_seen(after, shown):
    assert body_diff("<p>бір</p>", after, {7: "Көл"}) == shown


def test_a_word_is_found_in_a_long_text():
    paragraphs = [f"<p>{n}-абзац. {'сөз ' * 50}</p>" for n in range(200)]
    changed = [*paragraphs[:99], paragraphs[99].replace("99-абзац", "Жаңа"), *paragraphs[100:]]
    difference = body_diff("".join(paragraphs), "".join(changed))
    assert re.findall("<del>.*?</del><ins>.*?</ins>", difference) == [
        "<del>99-абзац</del><ins>Жаңа</ins>"
    ]
