"""The way in: throttled, in two steps for who has them, and closed behind a change of rights."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from articles.models import AuditEntry, User
from tests.support.login import SECRET, code, enter, signed_in
from tests.support.second_step import TOTP, RecoveryCodes
from tests.support.staff import PASSWORD, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_old_attempts():
    cache.clear()


def test_five_failures_close_the_door_for_that_name_from_there(client):
    make_staff("Editor", "aliya")
    for _ in range(5):
        response = enter(client, "aliya", "qate", REMOTE_ADDR="198.51.100.7")
    assert response.status_code == 429
    assert "Тым көп әрекет" in response.content.decode()
    assert enter(client, "aliya", REMOTE_ADDR="198.51.100.7").status_code == 429
    assert not signed_in(client)
    assert enter(client, "aliya", REMOTE_ADDR="198.51.100.8").url == "/admin/"
    failed = AuditEntry.objects.filter(verb="sign_in_failed")
    assert {(act.title, act.origin) for act in failed} == {("aliya", "198.51.100.7")}
    assert AuditEntry.objects.filter(verb="sign_in").values_list("by_name", "origin").get() == (
        "aliya",
        "198.51.100.8",
    )


def test_a_password_typed_for_a_name_is_not_put_on_record(client):
    enter(client, PASSWORD, PASSWORD)
    assert AuditEntry.objects.get(verb="sign_in_failed").title == "–"
    assert not any(PASSWORD in str(row) for row in AuditEntry.objects.values())


@pytest.mark.parametrize(
    ("remote", "forwarded", "origin"),
    [
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "10.0.0.1, 203.0.113.9", "203.0.113.9"),
        ("::1", "2001:db8::9", "2001:db8::9"),
        ("", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "unknown", "127.0.0.1"),
        ("198.51.100.7", "203.0.113.9", "198.51.100.7"),
    ],
)
def test_the_address_on_record_is_the_one_our_own_proxy_saw(client, remote, forwarded, origin):
    enter(client, "nobody", "qate", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)
    assert AuditEntry.objects.get(verb="sign_in_failed").origin == origin


@pytest.mark.parametrize("change", ["password", "roles", "staff"])
def test_a_change_of_password_or_permissions_ends_all_sessions(client, change):
    user = make_staff("Editor", "aliya")
    enter(client, "aliya")
    assert signed_in(client)
    if change == "password":
        user.set_password("basqa-qupiya-2026")
    elif change == "roles":
        user.groups.set([Group.objects.get(name="Reporter")])
    else:
        user.is_superuser = True
    user.save()
    assert not signed_in(client)


def test_a_change_of_ones_own_keeps_this_session_and_ends_the_others(client):
    chief = make_staff("Chief editor", "aliya")
    enter(client, "aliya")
    other = Client()
    enter(other, "aliya")
    change = reverse("admin:articles_user_change", args=[chief.pk])
    groups = [group.pk for group in Group.objects.filter(name__in=["Chief editor", "Editor"])]
    data = {"username": "aliya", "language": "kk", "is_staff": "on", "is_active": "on"}
    assert client.post(change, data | {"groups": groups}).status_code == 302
    assert (signed_in(client), signed_in(other)) == (True, False)
    enter(other, "aliya")
    new = {"new_password1": "basqa-qupiya-2026", "new_password2": "basqa-qupiya-2026"}
    client.post("/admin/password_change/", {"old_password": PASSWORD} | new)
    assert (signed_in(client), signed_in(other)) == (True, False)


def test_the_second_step_is_asked_for_and_a_code_is_good_once(client):
    user = make_staff("Editor", "aliya")
    TOTP.activate(user, SECRET)
    recovery = RecoveryCodes.activate(user).get_unused_codes()
    assert enter(client, "aliya").url == reverse("mfa_authenticate")
    assert not signed_in(client)
    page = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Код дұрыс емес" in page.content.decode()
    first = code()
    assert client.post(reverse("mfa_authenticate"), {"code": first}).url == "/admin/"
    assert signed_in(client)
    client.post("/admin/logout/")
    enter(client, "aliya")
    assert client.post(reverse("mfa_authenticate"), {"code": first}).status_code == 200
    for number, ends_inside in ((recovery[0], True), (recovery[0], False)):
        client.post("/admin/logout/")
        enter(client, "aliya")
        client.post(reverse("mfa_authenticate"), {"code": number})
        assert signed_in(client) is ends_inside
    assert AuditEntry.objects.filter(verb="second_step_failed", by_name="aliya").count() == 3


def test_codes_cannot_be_guessed_on(client):
    TOTP.activate(make_staff("Editor", "aliya"), SECRET)
    enter(client, "aliya")
    for _ in range(6):
        page = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Тым көп рет қате терілді" in page.content.decode()
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert not signed_in(client)


def test_a_role_that_must_have_a_second_step_gets_nowhere_without(client, settings):
    settings.SECOND_STEP_ROLES = ["Chief editor"]
    chief = make_staff("Chief editor", "aliya")
    make_staff("Reporter", "dana")
    enter(client, "aliya")
    for address in ("/admin/", "/admin/articles/article/", "/admin/articles/article/add/"):
        assert client.get(address).url == reverse("mfa_index")
    page = client.get(reverse("mfa_index")).content.decode()
    assert "екінші қадамын талап етеді" in page
    TOTP.activate(chief, SECRET)
    assert signed_in(client)
    client.post("/admin/logout/")
    enter(client, "dana")
    assert signed_in(client)


def test_who_is_not_staff_is_not_let_in(client):
    user = make_staff("Editor", "aliya")
    User.objects.filter(pk=user.pk).update(is_staff=False)
    assert enter(client, "aliya").status_code == 200
    assert not signed_in(client)


def test_a_chief_editor_takes_a_lost_telephone_off_the_account(client):
    make_staff("Chief editor", "aliya")
    dana = make_staff("Reporter", "dana")
    TOTP.activate(dana, SECRET)
    enter(client, "aliya")
    chosen = {"action": "take_second_step", "_selected_action": [dana.pk]}
    page = client.post("/admin/articles/user/", chosen).content.decode()
    assert ("Иә, алып тастау" in page, Authenticator.objects.exists()) == (True, True)
    client.post("/admin/articles/user/", chosen | {"confirmed": "1"})
    assert not Authenticator.objects.exists()
    act = AuditEntry.objects.get(verb="second_step_removed")
    assert (act.by_name, act.title) == ("aliya", "dana")


# --- What every page of the way in keeps to ---------------------------------------------------

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "https:evil.example",
    "https:///evil.example",
    "javascript:alert(1)",
    " //evil.example",
    "/\t/evil.example",
    "http://testserver@evil.example/",
]


def leads_home(response):
    return response.url.startswith("/") and not response.url.startswith(("//", "/\\", "/\t"))


@pytest.mark.once
@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_way_in_or_out_leads_to_another_site(target):
    user = make_staff("Editor", "aliya")
    browser = Client()
    browser.get("/admin/login/", {"next": target})
    signs_in = {"username": "aliya", "password": PASSWORD, "next": target}
    assert leads_home(browser.post("/admin/login/", signs_in))
    assert leads_home(browser.get("/admin/login/", {"next": target}))
    confirms = {"password": PASSWORD, "next": target}
    assert leads_home(browser.post("/admin/confirm/", confirms))
    assert leads_home(browser.post("/admin/language/", {"language": "kk", "next": target}))
    out = browser.post("/admin/logout/", {"next": target})
    assert out.status_code == 200 or leads_home(out)
    TOTP.activate(user, SECRET)
    browser.post(f"/admin/login/?next={target}", signs_in)
    assert leads_home(browser.post(reverse("account_logout"), {"next": target}))
    browser.post("/admin/login/", signs_in)
    data = {"code": code(), "next": target}
    assert leads_home(browser.post(reverse("mfa_authenticate"), data))


@pytest.mark.once
def test_no_page_of_the_way_in_stays_in_a_cache():
    user = make_staff("Editor", "aliya", email="aliya@newsroom.example")
    browser = Client()
    pages = ["/admin/login/", "/admin/login/code/", "/admin/login/passkey/", "/admin/confirm/"]
    pages += ["/admin/security/", "/admin/security/app/", "/admin/password_change/"]
    pages += ["/admin/password_reset/", "/admin/password_reset/done/", "/admin/reset/done/"]
    pages += ["/admin/reset/MQ/a-b/", "/admin/security/passkeys/add/"]
    for inside in (False, True):
        if inside:
            browser.force_login(user)
        for address in pages:
            for answer in (browser.get(address), browser.post(address)):
                stays_out = "no-store" in answer.get("Cache-Control", "")
                assert stays_out or answer.status_code in (302, 405), address


def test_a_session_gets_another_key_at_the_door_and_ends_at_the_exit(client):
    user = make_staff("Editor", "aliya")
    TOTP.activate(user, SECRET)
    keys = []
    enter(client, "aliya")
    keys.append(client.cookies["sessionid"].value)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    keys.append(client.cookies["sessionid"].value)
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    client.post("/admin/logout/")
    assert len(set(keys)) == 2
    for key in keys:
        stranger = Client()
        stranger.cookies["sessionid"] = key
        assert not signed_in(stranger)


def test_whom_a_change_of_permissions_meets_between_the_steps_begins_anew(client):
    user = make_staff("Editor", "aliya")
    TOTP.activate(user, SECRET)
    enter(client, "aliya")
    user.groups.set([Group.objects.get(name="Reporter")])
    page = client.post(reverse("mfa_authenticate"), {"code": code()}, follow=True)
    assert "Басынан бастап кіріңіз" in page.content.decode()
    assert not signed_in(client)


def test_who_stands_at_a_closed_door_does_not_fill_the_record(client):
    for _ in range(9):
        enter(client, "aliya", "qate")
    assert AuditEntry.objects.filter(verb="sign_in_failed").count() == 5


@pytest.mark.parametrize("credential", ['{"id": "x"}', '{"id": 1}', "[1]", '"x"', "1", "{", "ы"])
def test_what_only_looks_like_a_passkey_is_refused_in_words(client, credential):
    client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    page = client.post(reverse("mfa_login_webauthn"), {"credential": credential}, follow=True)
    assert page.status_code == 200
    assert page.redirect_chain == [("/admin/login/", 302)]
    make_staff("Editor", "aliya")
    enter(client, "aliya")
    client.post("/admin/confirm/", {"password": PASSWORD})
    page = client.post(reverse("mfa_add_webauthn"), {"name": "", "credential": credential})
    assert page.status_code == 200
