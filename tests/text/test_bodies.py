"""The vocabulary of a body: what passes, what is taken out, what is read from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import bodies

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    '<a href="javascript:alert(1)">сілтеме</a>',
    '<p onclick="alert(1)" style="position:fixed">мәтін</p>',
    "<svg><script>alert(1)</script></svg>",
    '<iframe src="https://example.com"></iframe>',
    '<figure data-photo="1"><script>alert(1)</script></figure>',
    '<figure data-photo="1" onclick="alert(1)"></figure>',
]


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_that_runs_survives(html):
    cleaned = bodies.clean(html)
    assert not any(word in cleaned for word in ("script", "onclick", "onerror", "style", "iframe"))


def test_the_vocabulary_passes_unchanged():
    html = (
        "<h2>Тақырыпша</h2><p>Мәтін <strong>қалың</strong>, <em>көлбеу</em>, H<sub>2</sub>O.</p>"
        "<blockquote><p>«Дайынбыз», – деді ол.</p></blockquote>"
        "<ul><li><p>бір</p></li></ul><ol><li><p>екі</p></li></ol>"
        '<figure data-photo="12"></figure>'
    )
    assert bodies.clean(html) == html


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("<div>Мәтін</div>", "<p>Мәтін</p>"),
        ("<p><b>қалың</b> <i>көлбеу</i></p>", "<p><strong>қалың</strong> <em>көлбеу</em></p>"),
        ("<h1>Үлкен</h1>", "<h2>Үлкен</h2>"),
        ("<p>  </p><p>бар</p><p><br></p>", "<p>бар</p>"),
        ('<figure class="x"><img src="https://example.com/a.jpg"></figure>', ""),
        ('<figure data-photo="1 2"></figure>', ""),
    ],
)
def test_what_is_pasted_is_brought_to_the_vocabulary(pasted, kept):
    assert bodies.clean(pasted) == kept


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    once = bodies.clean(text)
    assert bodies.clean(once) == once


@given(st.lists(st.text(alphabet="абвәғқ <>&\"'", min_size=1).filter(str.strip)))
def test_plain_paragraphs_come_back_as_they_were(texts):
    texts = [" ".join(text.split()) for text in texts]
    assert bodies.paragraphs(bodies.clean(bodies.from_paragraphs(texts))) == texts


@pytest.mark.parametrize(
    ("paragraph", "is_quotation"),
    [
        ('"Дайынбыз", – деді ол.', True),
        ("«Дайынбыз», – деді ол.", True),
        ("“Дайынбыз” – деді ол.", True),
        ("«Қазақстан» стадионында ойын өтті.", False),
        ("Ол «дайынбыз» деді.", False),
    ],
)
def test_a_paragraph_that_is_quoted_speech_becomes_a_quotation(paragraph, is_quotation):
    assert bodies.from_paragraphs([paragraph]).startswith("<blockquote>") == is_quotation


def test_photos_are_found_and_replaced_in_their_order():
    html = '<p>а</p><figure data-photo="7"></figure><p>ә</p><figure data-photo="3"></figure>'
    assert bodies.photo_ids(html) == [7, 3]
    assert bodies.render(html, lambda block: f"[{block.value}]") == "<p>а</p>[7]<p>ә</p>[3]"


def test_reading_takes_at_least_a_minute():
    assert bodies.reading_minutes("") == 1
    assert bodies.reading_minutes("<p>" + "сөз " * 800 + "</p>") == 5


@pytest.mark.parametrize("tag", "blockquote b div font svg ul".split())
def test_what_is_nested_without_end_keeps_its_text(tag):
    """The parser would take minutes over it: its time grows with the square of the depth."""
    opened, closed = f"<{tag} id=a>" * 50_000, f"</{tag}>" * 50_000
    for html in (f"{opened}сөз<p>соңы</p>", f"{opened}сөз{closed}<p>соңы</p>"):
        assert bodies.to_text(bodies.clean(html)).endswith("соңы")


def test_a_list_within_lists_stays_as_it_is():
    html = "<ul><li>бір" * 20 + "</li></ul>" * 20
    assert bodies.clean(html) == html
    unclosed = "<p>бір" * 500
    assert bodies.clean(unclosed).count("<p>") == 500


LINK = '<a href="/a/">бір</a>'


@pytest.mark.parametrize("around", ['<a href="/b/">{}', '<p>{}<a href="/b/">', "<a href={}", "<{}"])
def test_a_link_is_found_among_what_opens_and_never_closes(around):
    assert bodies.links(around.format(LINK)) == ["/a/"]
    assert bodies.without_links(around.format(LINK), {"/a/"}) == around.format("бір")


def test_a_photo_is_found_among_what_opens_and_never_closes():
    figure = '<figure data-photo="{}">'
    html = bodies.clean(figure.format(1) + figure.format(2) + "</figure>")
    assert bodies.photo_ids(html) == [1, 2]


def test_a_link_keeps_what_is_marked_in_it():
    html = '<p><a href="/a/" rel="noopener">бір <em>екі</em></a></p>'
    assert bodies.without_links(html, {"/a/"}) == "<p>бір <em>екі</em></p>"
