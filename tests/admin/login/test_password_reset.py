"""The way back for who has lost the password: a letter, a link good once, a new password."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import AuditEntry, Task, User
from articles.models.tasks import TaskStatus
from tests.support.login import SECRET, code, enter, signed_in
from tests.support.second_step import TOTP
from tests.support.staff import PASSWORD, make_staff
from tests.support.tasks import run_waiting

pytestmark = pytest.mark.django_db
ASK = "/admin/password_reset/"
NEW = "basqa-qupiya-2026"


@pytest.fixture(autouse=True)
def _no_old_codes():
    cache.clear()


@pytest.fixture
def aliya():
    return make_staff("Editor", "aliya", email="aliya@newsroom.example")


def ask(typed, client=None, **headers):
    """Ask for a letter; all that are on their way have arrived when this is back."""
    response = (client or Client()).post(ASK, {"email": typed}, **headers)
    run_waiting()
    return response


def link(letter=None):
    """The path of the link in a letter."""
    return re.search(r"http://testserver(/admin/reset/\S+)", (letter or mail.outbox[-1]).body)[1]


def follow(path, password=NEW, client=None):
    """Open the link and set a password; gives the last page."""
    client = client or Client()
    page = client.get(path, follow=True)
    form = {"new_password1": password, "new_password2": password}
    return client.post(page.redirect_chain[-1][0] if page.redirect_chain else path, form)


def test_the_door_has_the_way_back(client):
    page = client.get("/admin/login/").content.decode()
    assert f'href="{ASK}"' in page
    assert "Құпиясөзді ұмыттыңыз ба?" in page


@pytest.mark.parametrize(
    "typed", ["aliya", "ALIYA", "aliya@newsroom.example", "Aliya@Newsroom.example"]
)
def test_who_asks_gets_a_letter_and_sets_a_password(aliya, typed):
    assert ask(typed).url == reverse("password_reset_done")
    [letter] = mail.outbox
    assert letter.to == ["aliya@newsroom.example"]
    assert follow(link()).url == reverse("password_reset_complete")
    assert enter(Client(), "aliya").status_code == 200
    assert enter(Client(), "aliya", NEW).status_code == 302
    act = AuditEntry.objects.get(verb="password_reset")
    assert (act.by_name, act.title, act.origin) == ("aliya", "aliya", "127.0.0.1")


@pytest.mark.parametrize(
    ("language", "subject", "page"),
    [
        ("kk", "testserver: құпиясөзді қалпына келтіру", "Жаңа құпиясөз"),
        ("ru", "testserver: восстановление пароля", "Новый пароль"),
        ("en", "testserver: a new password", "New password"),
    ],
)
def test_letter_and_page_speak_the_language_of_the_user(aliya, client, language, subject, page):
    User.objects.update(language=language)
    ask("aliya")
    assert mail.outbox[0].subject == subject
    assert page in client.get(link(), follow=True).content.decode()


def test_the_link_leads_to_the_site_whatever_the_request_says(aliya, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.USE_X_FORWARDED_HOST = True
    ask("aliya", HTTP_HOST="evil.example", HTTP_X_FORWARDED_HOST="evil.example")
    assert "evil" not in mail.outbox[0].body + mail.outbox[0].subject
    assert link()


@pytest.mark.parametrize("who", ["nobody", "inactive", "no staff", "no e-mail", "no password"])
def test_nobody_else_gets_a_letter_and_all_hear_the_same(aliya, who):
    fields = {
        "inactive": {"is_active": False},
        "no staff": {"is_staff": False},
        "no e-mail": {"email": ""},
        "no password": {"password": "!"},
    }
    known = ask("aliya")
    page = Client().get(known.url).content
    mail.outbox.clear()
    User.objects.update(**fields.get(who, {}))
    other = ask("nobody" if who == "nobody" else "aliya")
    assert mail.outbox == []
    assert (other.status_code, other.url, other.content) == (302, known.url, known.content)
    assert Client().get(other.url).content == page


def test_the_answer_does_the_same_for_a_name_that_nobody_has(aliya):
    """So that its time tells nothing: no letter is written, and the same rows are."""
    queries = []
    for name in ("aliya", "nobody", "nobody", "aliya"):
        with CaptureQueriesContext(connection) as seen:
            assert Client().post(ASK, {"email": name}).status_code == 302
        queries.append([query["sql"].split()[0] for query in seen])
    assert queries[0] == queries[1] == queries[2] == queries[3]
    assert mail.outbox == []
    assert Task.objects.count() == 4
    run_waiting()
    assert len(mail.outbox) == 1


def test_a_dead_mail_server_breaks_nothing_and_gets_the_letter_later(
    aliya, dead_mail_server, caplog
):
    assert ask("aliya").status_code == 302
    letter = Task.objects.get(task_path__endswith="send_password_link")
    assert (letter.status, letter.attempts) == (TaskStatus.WAITING, 1)
    [record] = [record for record in caplog.records if record.name.startswith("articles")]
    assert (record.levelname, str(letter.pk) in record.getMessage()) == ("WARNING", True)
    assert "ConnectionRefused" in caplog.text


def test_letters_are_limited_by_name_and_by_address(aliya):
    answers = [ask("aliya", REMOTE_ADDR=f"203.0.113.{n}").status_code for n in range(1, 8)]
    assert answers == [302] * 5 + [429] * 2
    assert len(mail.outbox) == 5
    here = [ask(f"nobody-{n}", REMOTE_ADDR="198.51.100.7") for n in range(21)]
    assert [response.status_code for response in here] == [302] * 20 + [429]
    assert "Хат тым көп рет сұралды" in here[-1].content.decode()
    assert enter(Client(), "aliya", REMOTE_ADDR="198.51.100.7").status_code == 302


def test_a_link_is_good_once(aliya):
    ask("aliya")
    follow(link())
    assert follow(link(), "ushinshi-qupiya-2026").status_code == 200
    assert enter(Client(), "aliya", NEW).status_code == 302


@pytest.mark.parametrize(
    "change", ["password", "inactive", "no staff", "sign-in", "late", "forged"]
)
def test_a_link_is_void(aliya, settings, client, change):
    ask("aliya")
    path = link()
    if change == "password":
        aliya.set_password("ushinshi-qupiya-2026")
        aliya.save()
    elif change == "sign-in":
        enter(Client(), "aliya")
    elif change == "late":
        settings.PASSWORD_RESET_TIMEOUT = -1
    elif change == "forged":
        path = path[:-3] + "aa/"
    else:
        User.objects.update(**{"inactive": {"is_active": False}}.get(change, {"is_staff": False}))
    assert "Бұл сілтеме жарамайды" in client.get(path, follow=True).content.decode()
    follow(path)
    assert not User.objects.get().check_password(NEW)


def test_a_link_opened_in_time_is_void_when_the_password_changes_meanwhile(aliya, client):
    ask("aliya")
    form = client.get(link(), follow=True).redirect_chain[-1][0]
    follow(link())
    again = {"new_password1": "ushinshi-qupiya-2026", "new_password2": "ushinshi-qupiya-2026"}
    assert "Бұл сілтеме жарамайды" in client.post(form, again).content.decode()
    assert User.objects.get().check_password(NEW)


def test_a_robot_that_opens_links_does_not_use_them_up(aliya):
    ask("aliya")
    for method in ("get", "head", "get"):
        getattr(Client(), method)(link(), follow=True)
    assert follow(link()).status_code == 302


def test_all_sessions_end_and_who_was_between_the_steps_begins_anew(aliya):
    TOTP.activate(aliya, SECRET)
    inside, between = Client(), Client()
    enter(inside, "aliya")
    inside.post(reverse("mfa_authenticate"), {"code": code()})
    enter(between, "aliya")
    assert signed_in(inside)
    ask("aliya")
    follow(link())
    assert not signed_in(inside)
    between.post(reverse("mfa_authenticate"), {"code": code(1)})
    assert not signed_in(between)


def test_the_second_step_stays(aliya, client):
    TOTP.activate(aliya, SECRET)
    ask("aliya")
    follow(link(), client=client)
    assert not signed_in(client)
    assert enter(client, "aliya", NEW).url == reverse("mfa_authenticate")
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert signed_in(client)


def test_a_new_password_opens_a_door_that_a_stranger_has_closed(aliya):
    for number in range(21):
        enter(Client(), "aliya", "qate", REMOTE_ADDR=f"203.0.113.{number + 1}")
    assert enter(Client(), "aliya").status_code == 429
    ask("aliya")
    follow(link())
    assert enter(Client(), "aliya", NEW).status_code == 302


@pytest.mark.parametrize("password", ["qysqa", "aliya-newsroom", "12345678901", "password123"])
def test_a_weak_password_is_refused(aliya, password):
    ask("aliya")
    page = follow(link(), password)
    assert page.status_code == 200
    assert 'class="errorlist"' in page.content.decode()
    assert User.objects.get().check_password(PASSWORD)
