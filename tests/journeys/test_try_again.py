"""A save while the database is away: the text is there, and goes by itself when it is back."""

import pytest
from playwright.sync_api import expect

from articles.db import outage
from tests.factories import make_article
from tests.support.browser import axe_violations, fill_in, overflow
from tests.support.staff import make_staff

pytestmark = [pytest.mark.journey, pytest.mark.once]
HEADLINE = "Қызылордада су сақтайтын жаңа бөгет салынды"


@pytest.fixture
def away(monkeypatch):
    """Whether the database is away: a list, empty or not."""
    known = []
    monkeypatch.setattr(outage, "is_on", lambda: bool(known))
    return known


@pytest.fixture
def refused(live_server, window, away):
    """An article, and the page that a save of it was answered by."""
    article = make_article("Бұрынғы", publish=False)
    make_staff("Editor")
    page = window()
    fill_in(page, live_server, "editor")
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    page.get_by_label("Тақырыбы").fill(HEADLINE)
    away.append(True)
    page.keyboard.press("Control+s")
    page.get_by_role("heading", name="Әзірге сақталған жоқ").wait_for()
    return article, page


def test_a_save_goes_by_itself_when_the_database_is_back(refused, away):
    article, page = refused
    expect(page.get_by_label("Тақырыбы", exact=True)).to_have_value(HEADLINE)
    expect(page.get_by_text("өзі қайта жіберіледі")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    assert (axe_violations(page), overflow(page)) == ([], 0)
    with page.expect_navigation():
        pass  # refused once more
    expect(page.get_by_label("Тақырыбы", exact=True)).to_have_value(HEADLINE)
    away.clear()
    page.wait_for_url("**/change/")
    page.get_by_role("heading", name="Әзірге сақталған жоқ").wait_for(state="detached")
    article.refresh_from_db()
    assert article.headline == HEADLINE


def test_what_is_changed_there_waits_for_the_button(refused, away):
    article, page = refused
    page.get_by_label("Тақырыбы", exact=True).fill(f"{HEADLINE}: ертең")
    expect(page.get_by_text("өзі қайта жіберіледі")).to_be_hidden()
    away.clear()
    page.get_by_role("button", name="Қайта жіберу").click()
    page.get_by_role("heading", name="Әзірге сақталған жоқ").wait_for(state="detached")
    article.refresh_from_db()
    assert article.headline == f"{HEADLINE}: ертең"
