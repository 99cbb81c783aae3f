"""An article's way: written, sent back, scheduled, shown outside, corrected, retracted."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.factories import make_photo, make_section, make_tag
from tests.support import newsroom
from tests.support.browser import axe_violations, look_through, overflow

pytestmark = [pytest.mark.journey, pytest.mark.once]

HEADLINE = "Сырдарияда жаңа өткел ашылды"
WINDOWS = ((390, "dark"), (1280, "light"))
BODY = "Өткелден күніне жүз көлік өтеді."


def look(page, name, windows=WINDOWS):
    """The screen is sound on a telephone in the dark, and on a desk by day."""
    for width, scheme in windows:
        look_through(page, width=width, height=900, scheme=scheme)
        assert overflow(page) <= 0, name
        assert axe_violations(page) == [], name


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def unfold(page, name):
    page.locator("#panel summary", has_text=name).click()


def at(page, name, moment):
    local = timezone.localtime(moment)
    page.locator(f"#id_{name}_0").fill(f"{local:%d.%m.%Y}")
    page.locator(f"#id_{name}_1").fill(f"{local:%H:%M:%S}")


def test_from_a_reporters_draft_to_a_retraction(live_server, sign_in, window, settings):
    settings.SITE_URL = live_server.url
    section = make_section("Қоғам", "qogam")
    make_tag("Көлік", "kolik")
    make_photo(file=newsroom.picture("river"), caption="Өткел", alt="Өткел", credit="Асқар")
    dana = sign_in("Reporter", username="dana", first_name="Дана", last_name="Әлі")
    editor = sign_in("Editor", username="aigul", first_name="Айгүл", last_name="Сәрсенова")
    reporter_writes(dana, live_server, section)
    editor_sends_back(editor, live_server)
    reporter_answers(dana, live_server)
    outsider = window()
    editor_schedules(editor, live_server, outsider)
    editor_publishes(editor, outsider, live_server)
    editor_corrects(editor, outsider, live_server)
    editor_retracts(editor, outsider, live_server)


def reporter_writes(page, live_server, section):
    page.get_by_role("link", name="Жаңа мақала").first.click()
    page.get_by_label("Тақырыбы").fill(HEADLINE)
    page.locator(".body-editor.ready").wait_for()
    page.get_by_role("textbox", name="Мәтіні").click()
    page.keyboard.type(BODY)
    page.get_by_label("Бөлімі").select_option(label=section.name)
    page.get_by_label("Агенттік").fill("Жаңа күн")
    press(page, "Тексеруге жіберу")
    page.get_by_text("Мақала тексеруге жіберілді.").wait_for()
    expect(page.get_by_label("Тақырыбы")).to_have_count(0)
    look(page, "read by who has submitted it")


def editor_sends_back(page, live_server):
    page.goto(f"{live_server.url}/admin/")
    page.get_by_role("link", name=HEADLINE).first.click()
    page.get_by_text("Лиді жоқ.").wait_for()
    unfold(page, "Ескертпелер")
    page.get_by_role("textbox", name="Жаңа ескертпе").fill("@dana, лидін жазып жібер.")
    look(page, "gate")
    press(page, "Авторға қайтару")
    page.get_by_text("Мақала авторға қайтарылды.").wait_for()


def reporter_answers(page, live_server):
    page.goto(f"{live_server.url}/admin/")
    page.get_by_text("@dana, лидін жазып жібер.").wait_for()
    look(page, "desk with a note")
    page.get_by_role("link", name=HEADLINE).first.click()
    page.get_by_label("Лид").fill("Ауыл тұрғындары оны жиырма жыл күткен.")
    page.get_by_role("textbox", name="Жаңа ескертпе").fill("Жаздым.")
    press(page, "Тексеруге жіберу")


def editor_schedules(page, live_server, outsider):
    page.goto(f"{live_server.url}/admin/")
    page.get_by_role("link", name=HEADLINE).first.click()
    page.locator(".notes").get_by_text("Жаздым.").wait_for()
    unfold(page, "Сыртқа көрсету")
    press(page, "Сілтеме ашу")
    outsider.goto(page.get_by_label("нұсқаның сілтемесі").input_value())
    expect(outsider.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    outsider.get_by_text(BODY).wait_for()
    at(page, "embargo_until", timezone.now() + timedelta(minutes=5))
    press(page, "Жариялау")
    page.get_by_text("Мақала жоспарланды").wait_for()
    outsider.goto(live_server.url)
    expect(outsider.get_by_text(HEADLINE)).to_have_count(0)


def editor_publishes(page, outsider, live_server):
    page.goto(f"{live_server.url}/admin/")
    embargoed = page.locator("section", has=page.get_by_role("heading", name="Эмбаргода"))
    embargoed.get_by_role("link", name=HEADLINE).click()
    at(page, "embargo_until", timezone.now() - timedelta(minutes=2))
    at(page, "published_at", timezone.now() - timedelta(minutes=1))
    press(page, "Сақтау")
    page.get_by_role("link", name="Сайттан көру").first.wait_for()
    outsider.reload()
    outsider.get_by_role("link", name=HEADLINE).first.click()
    outsider.get_by_text(BODY).wait_for()


def editor_corrects(page, outsider, live_server):
    page.locator(".body-editor.ready").wait_for()
    page.get_by_role("textbox", name="Мәтіні").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("Өткелден күніне екі жүз көлік өтеді.")
    page.get_by_label("Өзгерістің түрі").select_option("correction")
    press(page, "Өзгерістерді жариялау")
    page.get_by_text("ескертпе жазылмаған").first.wait_for()
    expect(page.get_by_label("Оқырманға ескертпе")).to_be_focused()
    look(page, "refused")
    expect(page.locator("#unsaved li")).to_have_count(0)  # what was typed stands in the form
    page.get_by_label("Оқырманға ескертпе").fill("Көлік саны қате еді: жүз емес, екі жүз.")
    press(page, "Өзгерістерді жариялау")
    page.get_by_text("Өзгерістер жарияланды.").wait_for()
    outsider.reload()
    outsider.get_by_text("екі жүз көлік").wait_for()
    outsider.get_by_text("Көлік саны қате еді").wait_for()
    look(outsider, "corrected", WINDOWS[:1])
    outsider.goto(f"{live_server.url}/corrections/")
    outsider.get_by_text("Көлік саны қате еді").wait_for()
    look(outsider, "corrections", WINDOWS[:1])
    outsider.go_back()


def editor_retracts(page, outsider, live_server):
    page.get_by_label("Оқырманға ескертпе").fill("Өткел әлі ашылмаған екен.")
    press(page, "Қайтарып алу")
    page.get_by_text("Мақала қайтарып алынды, мекенжайында").wait_for()
    outsider.reload()
    outsider.get_by_text("Өткел әлі ашылмаған екен.").wait_for()
    expect(outsider.get_by_text("екі жүз көлік")).to_have_count(0)
    look(outsider, "retracted", WINDOWS[:1])
    outsider.goto(live_server.url)
    expect(outsider.get_by_text(HEADLINE)).to_have_count(0)
    page.get_by_role("link", name="Тарих", exact=True).click()
    look(page, "history")
