"""Unicode's normal forms of any text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.kazakh.normalization import MOST_MARKS, normal_form
from tests.support.growth import grows_with_its_text

FORMS = "NFC", "NFD", "NFKC", "NFKD"


@given(st.text(), st.sampled_from(FORMS))
def test_what_people_write_is_as_unicode_has_it(text, form):
    assert normal_form(form, text) == unicodedata.normalize(form, text)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("part", ["\u0301\u0323", "\u05b8\u0591", "а\u0301\u0323", "«—\u0301"])
def test_a_form_takes_no_more_than_its_text(form, part):
    assert grows_with_its_text(lambda text: normal_form(form, text), part)


@given(st.text(alphabet="а\u0301\u0323\u05b8«🎉", min_size=100, max_size=200))
def test_nothing_is_lost_and_no_run_of_marks_is_long(text):
    safe = normal_form("NFD", text)
    assert sorted(safe.replace("\u034f", "")) == sorted(unicodedata.normalize("NFD", text))
    run = longest = 0
    for character in safe:
        run = run + 1 if unicodedata.combining(character) else 0
        longest = max(longest, run)
    assert longest <= MOST_MARKS


def test_thirty_marks_stay_and_one_more_is_parted():
    marks = "Й" + MOST_MARKS * "\u0301"
    assert "\u034f" not in normal_form("NFC", marks)
    assert normal_form("NFC", marks + "\u0301").endswith("\u034f\u0301")
