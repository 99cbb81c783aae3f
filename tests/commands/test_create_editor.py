"""`create_editor`: what script/server calls on every start, and the way back into an account."""

import re
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from articles.models import AuditEntry, User
from tests.support.login import SECRET, enter, signed_in
from tests.support.second_step import TOTP
from tests.support.staff import make_staff

pytestmark = pytest.mark.django_db


def create_editor(*arguments):
    out = StringIO()
    call_command("create_editor", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def password_in(said):
    return re.search(r"құпиясөзі: (\S+)", said).group(1)


def test_the_printed_password_opens_the_admin():
    editor = authenticate(username="editor", password=password_in(create_editor()))
    assert editor.is_staff
    assert not editor.is_superuser
    assert editor.has_perm("articles.publish_article")


def test_a_second_call_changes_nothing_and_shows_no_password():
    create_editor()
    kept = User.objects.get().password
    assert re.fullmatch(r"«editor» .+ бұрыннан бар.+\n", create_editor())
    assert User.objects.get().password == kept


def test_another_name_may_be_given():
    assert "aigerim" in create_editor("aigerim")
    assert User.objects.get().username == "aigerim"


@pytest.mark.parametrize("name", ["aige rim", "a" * 151, "aige<rim>", ""])
def test_a_name_that_cannot_be_one_is_refused_in_one_line(name):
    with pytest.raises(CommandError) as refused:
        create_editor(name)
    assert "\n" not in str(refused.value)
    assert not User.objects.exists()


def test_reset_gives_a_new_password_and_takes_away_all_that_keeps_out():
    user = make_staff("Chief editor", "aliya")
    browser = Client()
    enter(browser, "aliya")
    TOTP.activate(user, SECRET)
    for number in range(21):
        enter(Client(), "aliya", "qate", REMOTE_ADDR=f"203.0.113.{number + 1}")
    password = password_in(create_editor("--reset", "aliya"))
    assert not signed_in(browser)
    assert not Authenticator.objects.exists()
    newcomer = Client()
    assert enter(newcomer, "aliya", password).status_code == 302
    assert signed_in(newcomer)
    act = AuditEntry.objects.get(verb="password_reset")
    assert (act.title, act.by_name, act.origin) == ("aliya", "", "create_editor")
    assert not any(password in str(row) for row in AuditEntry.objects.values())


def test_reset_of_a_closed_account_says_so_and_leaves_it_closed():
    user = make_staff("Editor", "aliya")
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert "жабық" in create_editor("--reset", "aliya")
    assert not User.objects.get().is_active


def test_reset_of_a_name_that_nobody_has_is_refused_in_one_line():
    with pytest.raises(CommandError, match=r"^«aliya» деген тіркелгі жоқ\.$"):
        create_editor("--reset", "aliya")
