"""The form of an article as a page to write on: what stands where, and how one gets about."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.factories import make_article
from tests.support.browser import axe_violations, look_through, overflow

pytestmark = [pytest.mark.journey, pytest.mark.once]

LOOKS = [(width, scheme) for width in (1440, 1280, 390) for scheme in ("light", "dark")]
HEIGHT = {1440: 900, 1280: 800, 390: 844}
PARAGRAPH = "<p>Жаңа су қоймасы биыл салынып бітті, ол үш ауданға ауызсу береді.</p>"
# How many letters of the first paragraph stand in its first line.
FIRST_LINE = """() => {
  const text = document.querySelector(".ProseMirror p").firstChild, range = document.createRange();
  const top = (at) => (range.setStart(text, at), range.setEnd(text, at + 1),
                       range.getBoundingClientRect().top);
  const first = top(0);
  return [...text.data].findIndex((_, at) => top(at) > first + 5);
}"""


@pytest.fixture
def article(db):
    return make_article(
        "Сырдарияда үш ауданға ауызсу беретін жаңа су қоймасы салынып бітті",
        lede="Құрылыс екі жылға созылды, енді жүз ауылдың суы таза.",
        body=PARAGRAPH * 12 + "<p>" + "сөз сөйлем " * 60 + "</p>",
        publish=False,
    )


def open_form(page, live_server, article):
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    page.locator(".body-editor.ready").wait_for()


def rows_of(page):
    """How many rows the buttons take that are seen below the text."""
    return page.evaluate(
        """() => new Set([...document.querySelectorAll(".submit-row :is(button, a)")]
          .filter((one) => one.checkVisibility())
          .map((one) => Math.round((one.getBoundingClientRect().top +
                                    one.getBoundingClientRect().bottom) / 2))).size"""
    )


def test_it_is_quiet_and_sound_in_every_window(live_server, sign_in, article):
    page = sign_in("Chief editor")
    open_form(page, live_server, article)
    for width, scheme in LOOKS:
        look_through(page, width=width, height=HEIGHT[width], scheme=scheme)
        assert overflow(page) <= 0
        assert axe_violations(page) == []
        assert rows_of(page) == 1
        row = page.locator(".submit-row").bounding_box()
        first = page.locator(".ProseMirror p").first.bounding_box()
        assert first["y"] + first["height"] < row["y"]  # on the first screen
    long = page.locator(".ProseMirror > p").last
    page.set_viewport_size({"width": 1280, "height": 800})
    page.locator(".ProseMirror > p").first.evaluate("one => one.remove()")
    long.evaluate("one => one.parentElement.prepend(one)")
    assert 50 <= page.evaluate(FIRST_LINE) <= 75


def test_the_buttons_take_one_row_in_every_language(live_server, sign_in, article):
    review = make_article(publish=False)
    review.transition("submit", by=None, at=timezone.now())
    page = sign_in("Chief editor")
    page.set_viewport_size({"width": 1280, "height": 800})
    for language in ("ru", "en", "kk"):
        for shown in (article, review, make_article()):
            open_form(page, live_server, shown)
            with page.expect_navigation():
                page.locator(f".languages [value={language}]").click()
            page.locator(".preview-pane-button:not([hidden])").wait_for()
            assert rows_of(page) == 1, (language, shown.status)


def test_the_keyboard_comes_from_the_headline_to_save(live_server, sign_in, article):
    page = sign_in("Chief editor")
    open_form(page, live_server, article)
    page.get_by_label("Тақырыбы").focus()
    stops = 0
    while page.evaluate("document.activeElement.name") != "_continue":
        page.keyboard.press("Tab")
        stops += 1
        assert stops <= 12
    assert stops >= 3  # through lede and text, that is


def test_the_panel_follows_scrolls_by_itself_and_remembers(live_server, sign_in, article):
    page = sign_in("Chief editor")
    page.set_viewport_size({"width": 1280, "height": 800})
    open_form(page, live_server, article)
    panel, section = page.locator("#panel"), page.get_by_label("Бөлімі")
    assert panel.evaluate("one => one.scrollHeight > one.clientHeight")
    page.mouse.move(400, 500)
    page.mouse.wheel(0, 600)
    page.wait_for_function("() => scrollY > 300")
    expect(section).to_be_in_viewport()
    fold = panel.locator("summary", has_text="Санаты")
    expect(page.get_by_label("Жаңа ескертпе")).to_be_hidden()
    panel.locator("summary", has_text="Ескертпелер").click()
    fold.click()
    expect(section).to_be_hidden()
    expect(page.get_by_label("Жаңа ескертпе")).to_be_visible()
    open_form(page, live_server, article)
    expect(section).to_be_hidden()
    expect(page.get_by_label("Жаңа ескертпе")).to_be_visible()
    # What has an error is unfolded, whatever was folded by hand.
    section.evaluate("one => (one.value = '')")
    with page.expect_navigation():
        page.get_by_role("button", name="Жариялау", exact=True).click()
    expect(section).to_be_visible()


def test_on_a_telephone_the_rest_is_in_a_menu(live_server, sign_in, article):
    page = sign_in("Chief editor")
    page.set_viewport_size({"width": 390, "height": 844})
    open_form(page, live_server, article)
    button = page.get_by_role("button", name="Тексеруге жіберу")
    expect(button).to_be_hidden()
    page.get_by_role("button", name="Қосымша", exact=True).click()
    assert axe_violations(page) == []
    with page.expect_navigation():
        button.click()
    page.get_by_text("Мақала тексеруге жіберілді.").wait_for()


def test_a_check_leads_into_its_own_field(live_server, sign_in, db):
    article = make_article(publish=False, authors=[])
    page = sign_in("Chief editor")
    page.set_viewport_size({"width": 1280, "height": 800})
    open_form(page, live_server, article)
    page.get_by_role("link", name="Автор да, агенттік те көрсетілмеген").click()
    expect(page.locator("#id_authors_search")).to_be_focused()
    expect(page.locator("#id_authors_search")).to_be_in_viewport()
    with page.expect_navigation():
        page.get_by_role("button", name="Жариялау", exact=True).click()
    expect(page.locator("#id_authors_search")).to_be_focused()


@pytest.mark.parametrize("width", [1280, 390])
def test_calendar_and_clock_open_inside_the_window(live_server, sign_in, article, width):
    page = sign_in("Chief editor")
    page.set_viewport_size({"width": width, "height": 800})
    open_form(page, live_server, article)
    row = page.locator(".field-embargo_until")
    for icon, box in ((".date-icon", ".calendarbox"), (".clock-icon", ".clockbox")):
        row.locator(icon).click()
        opened = page.locator(f"{box}:visible")
        opened.wait_for()
        page.wait_for_function(
            """(name) => [...document.querySelectorAll(name)].some((one) => {
              const at = one.getBoundingClientRect();
              return at.height && at.left >= 0 && at.top >= 0 &&
                at.right <= innerWidth && at.bottom <= innerHeight;
            })""",
            arg=box,
        )
        opened.get_by_role("link", name="Болдырмау").click()
    row.locator(".clock-icon").click()
    page.locator(".clockbox:visible a").first.click()
    assert page.locator("#id_embargo_until_1").input_value().count(":") == 1


@pytest.mark.parametrize("width", [1280, 390])
def test_the_preview_beside_the_text_follows_what_is_typed(live_server, sign_in, article, width):
    page = sign_in("Chief editor")
    page.set_viewport_size({"width": width, "height": 844})
    open_form(page, live_server, article)
    if width == 390:
        page.get_by_role("button", name="Қосымша", exact=True).click()
    page.get_by_role("button", name="Қасында қарау").click()
    pane = page.get_by_role("region", name="Алдын ала қарау")
    shown = page.frame_locator("#preview-pane iframe")
    expect(shown.get_by_role("heading", level=1)).to_have_text(article.headline)
    assert rows_of(page) == 1
    assert overflow(page) <= 0
    assert axe_violations(page) == []
    before = page.evaluate("history.length")
    page.locator("#id_headline").fill("Су келді")
    expect(shown.get_by_role("heading", level=1)).to_have_text("Су келді")
    pane.get_by_role("button", name="Qaz").click()
    expect(shown.get_by_role("heading", level=1)).to_have_text("Su keldı")
    pane.get_by_role("button", name="Компьютер").click()
    expect(shown.get_by_role("heading", level=1)).to_have_text("Su keldı")
    pane.get_by_role("button", name="Сілтемелер").click()
    expect(shown.locator(".telegram strong")).to_have_text("Su keldı")
    assert page.evaluate("history.length") == before  # back leads out of the form
    pane.get_by_role("button", name="Жабу").click()
    expect(pane).to_be_hidden()
    expect(page.get_by_label("Бөлімі")).to_be_visible()
    article.refresh_from_db()
    assert article.headline != "Су келді"
