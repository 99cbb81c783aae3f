"""Marks in the long words of HTML, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.kazakh.soft_hyphens import MARK, with_marks, without_marks

PARTS = (
    "ынтымақтастығымыздан &lt; &amp; <p> </p> <a title=\"a>b\"> <img alt='ә>ә'> сөз - «»".split()
)


def shown(html):
    return with_marks(html).replace(MARK, "|")


@pytest.mark.parametrize(
    ("html", "broken"),
    [
        ("ынтымақтастық туралы", "ынты|мақ|тас|тық туралы"),
        ("Ынтымақтастығымыздан", "Ынты|мақ|тас|ты|ғы|мыз|дан"),
        ("<p>Қауымдастығы</p>", "<p>Қауым|дас|тығы</p>"),
        ("қоғамдық-саяси, жариялады", "қоғамдық-саяси, жариялады"),
        ("ЫНТЫМАҚТАСТЫҚ", "ЫНТЫМАҚТАСТЫҚ"),
        ("Organisationsform", "Organisationsform"),
    ],
)
def test_long_words_may_be_broken_between_syllables(html, broken):
    assert shown(html) == broken


@pytest.mark.parametrize(
    "tag",
    [
        '<a href="/x/" title="ынтымақтастығымыздан">',
        '<img alt="a > b ынтымақтастығымыздан">',
        "<img alt='ынтымақтастығымыздан \" > ынтымақтастығымыздан'>",
    ],
)
def test_what_stands_in_tags_stays(tag):
    assert with_marks(f"{tag}сөз") == f"{tag}сөз"


@given(st.lists(st.sampled_from(PARTS), max_size=12).map(" ".join))
def test_without_its_marks_a_text_is_as_it_was(html):
    assert without_marks(with_marks(html)) == html
