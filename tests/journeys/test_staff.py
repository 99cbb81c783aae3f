"""The chief editor takes somebody on, in one form, and they come in by themselves."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from articles.models import User
from tests.factories import make_section
from tests.support.browser import axe_violations, look_through, overflow
from tests.support.staff import PASSWORD
from tests.support.tasks import run_waiting

pytestmark = pytest.mark.journey
WINDOWS = [(1440, 900, "light"), (1440, 900, "dark"), (390, 844, "light"), (390, 844, "dark")]


def in_order(page):
    """The page stands in every window and colour scheme, and axe finds nothing."""
    for width, height, scheme in WINDOWS:
        look_through(page, width=width, height=height, scheme=scheme)
        assert overflow(page) <= 0
        assert axe_violations(page) == []
    look_through(page, width=1440, height=900, scheme="light")


def test_a_new_member_of_staff_is_one_form_and_signs_their_first_article(
    live_server, sign_in, window
):
    make_section()
    chief = sign_in("Chief editor", first_name="Сәуле", last_name="Омарова")
    forms = []
    chief.on("request", lambda sent: sent.method == "POST" and forms.append(sent.url))
    chief.goto(f"{live_server.url}/admin/articles/user/")
    chief.get_by_role("link", name="Қосу: пайдаланушы").first.click()
    in_order(chief)
    chief.get_by_label("Аты:", exact=True).fill("Дана")
    chief.get_by_label("Тегі:", exact=True).fill("Әлімқызы")
    chief.get_by_label("Электрондық пошта").fill("dana@newsroom.example")
    chief.get_by_label("Тілші", exact=True).check()
    chief.get_by_label("Саясат").check()
    chief.get_by_role("button", name="Сақтау", exact=True).click()
    expect(chief.get_by_text("dana@newsroom.example поштасына жіберіледі")).to_be_visible()
    assert [url.partition("/admin/")[2] for url in forms] == ["articles/user/add/"]
    in_order(chief)

    dana = User.objects.get(email="dana@newsroom.example")
    assert (dana.is_staff, dana.author.name) == (True, "Дана Әлімқызы")
    run_waiting()
    path = re.search(r"(/admin/invitation/\S+)", mail.outbox[-1].body)[1]
    page = window()
    page.goto(live_server.url + path)
    in_order(page)
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.get_by_role("button", name="Құпиясөзді қою").click()
    page.get_by_role("link", name="Кіру").click()
    page.get_by_label("Пайдаланушы аты").fill("dana.alimqyzy")
    page.get_by_label("Құпиясөз").fill(PASSWORD)
    page.get_by_role("button", name="Кіру", exact=True).click()
    page.get_by_role("link", name="Жаңа мақала").first.click()
    byline = page.locator(".field-authors")
    expect(byline).to_contain_text("Дана Әлімқызы")
