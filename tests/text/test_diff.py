"""Differences: what came, what went, and nothing that a browser would run."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import merge
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
        ("<p><strong>бір</strong></p>", "<del>бір</del><ins><strong>бір</strong></ins>"),
        ("<p>бі<sup>р</sup></p>", "<del>бір</del><ins>бі<sup>р</sup></ins>"),
        ("<p><em>бір</em> екі</p>", "<del>бір</del><ins><em>бір</em> екі</ins>"),
        ("<p>бір\ufdd0</p>", ""),
        ('<p lang="ru">бір</p>', "<ins>(ru) </ins>бір"),
    ],
)
def test_a_change_of_structure_is_seen(after, shown):
    assert body_diff("<p>бір</p>", after, lambda block: {"7": "Көл"}[block.value]) == shown


def test_a_word_is_found_in_a_long_text():
    paragraphs = [f"<p>{n}-абзац. {'сөз ' * 50}</p>" for n in range(200)]
    changed = [*paragraphs[:99], paragraphs[99].replace("99-абзац", "Жаңа"), *paragraphs[100:]]
    difference = body_diff("".join(paragraphs), "".join(changed))
    assert re.findall("<del>.*?</del><ins>.*?</ins>", difference) == [
        "<del>99-абзац</del><ins>Жаңа</ins>"
    ]


def test_each_word_changed_in_a_text_of_forty_kilobytes_is_marked():
    words = [f"сөз{n % 97}" for n in range(6_000)]
    changed = ["өзге" if n % 10 == 5 else word for n, word in enumerate(words)]
    difference = word_diff(" ".join(words), " ".join(changed))
    assert difference.count("<ins>өзге </ins>") == 600


def test_a_sentence_that_came_is_marked_from_its_first_word_to_its_full_stop():
    before = "Көпір ашылды. Ол ұзын. Жол бос."
    after = "Көпір жабылды. Ол ұзын. Ол биік. Жол тар."
    assert word_diff(before, after) == (
        "Көпір <del>ашылды</del><ins>жабылды</ins>. Ол ұзын. "
        "<ins>Ол биік. </ins>Жол <del>бос</del><ins>тар</ins>."
    )


def test_a_comma_that_two_texts_have_in_common_does_not_cut_them_up():
    difference = word_diff("Ауыл әкімі келді, мектеп ашылды", "Көл суы тартылды, балық жоқ қазір")
    assert difference == (
        "<del>Ауыл әкімі келді, мектеп ашылды</del><ins>Көл суы тартылды, балық жоқ қазір</ins>"
    )


def test_what_is_too_much_to_compare_word_by_word_is_shown_whole(monkeypatch):
    monkeypatch.setattr(merge, "LARGEST_TABLE", 8)
    before, after = "бір екі үш төрт бес", "бір 2 3 4 бес"
    assert word_diff(before, after) == "бір <del>екі үш төрт </del><ins>2 3 4 </ins>бес"
