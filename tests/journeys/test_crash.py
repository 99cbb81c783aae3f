"""What is typed outlives the browser, and no key that is pressed by chance takes it away."""

import re
import uuid

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article, Autosave, User
from tests.factories import make_article
from tests.journeys.test_editor import text_field
from tests.support.browser import axe_violations, fill_in, overflow
from tests.support.staff import make_staff

pytestmark = [pytest.mark.journey, pytest.mark.once]
HEADLINE = "Қызылордада су сақтайтын жаңа бөгет салынды"
TEXT = "Бөгеттің құрылысы үш жылға созылды."


@pytest.fixture
def again(live_server, window):
    """Opens the browser of an editor who has signed in already: what it stores goes with it."""
    first = window()
    make_staff("Editor", first_name="Айгүл")
    fill_in(first, live_server, "editor")
    return lambda: window(first.context.storage_state())


def write(page, address, headline=HEADLINE):
    page.goto(address)
    text = text_field(page)
    page.get_by_label("Тақырыбы").fill(headline)
    text.click()
    page.keyboard.insert_text(TEXT)


def kept(page):
    page.get_by_text(re.compile("сақталып тұр")).wait_for()


def after_a_crash(again, address):
    """The browser once more, whose window closed over a text without a word to the page."""
    page = again()
    write(page, address)
    kept(page)
    page.context.close()
    return again()


def test_who_types_at_once_after_a_crash_loses_nothing(live_server, again):
    address = f"{live_server.url}/admin/articles/article/add/"
    page = after_a_crash(again, address)
    page.goto(address)
    text_field(page)
    expect(page.get_by_label("Тақырыбы")).to_be_focused()
    page.keyboard.type("Жаңа ой туды")
    for key in ("Space", "Enter", "Tab", "Space", "Enter"):
        page.keyboard.press(key)
    assert Autosave.objects.filter(discarded_at=None, form__headline__0=HEADLINE).exists()
    row = page.locator("#unsaved li", has_text=HEADLINE)
    expect(row).to_contain_text("11 сөз")
    row.get_by_role("button", name="Қайтару").click()
    expect(page.get_by_label("Тақырыбы")).to_have_value(HEADLINE)
    expect(text_field(page)).to_have_text(TEXT)
    expect(page.locator("#unsaved")).to_contain_text("Жаңа ой туды")


def test_who_goes_on_with_an_article_after_a_crash_types_into_its_headline(live_server, again):
    article = make_article("Бұрынғы", publish=False)
    address = f"{live_server.url}/admin/articles/article/{article.pk}/change/"
    page = after_a_crash(again, address)
    page.goto(address)
    expect(page.get_by_label("Тақырыбы")).to_be_focused()
    page.keyboard.type("ой туды")
    for key in ("Space", "Enter"):
        page.keyboard.press(key)
    page.locator("#unsaved li", has_text=HEADLINE).get_by_role("button", name="Қайтару").click()
    expect(page.get_by_label("Тақырыбы")).to_have_value(HEADLINE)


def test_a_text_is_discarded_after_a_question_and_comes_back_by_keyboard(live_server, again):
    address = f"{live_server.url}/admin/articles/article/add/"
    page = after_a_crash(again, address)
    page.goto(address)
    page.get_by_role("button", name="Керегі жоқ").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Жоқ, қалсын")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Керегі жоқ")).to_be_focused()
    assert axe_violations(page) == []
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Иә, алып тастау").press("Enter")
    expect(page.locator("#unsaved-said")).to_contain_text("Мәтін алып тасталды.")
    expect(page.get_by_role("button", name="Қайтару")).to_be_focused()
    assert Autosave.objects.get().discarded_at
    page.set_viewport_size({"width": 390, "height": 800})
    assert (axe_violations(page), overflow(page)) == ([], 0)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Тақырыбы")).to_have_value(HEADLINE)


