"""Typed blocks: one way to write each, and what is read from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import blocks, bodies

VIDEO = "https://youtu.be/aB3_d-Fg7hI"

WRITTEN = [
    '<figure data-photo="12"></figure>',
    '<figure data-gallery="12,13" data-title="Көктемгі су"></figure>',
    f'<figure data-embed="{VIDEO}" data-title="Бөгет" data-still="12"></figure>',
    '<figure data-file="7"></figure>',
    '<figure data-article="5"></figure>',
    '<figure data-pullquote="Су – өмір" data-source="Ә. Нұрпейісов"></figure>',
    "<aside><h3>Анықтама</h3><p>Бөгет 1970 жылы салынды.</p></aside>",
]


@pytest.mark.parametrize("html", WRITTEN)
def test_a_block_passes_unchanged(html):
    assert bodies.clean(f"<p>а</p>{html}<p>ә</p>") == f"<p>а</p>{html}<p>ә</p>"
    assert bodies.blocks(f"<p>а</p>{html}<p>ә</p>") == ["<p>а</p>", html, "<p>ә</p>"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('<figure data-gallery="2,2,x,3"></figure>', '<figure data-gallery="2,3"></figure>'),
        ('<figure data-gallery="2"></figure>', ""),
        ('<figure data-gallery="2,2"></figure>', ""),
        ('<figure data-embed="https://example.org/"></figure>', ""),
        ('<figure data-embed="javascript:alert(1)"></figure>', ""),
        (
            f'<figure data-title="  Бөгет\n " data-embed="{VIDEO}" data-still="x"></figure>',
            f'<figure data-embed="{VIDEO}" data-title="Бөгет"></figure>',
        ),
        ('<figure data-article="0"></figure>', ""),
        ('<figure data-article="12 or 1"></figure>', ""),
        ('<figure data-pullquote=" "></figure>', ""),
        ('<figure data-photo="1" data-pullquote="а"></figure>', '<figure data-photo="1"></figure>'),
        (
            '<figure data-photo="1"><p>ішінде</p></figure>',
            '<figure data-photo="1"></figure><p>ішінде</p>',
        ),
        ("<figure><p>ішінде</p></figure>", "<p>ішінде</p>"),
        (
            '<figure data-photo="1"><p>соңына дейін',
            '<figure data-photo="1"></figure><p>соңына дейін</p>',
        ),
        ("<aside> </aside>", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_block_is_put_right_or_taken_out(given, kept):
    assert bodies.clean(given) == kept


def test_a_gallery_has_thirty_photos_at_most():
    keys = ",".join(map(str, range(1, 50)))
    assert len(bodies.photo_ids(bodies.clean(f'<figure data-gallery="{keys}"></figure>'))) == 30


def test_what_a_body_names_and_says():
    html = "".join(WRITTEN)
    assert bodies.photo_ids(html) == [12, 12, 13, 12]
    assert bodies.file_ids(html) == [7]
    assert bodies.article_ids(html) == [5]
    said = bodies.to_text(html)
    for words in ("Көктемгі су", "Бөгет", "Су – өмір", "Ә. Нұрпейісов", "1970 жылы"):
        assert words in said
    assert VIDEO not in said


WORD = st.text(alphabet="абә<>&\"'=/\u00a0", min_size=1).filter(lambda word: word == word.strip())
WORDS = st.lists(WORD, min_size=1, max_size=6)


@given(WORDS)
def test_words_of_a_block_come_back_as_they_were(words):
    block = blocks.Block("pullquote", {"pullquote": " ".join(words)})
    html = blocks.write(block)
    assert bodies.clean(html) == html
    assert list(blocks.find(html)) == [block]
