"""Keys of rows as they come from outside."""

import pytest

from articles.db.row_keys import row_key, row_keys

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("text", "key"),
    [("1", 1), ("0042", 42), (str(2**63 - 1), 2**63 - 1)],
)
def test_a_key_is_read(text, key):
    assert row_key(text) == key


@pytest.mark.parametrize(
    "text",
    ["", "0", "-1", "+1", "1.0", " 1", "1_0", "٣", "²", "1\x00", "\ud800", str(2**63), "9" * 5000],
)
def test_what_no_row_can_have_is_no_key(text):
    assert row_key(text) is None


@pytest.mark.parametrize("value", [None, 1, ["1"], {"1": "1"}, True])
def test_what_is_no_text_is_no_key(value):
    assert row_key(value) is None


def test_of_many_those_that_are_keys_stay_in_their_order():
    assert row_keys(["3", "x", "9" * 30, "1", None]) == [3, 1]