def test_ten_texts_take_one_line(live_server, again):
    address = f"{live_server.url}/admin/articles/article/add/"
    page = again()
    for n in range(10):
        Autosave.objects.create(
            key=uuid.uuid4(),
            by=User.objects.get(),
            form={"headline": [f"{n}. {HEADLINE}"]},
            at=timezone.now(),
        )
    page.goto(address)
    text_field(page)
    summary = page.get_by_text("10 сақталған мәтін")
    expect(summary).to_be_visible()
    expect(page.locator("#unsaved li").first).to_be_hidden()
    assert page.locator("#unsaved").bounding_box()["height"] < 60
    page.locator("#unsaved summary").press("Enter")
    expect(page.locator("#unsaved li:visible")).to_have_count(10)


def test_a_page_that_dies_leaves_what_was_typed_a_moment_ago(live_server, window):
    """The server is out of reach: the browser has the text, and brings it when it is back."""
    article = make_article("Бұрынғы", publish=False)
    make_staff("Editor")
    page = window()
    fill_in(page, live_server, "editor")
    address = f"{live_server.url}/admin/articles/article/{article.pk}/change/"
    context = page.context
    # By the server, not by the browser: what a page sends while it closes, no route of it sees.
    live_server.shutter.refused = "/autosave/"
    write(page, address)
    page.get_by_text("Серверге жетпей тұр").wait_for()
    page.close(run_before_unload=False)
    assert not Autosave.objects.exists()
    live_server.shutter.refused = ""
    page = context.new_page()
    page.goto(address)
    row = page.locator("#unsaved li", has_text=HEADLINE)
    row.get_by_role("button", name="Қайтару").click()
    expect(text_field(page)).to_contain_text(TEXT)


def test_who_never_pauses_and_who_looks_away_is_kept_all_the_same(live_server, again):
    page = again()
    page.clock.install()
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    text_field(page)
    for n in range(30):
        page.get_by_label("Тақырыбы").press_sequentially(f"сөз{n} ")
        page.clock.run_for(300)
    with page.expect_response("**/autosave/"):
        page.clock.run_for(4000)
    kept(page)
    assert "сөз9" in Autosave.objects.get().form["headline"][0]
    page.get_by_label("Тақырыбы").press_sequentially("соңғысы")
    hide = "Object.defineProperty(document, 'hidden', {get: () => true});"
    with page.expect_response("**/autosave/"):
        page.evaluate(hide + "document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("#autosaved")).to_contain_text("сақталып тұр")
    assert "соңғысы" in Autosave.objects.get().form["headline"][0]


@pytest.mark.parametrize("lost", ["session", "token"])
def test_what_was_typed_survives_the_end_of_the_session(live_server, again, lost):
    page = again()
    write(page, f"{live_server.url}/admin/articles/article/add/")
    page.route("**/autosave/", lambda route: route.abort())
    if lost == "session":
        page.context.clear_cookies(name="sessionid")
    else:
        page.evaluate("document.querySelector('#article_form').csrfmiddlewaretoken.value = 'x'")
    page.get_by_role("button", name="Сақтау", exact=True).click()
    page.unroute("**/autosave/")
    if lost == "session":
        page.get_by_label("Пайдаланушы аты").fill("editor")
        page.get_by_label("Құпиясөз").fill("ashyq-qupiya-2026")
        page.get_by_role("button", name="Кіру", exact=True).click()
    else:
        page.get_by_role("heading", name="Бұл бет ескірген").wait_for()
        page.get_by_role("link", name="Бетті қайта ашу").click()
    row = page.locator("#unsaved li", has_text=HEADLINE)
    row.get_by_role("button", name="Қайтару").click()
    expect(text_field(page)).to_have_text(TEXT)
    assert not Article.objects.exists()


def test_without_scripts(live_server, again, browser, browser_context_args):
    page = again()
    write(page, f"{live_server.url}/admin/articles/article/add/")
    kept(page)
    state = page.context.storage_state()
    plain = browser.new_context(
        **browser_context_args, storage_state=state, java_script_enabled=False
    ).new_page()
    plain.goto(f"{live_server.url}/admin/articles/article/add/")
    plain.get_by_role("button", name="Керегі жоқ").click()
    plain.get_by_text("Мәтін алып тасталды.").wait_for()
    plain.locator("#unsaved summary").click()
    plain.get_by_role("button", name="Қайтару").click()
    expect(plain.get_by_label("Тақырыбы")).to_have_value(HEADLINE)
    plain.context.close()
