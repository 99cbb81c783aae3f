"""How many failures the doors of the staff bear: by name, by address, and by both together."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
import time_machine
from axes import models as axes_models
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from articles.models import User
from tests.support.login import SECRET, WRONG, code, enter, fail, signed_in
from tests.support.second_step import TOTP
from tests.support.staff import PASSWORD, make_staff

pytestmark = pytest.mark.django_db
OFFICE = "198.51.100.7"


@pytest.fixture(autouse=True)
def _no_old_attempts():
    cache.clear()


def fail_everywhere(username, times, first=1):
    """From ever new addresses; gives the last answer."""
    for number in range(first, first + times):
        response = fail(username, f"203.0.{number // 250}.{number % 250 + 1}")
    return response


def test_an_address_is_closed_after_fifty_failures_for_whatever_names():
    make_staff("Editor", "aliya")
    for number in range(50):
        response = fail(f"nobody-{number}", OFFICE)
    assert response.status_code == 429
    assert enter(Client(), "aliya", REMOTE_ADDR=OFFICE).status_code == 429
    assert enter(Client(), "aliya", REMOTE_ADDR="198.51.100.8").status_code == 302


def test_an_ipv6_address_is_as_wide_as_what_a_provider_gives_to_one_customer():
    make_staff("Editor", "aliya")
    for number in range(5):
        fail("aliya", f"2001:db8:1:2::{number + 1:x}")
    assert enter(Client(), "aliya", REMOTE_ADDR="2001:db8:1:2:ffff::1").status_code == 429
    assert enter(Client(), "aliya", REMOTE_ADDR="2001:db8:1:3::1").status_code == 302


def test_an_office_behind_one_address_goes_in_and_out_with_its_typos():
    names = [f"editor-{number}" for number in range(9)]
    for name in names:
        make_staff("Editor", name)
    for _morning in range(2):
        for name in names:
            browser = Client()
            fail(name, OFFICE, times=3, client=browser)
            assert enter(browser, name, REMOTE_ADDR=OFFICE).status_code == 302
    fail("forgetful", OFFICE, times=5)
    assert enter(Client(), names[0], REMOTE_ADDR=OFFICE).status_code == 302


def test_a_name_is_closed_after_twenty_failures_from_wherever_but_to_a_browser_that_knows_it():
    make_staff("Editor", "aliya")
    known, other = Client(), Client()
    enter(known, "aliya")
    known.post("/admin/logout/")
    make_staff("Editor", "dana")
    enter(other, "dana")
    other.post("/admin/logout/")
    assert fail_everywhere("aliya", 20).status_code == 429
    assert enter(Client(), "aliya").status_code == 429
    assert enter(other, "aliya").status_code == 429  # knows another name
    assert enter(known, "aliya").status_code == 302
    assert signed_in(known)
    assert enter(Client(), "dana").status_code == 302


def test_what_a_browser_that_knows_the_name_does_wrong_counts_for_itself():
    make_staff("Editor", "aliya")
    known = Client()
    enter(known, "aliya")
    known.post("/admin/logout/")
    for number in range(20):
        response = fail("aliya", f"203.0.113.{number + 1}", client=known)
    assert response.status_code == 429
    assert enter(known, "aliya").status_code == 429
    assert enter(Client(), "aliya").status_code == 302


@pytest.mark.parametrize("change", ["password", "role", "forged", "of another"])
def test_a_device_cookie_is_good_for_its_user_as_that_user_was(change):
    user, browser = make_staff("Editor", "aliya"), Client()
    enter(browser, "aliya")
    browser.post("/admin/logout/")
    [name] = [name for name in browser.cookies if name.startswith("device")]
    cookie = browser.cookies[name]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/admin/"
    assert cookie["max-age"] == 180 * 24 * 3600
    if change == "password":
        user.set_password("basqa-qupiya-2026")
        user.save()
    elif change == "role":
        user.groups.clear()
    elif change == "forged":
        browser.cookies[name] = cookie.value[:-2] + "AA"
    else:
        dana = make_staff("Editor", "dana")
        browser.cookies[name.replace(str(user.pk), str(dana.pk))] = cookie.value
    victim = "dana" if change == "of another" else "aliya"
    fail_everywhere(victim, 20)
    password = "basqa-qupiya-2026" if change == "password" else PASSWORD
    assert enter(browser, victim, password).status_code == 429


def test_a_device_cookie_travels_by_https_alone_where_the_site_has_it(settings, client):
    settings.SESSION_COOKIE_SECURE = True
    make_staff("Editor", "aliya")
    cookies = enter(client, "aliya").cookies
    assert [cookie["secure"] for name, cookie in cookies.items() if "device" in name] == [True]


def test_a_device_is_known_after_the_second_step_and_not_before(client):
    TOTP.activate(make_staff("Editor", "aliya"), SECRET)
    assert not [name for name in enter(client, "aliya").cookies if "device" in name]
    response = client.post(reverse("mfa_authenticate"), {"code": code()})
    assert [name for name in response.cookies if "device" in name]


def test_who_changes_the_own_password_stays_known(client):
    make_staff("Editor", "aliya")
    enter(client, "aliya")
    new = {"new_password1": "basqa-qupiya-2026", "new_password2": "basqa-qupiya-2026"}
    client.post("/admin/password_change/", {"old_password": PASSWORD} | new)
    client.post("/admin/logout/")
    fail_everywhere("aliya", 20)
    assert enter(client, "aliya", "basqa-qupiya-2026").status_code == 302


@pytest.mark.parametrize("spelt", ["ӘЛИЯ-Й", "әлия-и\u0306", " әлия-й ", "Әлия-й"])
def test_all_spellings_of_a_name_are_one(spelt):
    make_staff("Editor", "әлия-й")
    fail("әлия-й", OFFICE, times=4)
    assert fail(spelt, OFFICE).status_code == 429
    assert enter(Client(), "әлия-й", REMOTE_ADDR=OFFICE).status_code == 429


def test_no_table_holds_what_was_typed_as_a_name(client):
    enter(client, PASSWORD, PASSWORD)
    for model in (axes_models.AccessAttempt, axes_models.AccessFailureLog, axes_models.AccessLog):
        assert not any(PASSWORD in str(row) for row in model.objects.values())


def test_a_closed_door_says_for_how_long_and_what_is_open(client):
    make_staff("Editor", "aliya")
    with time_machine.travel(datetime.fromisoformat("2026-03-03T10:00:00+05:00"), tick=False):
        fail("aliya", OFFICE, times=5)
    with time_machine.travel(datetime.fromisoformat("2026-03-03T10:04:30+05:00"), tick=False):
        answers = [
            enter(client, "aliya", REMOTE_ADDR=OFFICE),
            enter(client, "aliya", WRONG, REMOTE_ADDR=OFFICE),
        ]
        fail("nobody", OFFICE, times=5)
    for response in answers:
        page = response.content.decode()
        assert "11 минуттан кейін" in page
        assert "кіру кілті" in page
        assert f'href="{reverse("admin_password_reset")}"' in page
        assert response["Retry-After"] == "630"
        assert "no-store" in response["Cache-Control"]
    with time_machine.travel(datetime.fromisoformat("2026-03-03T10:15:01+05:00"), tick=False):
        assert enter(client, "aliya", REMOTE_ADDR=OFFICE).status_code == 302


def test_a_closed_door_tells_nobody_whether_there_is_such_a_name():
    make_staff("Editor", "aliya")
    pages = []
    for name in ("aliya", "nobody"):
        wrong = fail(name, OFFICE).content.decode()
        fail(name, OFFICE, times=4)
        closed = enter(Client(), name, REMOTE_ADDR=OFFICE).content.decode()
        pages.append([page.replace(name, "") for page in (wrong, closed)])
    assert [_without_tokens(page) for page in pages[0]] == [
        _without_tokens(page) for page in pages[1]
    ]


def _without_tokens(page):
    return [line for line in page.splitlines() if "csrf" not in line]


def test_a_closed_door_looks_at_no_password_and_an_unknown_name_costs_as_much(monkeypatch):
    make_staff("Editor", "aliya")
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda *args: hashed.append(1) or encode(*args)
    )
    work = {}
    for name in ("aliya", "nobody"):
        before = len(hashed)
        fail(name, OFFICE, times=5)
        work[name] = len(hashed) - before
        enter(Client(), name, REMOTE_ADDR=OFFICE)
        assert len(hashed) - before == work[name]
    assert work["aliya"] == work["nobody"] == 5


def test_an_operator_opens_a_door_again():
    make_staff("Editor", "aliya")
    fail("aliya", OFFICE, times=5)
    call_command("axes_reset_username", "ALIYA")
    assert enter(Client(), "aliya", REMOTE_ADDR=OFFICE).status_code == 302
    fail("aliya", "2001:db8::1", times=5)
    call_command("axes_reset_ip", "2001:db8::2")
    assert enter(Client(), "aliya", REMOTE_ADDR="2001:db8::1").status_code == 302
    fail("aliya", OFFICE, times=5)
    call_command("axes_reset")
    assert enter(Client(), "aliya", REMOTE_ADDR=OFFICE).status_code == 302


def test_a_password_from_the_chief_editor_opens_a_door_that_a_stranger_has_closed(client):
    make_staff("Chief editor", "dana")
    aliya = make_staff("Editor", "aliya")
    enter(client, "dana")
    fail_everywhere("aliya", 20)
    change = reverse("admin:auth_user_password_change", args=[aliya.pk])
    new = {"password1": "basqa-qupiya-2026", "password2": "basqa-qupiya-2026"}
    assert client.post(change, new | {"usable_password": "true"}).status_code == 302
    assert enter(Client(), "aliya", "basqa-qupiya-2026").status_code == 302


def test_an_hour_later_nothing_is_left_of_a_failure():
    with time_machine.travel(datetime.fromisoformat("2026-03-03T10:00:00+05:00"), tick=False):
        fail_everywhere("aliya", 20)
        assert fail_everywhere("aliya", 1).status_code == 429
    with time_machine.travel(datetime.fromisoformat("2026-03-03T11:00:01+05:00"), tick=False):
        assert fail("aliya", OFFICE).status_code == 200
        assert axes_models.AccessFailureLog.objects.count() == 1


# --- Several at once --------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_attempts_at_the_same_instant_are_counted_one_by_one(migrated, monkeypatch):
    make_staff("Editor", "aliya")
    looked_at = []
    check = User.check_password
    monkeypatch.setattr(
        User, "check_password", lambda self, raw: looked_at.append(raw) or check(self, raw)
    )

    def guess(number):
        try:
            return fail("aliya", OFFICE).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(guess, range(24)))
    assert len(looked_at) <= 5
    assert answers.count(429) >= 20


def test_a_later_window_is_no_part_of_an_earlier_one():
    """Four slips a quarter of an hour, for a day: nobody is locked out by them."""
    make_staff("Editor", "aliya")
    at = datetime.fromisoformat("2026-03-03T10:00:00+05:00")
    for step in range(6):
        with time_machine.travel(at + step * timedelta(minutes=16), tick=False):
            assert fail("aliya", OFFICE, times=4).status_code == 200
