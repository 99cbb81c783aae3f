"""A flash in a real browser: from the desk to the front page in at most three clicks."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.factories import make_author, make_section
from tests.support.browser import axe_violations, look_through, overflow

pytestmark = [pytest.mark.journey, pytest.mark.once]

HEADLINE = "Алматыда жер сілкінді"
WINDOWS = [(390, "light"), (390, "dark"), (1440, "light"), (1440, "dark")]


def look(page, name):
    for width, scheme in WINDOWS:
        look_through(page, width=width, height=900, scheme=scheme)
        assert overflow(page) <= 0, name
        assert axe_violations(page) == [], name


@pytest.fixture
def clicks():
    """Counts the clicks of a page from here on, on whatever page they are."""

    def count(page):
        made = []
        page.expose_function("clicked", lambda: made.append(1))
        page.add_init_script("addEventListener('click', () => clicked(), true)")
        page.reload()
        return made

    return count


def test_a_flash_is_on_the_front_page_in_at_most_three_clicks(
    live_server, sign_in, window, clicks, settings
):
    settings.SITE_URL = live_server.url
    make_section("Қала", "qala")
    make_author("Агенттік", "agenttik")
    page = sign_in("Editor", username="aigul", first_name="Айгүл", last_name="Сәрсенова")
    made = clicks(page)
    page.get_by_role("link", name="Шұғыл", exact=True).click()
    expect(page.get_by_label("Тақырыбы")).to_be_focused()
    page.keyboard.type(HEADLINE)
    page.get_by_role("button", name="Жариялау", exact=True).click()
    page.get_by_text("Шұғыл хабар шықты").wait_for()
    assert len(made) <= 3
    reader = window()
    reader.goto(f"{live_server.url}/")
    banner = reader.get_by_role("complementary", name="Шұғыл хабар")
    expect(banner).to_contain_text("толықтырылуда")
    expect(reader.locator(".lead")).to_contain_text("толықтырылуда")
    look(reader, "front")
    banner.get_by_role("link", name=HEADLINE).click()
    expect(reader.get_by_role("heading", name=HEADLINE)).to_be_visible()
    look(reader, "article")
    page.goto(f"{live_server.url}/admin/")
    page.get_by_role("heading", name="Толықтырылуда").wait_for()
    look(page, "desk")


def test_a_flash_by_keyboard_alone(live_server, sign_in):
    make_section("Қала", "qala")
    page = sign_in("Reporter", username="dana", first_name="Дана", last_name="Әлі")
    page.get_by_role("link", name="Шұғыл", exact=True).press("Enter")
    expect(page.get_by_label("Тақырыбы")).to_be_focused()
    look(page, "flash")
    page.get_by_label("Тақырыбы").focus()
    page.keyboard.type(HEADLINE)
    button = page.get_by_role("button", name="Тексеруге жіберу")
    for _ in range(8):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.get_by_text("редакторға жіберілді").wait_for()
    assert Article.objects.get().status == "in_review"
