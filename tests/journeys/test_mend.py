"""A published article mended in a real browser: a comma, and a figure that was wrong."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.factories import make_article
from tests.support.browser import axe_violations, look_through, overflow

pytestmark = [pytest.mark.journey, pytest.mark.once]

WINDOWS = [(390, "light"), (390, "dark"), (1440, "light"), (1440, "dark")]
CLEAR = "rgba(0, 0, 0, 0)"
TAKE_DOWNS = ("Жарияланымнан алу", "Қайтарып алу")


def look(page, name):
    for width, scheme in WINDOWS:
        look_through(page, width=width, height=900, scheme=scheme)
        assert overflow(page) <= 0, name
        assert axe_violations(page) == [], name


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def is_filled(page, name):
    return button(page, name).evaluate("one => getComputedStyle(one).backgroundColor") != CLEAR


def test_a_wrong_figure_is_mended_and_told_of_in_four_clicks(live_server, sign_in, settings):
    settings.SITE_URL = live_server.url
    article = make_article("Өртте 12 адам зардап шекті", publish=timezone.now())
    page = sign_in("Editor", username="aigul", first_name="Айгүл", last_name="Сәрсенова")
    made = []
    page.expose_function("clicked", lambda: made.append(1))
    page.add_init_script("addEventListener('click', () => clicked(), true)")
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    page.locator(".body-editor.ready").wait_for()
    assert [name for name in ("Сақтау", "Өзгерістерді жариялау") if is_filled(page, name)] == [
        "Өзгерістерді жариялау"
    ]
    assert not any(is_filled(page, name) for name in TAKE_DOWNS)
    look(page, "form")
    button(page, TAKE_DOWNS[0]).click()
    expect(page.get_by_role("dialog")).to_contain_text("Мақаланы жарияланымнан аласыз ба")
    button(page, "Жоқ, қалсын").click()
    made.clear()
    page.get_by_label("Тақырыбы").fill("Өртте 15 адам зардап шекті")
    button(page, "Өзгерістерді жариялау").click()
    page.get_by_text("Сан, есім не дәйексөз өзгерді: 12 → 15.").wait_for()
    look(page, "offer")
    page.get_by_role("link", name="оқырманға айту").click()
    expect(page.get_by_label("Өзгерістің түрі")).to_have_value("correction")
    page.get_by_label("Оқырманға ескертпе").fill("Зардап шеккені 12 емес, 15 адам.")
    button(page, "Өзгерістерді жариялау").click()
    page.get_by_text("Өзгерістер жарияланды").wait_for()
    assert len(made) <= 4
    page.goto(f"{live_server.url}{article.get_absolute_url()}")
    expect(page.locator(".notice")).to_contain_text("12 емес, 15")
