"""The front page arranged in a real browser: by dragging, by keyboard, for later, and back."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Layout
from tests.factories import make_article
from tests.support.browser import axe_violations, overflow
from tests.support.staff import PASSWORD, make_staff

pytestmark = pytest.mark.journey


@pytest.fixture
def screen(live_server, page):
    """The board of the front page over twelve articles, opened by an editor."""
    now = timezone.now()
    for n in range(12):
        make_article(f"Жаңалық {n}", publish=now - timedelta(minutes=n + 1))
    make_staff("Editor")
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Пайдаланушы аты").fill("editor")
    page.get_by_label("Құпиясөз").fill(PASSWORD)
    page.get_by_role("button", name="Кіру", exact=True).click()
    page.goto(f"{live_server.url}/admin/articles/layout/")
    return page


def slot(page, name):
    return page.locator(f'[data-slot="{name}"]')


def headline(page, name):
    return slot(page, name).locator(".story a").inner_text()


def said(page, words):
    page.locator("#front-page-said", has_text=words).wait_for(state="attached")


def tops(page, live_server):
    """The first headlines that readers see."""
    reader = page.context.new_page()
    reader.goto(live_server.url)
    found = reader.locator(".front__lead h2").all_inner_texts()
    reader.close()
    return found


def save(page):
    page.get_by_role("button", name="Сақтап, оқырманға шығару").click()
    page.get_by_text("Бет жаңарды.").wait_for()


def test_stories_are_placed_by_dragging_and_by_keyboard(screen, live_server):
    page = screen
    assert headline(page, "top.0") == "Жаңалық 0"
    page.locator(".front-page-offered .story", has_text="Жаңалық 10").drag_to(slot(page, "top.0"))
    said(page, "Жаңалық 10: Беттің басы, 1-орын")
    slot(page, "top.3").locator(".story").drag_to(slot(page, "top.1"))
    said(page, "Жаңалық 2: Беттің басы, 2-орын")
    assert tops(page, live_server)[0] == "Жаңалық 0"
    save(page)
    assert tops(page, live_server)[:3] == ["Жаңалық 10", "Жаңалық 2", "Жаңалық 0"]

    up = page.get_by_role("button", name="Жоғары жылжыту: Жаңалық 2", exact=True).first
    up.focus()
    page.keyboard.press("Enter")
    said(page, "Жаңалық 2: Беттің басы, 1-орын")
    assert page.evaluate("document.activeElement.ariaLabel") == "Төмен жылжыту: Жаңалық 2"
    page.get_by_label("Мақала іздеу").fill("жаңалық 11")
    before = page.locator("#front-page").element_handle()
    page.keyboard.press("Enter")
    page.wait_for_function("board => !board.isConnected", arg=before)
    place = page.get_by_role("button", name="Қою: Жаңалық 11")
    page.get_by_label("Орны: Жаңалық 11").select_option("top.2")
    place.focus()
    page.keyboard.press("Enter")
    said(page, "Жаңалық 11: Беттің басы, 3-орын")
    save(page)
    assert tops(page, live_server)[:3] == ["Жаңалық 2", "Жаңалық 10", "Жаңалық 11"]


def test_scheduled_seen_before_and_taken_back(screen, live_server):
    page, due = screen, timezone.localtime() + timedelta(days=1)
    page.get_by_label("Қай сәтке").fill(due.strftime("%Y-%m-%dT09:00"))
    page.get_by_role("button", name="Көрсету").first.click()
    page.get_by_text("кезінде осындай болады").wait_for()
    page.locator(".front-page-offered .story", has_text="Жаңалық 10").drag_to(slot(page, "top.0"))
    said(page, "Жаңалық 10: Беттің басы, 1-орын")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Алдын ала қарау").click()
    preview = opened.value
    expect(preview.locator(".front__lead h2").first).to_have_text("Жаңалық 10")
    preview.get_by_text("оқырман бұл бетті әлі көрмейді").wait_for()
    preview.close()
    save(page)
    assert tops(page, live_server)[0] == "Жаңалық 0"
    expect(slot(page, "top.0").locator(".slot-waiting")).to_contain_text("Жаңалық 10")
    page.locator("[data-when]").click()
    slot(page, "top.0").locator(".story", has_text="Жаңалық 10").wait_for()
    page.get_by_role("button", name="Соңғы өзгерісті қайтару").click()
    page.get_by_text("Соңғы өзгеріс қайтарылды.").wait_for()
    expect(page.locator(".slot-waiting")).to_have_count(0)
    assert Layout.objects.first().content["slots"] == {}


@pytest.mark.once
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_front_page_screen_is_open_to_all(screen, scheme):
    page = screen
    page.emulate_media(color_scheme=scheme)
    page.get_by_role("button", name="Бекіту").first.click()
    said(page, "1-орын")
    for width in (1280, 768, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert axe_violations(page) == []
        assert overflow(page) <= 0


def test_a_refusal_of_the_breaking_news_is_seen_at_once(live_server, sign_in):
    page = sign_in("Editor")
    page.goto(f"{live_server.url}/admin/articles/layout/kk/board/")
    page.locator("#id_banner-text").fill("Су тасыды")
    page.locator("#id_banner-link").fill("/joq-bolim/")
    page.get_by_role("button", name="Сақтап, оқырманға шығару").click()
    refusal = page.get_by_role("alert")
    expect(refusal).to_contain_text("сайтта ондай бет жоқ")
    expect(refusal).to_be_in_viewport()
    assert axe_violations(page) == []
    refusal.get_by_role("link").click()
    expect(page.locator("#id_banner-link")).to_be_in_viewport()
