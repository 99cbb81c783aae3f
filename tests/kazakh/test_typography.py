"""Typography: the signs of print for those of the keyboard."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.kazakh.typesetting import typography
from tests.support.typography import pairs

PARTS = (
    'а б да x х 5 10 123 1 - -- – — − × … " « » “ ” „ . .. ... , № А. млн мың теңге * ( °C % ال @ '
    ".kz ' ` : / # + <b> </b> <p> </p> &quot; &nbsp; <code> </code>"
).split()
texts = st.lists(st.sampled_from([*PARTS, " ", " ", " ", "\u00a0", "\n"]), max_size=12).map("".join)


@pytest.mark.parametrize(("typed", "printed"), pairs())
def test_what_is_typed_is_printed_so(typed, printed):
    assert typography(typed) == printed
    assert typography(printed) == printed


def test_there_are_a_hundred_examples_in_three_scripts():
    assert len(set(pairs())) > 110


@settings(max_examples=400)
@given(texts)
def test_what_is_in_print_does_not_change(text):
    assert typography(typography(text)) == typography(text)


@given(st.text(alphabet="аб 1-—–«»“.,\n", max_size=40))
def test_letters_and_digits_stay(text):
    printed = typography(text)
    assert [c for c in printed if c.isalnum()] == [c for c in text if c.isalnum()]


def test_lines_of_a_plain_text_are_set_one_by_one():
    assert typography('"Бір\n- Екі "үш"\r\n') == "«Бір\n–\u00a0Екі «үш»\r\n"


def test_an_element_that_is_not_closed_is_left_alone_to_its_end():
    assert typography('"Иә" <code>"а" - "б"') == '«Иә» <code>"а" - "б"'


@pytest.mark.parametrize("other", ["<span lang='en'>%s</span>", "<kbd>%s</kbd>", "<!-- %s -->"])
def test_code_and_other_languages_stay_byte_for_byte(other):
    other %= '"Yes" - 3x4... 2020-2025, № 5 don\'t'
    assert typography(f"<p>Бір - ({other}) - екі</p>") == (
        f"<p>Бір\u00a0– ({other})\u00a0– екі</p>"
    )
