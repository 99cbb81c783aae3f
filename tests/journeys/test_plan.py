"""The plan in a real browser: dragged, moved by keyboard, looked at."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article, User
from tests.factories import make_article
from tests.support.browser import axe_violations, look_through, overflow

pytestmark = [pytest.mark.journey, pytest.mark.once]
PLAN = reverse("admin:articles_article_plan")


def at_ten(days):
    """Ten o'clock on a day of next week, ``days`` after its Monday."""
    today = timezone.localdate()
    monday = today + timedelta(days=7 - today.weekday())
    return timezone.make_aware(datetime.combine(monday + timedelta(days=days), time(10)))


@pytest.fixture
def article(db):
    make_article("Ұзақ жазылған тақырып бағанға сыймаса, келесі жолға түседі", publish=at_ten(2))
    make_article("Мектеп туралы репортаж", publish=False, due_at=at_ten(3))
    make_article("Эмбаргодағы есеп", publish=False, embargo_until=at_ten(4))
    past = at_ten(1).replace(year=at_ten(1).year - 5)
    make_article("Бес жыл бұрынғы жаңалық", publish=past)
    return make_article("Су қоймасы ашылады", publish=at_ten(0))


def open_plan(page, live_server, span="week"):
    page.goto(f"{live_server.url}{PLAN}?span={span}&day={at_ten(0):%Y-%m-%d}")


def line(page):
    return page.locator(".plan-line", has_text="Су қоймасы")


def instant(article):
    return Article.objects.get(pk=article.pk).published_at


def test_what_is_dragged_to_another_day_keeps_its_hour(live_server, sign_in, article):
    page = sign_in("Editor")
    open_plan(page, live_server)
    friday = page.locator(f"[data-day='{at_ten(4):%Y-%m-%d}']")
    line(page).drag_to(friday.locator("h2"))
    expect(friday.locator(".plan-line", has_text="Су қоймасы")).to_be_visible()
    assert instant(article) == at_ten(4)


def test_what_is_dragged_to_another_hour_keeps_its_day(live_server, sign_in, article):
    page = sign_in("Editor")
    open_plan(page, live_server, "day")
    page.set_viewport_size({"width": 1280, "height": 1400})
    line(page).drag_to(page.locator("[data-hour='15'] .hour"))
    expect(page.locator("[data-hour='15'] .plan-line")).to_be_visible()
    assert instant(article) == at_ten(0) + timedelta(hours=5)


def test_by_keyboard_it_is_a_form(live_server, sign_in, article):
    page = sign_in("Editor")
    open_plan(page, live_server)
    line(page).locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    line(page).locator("[name=at]").fill(f"{at_ten(1):%Y-%m-%d}T11:30")
    page.keyboard.press("Enter")
    tuesday = page.locator(f"[data-day='{at_ten(1):%Y-%m-%d}']")
    expect(tuesday.locator(".plan-line", has_text="Су қоймасы")).to_be_visible()
    assert instant(article) == at_ten(1) + timedelta(hours=1.5)


def test_the_plan_is_sound_in_every_window(live_server, sign_in, article):
    page = sign_in("Chief editor", first_name="Айгүл", last_name="Сәрсенова")
    make_article(
        "Кешіккен сұхбат",
        publish=False,
        due_at=timezone.now() - timedelta(hours=3),
        assigned_to=User.objects.get(),
    )
    for span in ("week", "day"):
        open_plan(page, live_server, span)
        line(page).locator("summary").click()
        for width in (390, 1280, 1440):
            for scheme in ("light", "dark"):
                look_through(page, width=width, height=900, scheme=scheme)
                assert overflow(page) <= 0, (span, width)
                assert axe_violations(page) == [], (span, width, scheme)
