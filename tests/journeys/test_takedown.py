"""A live article goes in two presses, whatever its draft is like, and what was typed stays."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Autosave
from articles.models.workflow.transitions import Status
from tests.factories import make_article
from tests.journeys.test_editor import text_field
from tests.support.broken import BROKEN
from tests.support.browser import axe_violations, look_through, overflow
from tests.support.staff import make_staff

pytestmark = [pytest.mark.journey, pytest.mark.once]
NOTE = "Деректердің ешбірі расталмады."


def clashing():
    """The page is open; then a colleague saves."""
    return make_article("Оқырман көрген тақырып")


def meanwhile(article):
    content = article.content() | {"headline": "Олардікі", "lede": "Олардікі"}
    article.save_revision(content, by=make_staff("Chief editor"), at=timezone.now())


def take_down(page, name, note=""):
    page.get_by_role("button", name=name, exact=True).click()
    dialog = page.get_by_role("dialog")
    if note:
        expect(dialog.get_by_label("Қайтарып алу себебі")).to_be_focused()
        page.keyboard.insert_text(note)
    with page.expect_navigation():
        dialog.get_by_role("button").first.click()


@pytest.mark.parametrize(
    ("name", "note"), [("Жарияланымнан алу", ""), ("Қайтарып алу", NOTE)], ids=["off", "back"]
)
def test_in_two_presses(live_server, sign_in, name, note):
    page = sign_in("Editor")
    for make in (*BROKEN, clashing):
        article = make()
        page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
        text_field(page)
        page.get_by_label("Лид").fill("Терілген лид")
        if make is clashing:
            meanwhile(article)
        take_down(page, name, note)
        article.refresh_from_db()
        assert article.status == Status.WITHDRAWN, make
        expect(page.get_by_label("Лид")).to_have_value("Терілген лид")
        assert Autosave.objects.filter(article=article).count() == 1


def test_the_question_is_sound_and_can_be_left(live_server, sign_in):
    page = sign_in("Editor")
    article = make_article()
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    text_field(page)
    for name in ("Жарияланымнан алу", "Қайтарып алу"):
        button = page.get_by_role("button", name=name, exact=True)
        for width, scheme in ((390, "dark"), (1280, "light")):
            look_through(page, width=width, height=900, scheme=scheme)
            button.click()
            assert (axe_violations(page), overflow(page)) == ([], 0)
            page.keyboard.press("Escape")
            expect(button).to_be_focused()
    article.refresh_from_db()
    assert article.is_live()


def test_without_scripts_a_page_asks(live_server, sign_in, browser, browser_context_args):
    state = sign_in("Editor").context.storage_state()
    page = browser.new_context(
        **browser_context_args, storage_state=state, java_script_enabled=False
    ).new_page()
    for name, note in (("Жарияланымнан алу", ""), ("Қайтарып алу", NOTE)):
        article = make_article()
        page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
        page.get_by_label("Лид").fill("Терілген лид")
        page.get_by_role("button", name=name, exact=True).click()
        assert page.locator("h1").inner_text() == name
        if note:
            page.get_by_label("Қайтарып алу себебі").fill(note)
        page.locator(".take-down button").click()
        expect(page.get_by_label("Лид")).to_have_value("Терілген лид")
        article.refresh_from_db()
        assert article.status == Status.WITHDRAWN
    page.context.close()
