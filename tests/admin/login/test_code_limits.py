"""How many failures the other doors bear: codes, passkeys, old passwords, confirmations."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from articles.models import User
from tests.support.login import SECRET, WRONG, code, enter, signed_in
from tests.support.second_step import TOTP, RecoveryCodes
from tests.support.staff import PASSWORD, make_staff

pytestmark = pytest.mark.django_db
OFFICE = "198.51.100.7"


@pytest.fixture(autouse=True)
def _no_old_attempts():
    cache.clear()


@pytest.mark.parametrize("address", ["/admin/login/code/", "/admin/confirm/code/"])
def test_codes_are_counted_by_user_from_wherever_and_in_whatever_process(client, address):
    user = make_staff("Editor", "aliya")
    TOTP.activate(user, SECRET)
    enter(client, "aliya")
    if "confirm" in address:
        client.post(reverse("mfa_authenticate"), {"code": code()})
    for number in range(20):
        cache.clear()  # as if another process had answered
        there = f"203.0.113.{number + 1}"
        response = client.post(address, {"code": "000000"}, REMOTE_ADDR=there)
    assert response.status_code == 429
    answer = client.post(address, {"code": code(1)}, REMOTE_ADDR="192.0.2.1")
    assert answer.status_code == 429


def test_five_wrong_codes_from_one_address_close_the_second_step_there(client):
    TOTP.activate(make_staff("Editor", "aliya"), SECRET)
    enter(client, "aliya")
    for _ in range(5):
        cache.clear()
        response = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert response.status_code == 429
    assert client.post(reverse("mfa_authenticate"), {"code": code()}).status_code == 429
    assert not signed_in(client)


def test_a_code_is_good_once_in_whatever_process_and_while_clocks_differ(client):
    TOTP.activate(make_staff("Editor", "aliya"), SECRET)
    number = code()
    for inside in (True, False):
        enter(client, "aliya")
        client.post(reverse("mfa_authenticate"), {"code": f" {number[:3]}-{number[3:]}"})
        assert signed_in(client) is inside
        client.post("/admin/logout/")
        cache.clear()


def test_codes_of_colleagues_are_not_counted_together():
    for number in range(6):
        user = make_staff("Editor", f"editor-{number}")
        recovery = RecoveryCodes.activate(user).get_unused_codes()
        TOTP.activate(user, SECRET)
        browser = Client(REMOTE_ADDR=OFFICE)
        enter(browser, user.username)
        browser.post(reverse("mfa_authenticate"), {"code": "000000"})
        browser.post(reverse("mfa_authenticate"), {"code": recovery[0]})
        assert signed_in(browser)


def test_passkeys_that_fail_are_counted_by_address_and_close_nothing_else(client):
    make_staff("Editor", "aliya")
    door = reverse("mfa_login_webauthn")
    for _ in range(50):
        cache.clear()
        response = client.post(door, {"credential": '{"id": "x"}'}, REMOTE_ADDR=OFFICE)
    assert response.status_code == 429
    assert enter(Client(), "aliya", REMOTE_ADDR=OFFICE).status_code == 302


def test_old_passwords_are_not_guessed_on_in_a_session_that_was_stolen(client):
    make_staff("Editor", "aliya")
    enter(client, "aliya")
    new = {"new_password1": "basqa-qupiya-2026", "new_password2": "basqa-qupiya-2026"}
    change = "/admin/password_change/"
    page = client.post(change, {"old_password": WRONG} | new)
    assert "Ескі құпиясөз" in page.content.decode()
    for _ in range(4):
        response = client.post(change, {"old_password": WRONG} | new)
    assert response.status_code == 429
    assert client.post(change, {"old_password": PASSWORD} | new).status_code == 429
    assert User.objects.get().check_password(PASSWORD)


def test_passwords_that_confirm_are_counted_too(client):
    make_staff("Editor", "aliya")
    enter(client, "aliya")
    for _ in range(5):
        cache.clear()
        response = client.post("/admin/confirm/", {"password": WRONG})
    assert response.status_code == 429
    assert client.post("/admin/confirm/", {"password": PASSWORD}).status_code == 429
