"""A reader with a narrow screen: long words are broken, and whole in what is copied and printed."""

import pytest
from playwright.sync_api import expect

from tests import factories

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.once]
WORD = "ынтымақтастығымыздан"
HEADLINE = f"Елдің қауымдастықтарымызға {WORD} хабар"

# How many of the marks in an element a line ends at.
LINES = """selector => {
  const element = document.querySelector(selector);
  const marks = [...element.querySelectorAll(".shy")];
  return marks.filter(mark => {
    const before = document.createRange(), after = document.createRange();
    before.selectNodeContents(mark.previousSibling);
    after.selectNodeContents(mark.nextSibling);
    const last = [...before.getClientRects()].at(-1), first = after.getClientRects()[0];
    return first.top > last.top + 2;
  }).length;
}"""


@pytest.fixture
def article(live_server):
    return factories.make_article(
        HEADLINE, lede=f"Лид {WORD}.", body=f"<p>Мәтінде {WORD} көп, {WORD}.</p>" * 3
    )


@pytest.mark.parametrize("width", [320, 390])
def test_long_words_are_broken_on_a_narrow_screen(page, live_server, article, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(live_server.url + article.get_absolute_url())
    assert page.evaluate(LINES, "h1") > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(live_server.url)
    assert page.locator(".lead__title .shy").count() > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_wide_headlines_are_not(page, live_server, article):
    page.set_viewport_size({"width": 1200, "height": 800})
    page.goto(live_server.url + article.get_absolute_url())
    assert page.evaluate(LINES, "h1") == 0


def test_what_is_copied_found_and_read_out_is_whole(page, live_server, article, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(live_server.url + article.get_absolute_url())
    expect(page.get_by_role("heading", name=HEADLINE, exact=True)).to_be_visible()
    assert page.evaluate("word => window.find(word)", WORD)
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert HEADLINE in copied
    assert f"Мәтінде {WORD} көп, {WORD}." in copied
    assert "\u00ad" not in copied
