"""Getting in as people do it: with a telephone's code, with a passkey."""

import re
import time

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.support.browser import axe_violations
from tests.support.second_step import app_code
from tests.support.staff import PASSWORD, make_staff
from tests.support.tasks import run_waiting

pytestmark = pytest.mark.journey


@pytest.fixture
def door(live_server, page):
    """The page at the door, and a function that goes through it with name and password."""
    cache.clear()

    def enter(username):
        page.goto(f"{live_server.url}/admin/login/")
        page.get_by_label("Пайдаланушы аты").fill(username)
        page.get_by_label("Құпиясөз").fill(PASSWORD)
        page.get_by_role("button", name="Кіру", exact=True).click()

    return enter


def leave(page):
    with page.expect_navigation():
        page.get_by_role("button", name="Шығу").click()


def test_a_telephone_is_set_up_and_asked_for(live_server, page, door):
    make_staff("Editor", "aliya")
    door("aliya")
    page.get_by_role("link", name="Қауіпсіздік").click()
    assert axe_violations(page) == []
    page.get_by_role("link", name="Қосу", exact=True).click()
    page.get_by_label("Құпиясөз").fill(PASSWORD)
    page.get_by_role("button", name="Растау").click()
    picture = page.get_by_role("img", name="QR-код").element_handle()
    page.wait_for_function("img => img.complete && img.naturalWidth > 0", arg=picture)
    assert axe_violations(page) == []
    secret = page.locator("code").inner_text()

    def shown(later=0):  # the clocks may be half a minute apart
        return app_code(secret, time.time() + 30 * later)

    page.get_by_label("Код", exact=True).fill(shown())
    page.get_by_role("button", name="Қосу").click()
    page.get_by_text("Телефондағы кодтар қосылды").wait_for()
    recovery = page.locator(".recovery-codes code").all_inner_texts()
    assert len(recovery) == 10

    leave(page)
    door("aliya")
    page.get_by_role("heading", name="Кірудің екінші қадамы").wait_for()
    assert axe_violations(page) == []
    page.get_by_label("Код", exact=True).fill("000000")
    page.get_by_role("button", name="Кіру", exact=True).click()
    page.get_by_text("Код дұрыс емес").wait_for()
    page.get_by_label("Код", exact=True).fill(shown(1))
    page.get_by_role("button", name="Кіру", exact=True).click()
    page.get_by_role("heading", name="Жұмыс үстелі").wait_for()

    leave(page)
    door("aliya")
    page.get_by_label("Код", exact=True).fill(recovery[0])
    page.get_by_role("button", name="Кіру", exact=True).click()
    page.get_by_role("heading", name="Жұмыс үстелі").wait_for()


def test_a_lost_password_comes_back_by_mail(live_server, page, door, settings):
    settings.SITE_URL = live_server.url
    make_staff("Editor", "aliya", email="aliya@newsroom.example")
    page.goto(f"{live_server.url}/admin/login/")
    page.get_by_role("link", name="Құпиясөзді ұмыттыңыз ба?").click()
    assert axe_violations(page) == []
    page.get_by_label("Пайдаланушы аты немесе e-mail").fill("aliya")
    page.get_by_role("button", name="Хат жіберу").click()
    page.get_by_role("heading", name="Хатты күтіңіз").wait_for()
    assert axe_violations(page) == []
    run_waiting()
    page.goto(re.search(r"http\S+", mail.outbox[-1].body)[0])
    assert axe_violations(page) == []
    for label in ("Жаңа құпиясөз:", "Жаңа құпиясөзді растау"):
        page.get_by_label(label).fill(PASSWORD[::-1])
    page.get_by_role("button", name="Құпиясөзді қою").click()
    page.get_by_role("heading", name="Құпиясөз өзгерді").wait_for()
    page.get_by_role("link", name="Кіру", exact=True).click()
    page.get_by_label("Пайдаланушы аты").fill("aliya")
    page.get_by_label("Құпиясөз").fill(PASSWORD[::-1])
    page.get_by_role("button", name="Кіру", exact=True).click()
    page.get_by_role("heading", name="Жұмыс үстелі").wait_for()


def test_a_passkey_is_made_and_opens_the_door_alone_even_one_that_a_stranger_has_closed(
    live_server, page, door
):
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    make_staff("Editor", "aliya")
    door("aliya")
    page.goto(live_server.url + reverse("mfa_add_webauthn"))
    page.get_by_label("Құпиясөз").fill(PASSWORD)
    page.get_by_role("button", name="Растау").click()
    page.get_by_label("Кілттің аты").fill("Жұмыс ноутбугы")
    assert axe_violations(page) == []
    page.get_by_role("button", name="Кілт жасау").click()
    page.get_by_text("Кіру кілті қосылды").wait_for()
    leave(page)

    for number in range(20):
        wrong = {"username": "aliya", "password": "qate"}
        Client().post("/admin/login/", wrong, REMOTE_ADDR=f"203.0.113.{number + 1}")
    page.context.clear_cookies()
    door("aliya")
    page.get_by_role("heading", name="Тым көп әрекет").wait_for()
    assert axe_violations(page) == []
    page.goto(f"{live_server.url}/admin/login/?next=/admin/articles/article/")
    page.get_by_role("button", name="Кіру кілтімен кіру").click()
    page.wait_for_url("**/admin/articles/article/")
    leave(page)
    door("aliya")
    page.get_by_role("button", name="Кіру кілтін қолдану").click()
    page.get_by_role("heading", name="Жұмыс үстелі").wait_for()

    page.get_by_role("link", name="Қауіпсіздік").click()
    page.get_by_role("link", name="Алып тастау").click()
    page.get_by_label("Құпиясөз").fill(PASSWORD)
    page.get_by_role("button", name="Растау").click()
    page.get_by_role("button", name="Алып тастау").click()
    page.get_by_text("Кіру кілті алып тасталды").wait_for()
    leave(page)
    door("aliya")
    page.get_by_role("heading", name="Жұмыс үстелі").wait_for()
