"""An invitation: a letter whose link sets the first password."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlsafe_base64_encode

from articles.models import AuditEntry, User
from tests.support.login import enter
from tests.support.staff import PASSWORD, make_staff
from tests.support.tasks import run_waiting

DANA = "dana@newsroom.example"


@pytest.fixture
def dana(client, sign_in):
    """A reporter whom the chief editor has just invited."""
    sign_in("Chief editor", first_name="Сәуле", last_name="Омарова")
    group = Group.objects.get(name="Reporter")
    form = {"first_name": "Дана", "last_name": "Әлімқызы", "email": DANA, "language": "kk"}
    client.post("/admin/articles/user/add/", form | {"groups": [group.pk]})
    run_waiting()
    return User.objects.get(email=DANA)


def link():
    return re.search(r"http://testserver(/admin/invitation/\S+)", mail.outbox[-1].body)[1]


def accept(path, password=PASSWORD):
    """Open the link and choose a password; gives the last page."""
    client = Client()
    page = client.get(path, follow=True)
    form = {"new_password1": password, "new_password2": password}
    return client.post(page.redirect_chain[-1][0] if page.redirect_chain else path, form)


def again(client, user):
    response = client.post(reverse("admin:articles_user_invite", args=[user.pk]), follow=True)
    run_waiting()
    return response


def test_the_letter_says_who_invites_and_its_link_sets_the_password(dana):
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == ([DANA], "testserver: редакцияға шақыру")
    assert "Сәуле Омарова" in letter.body
    assert "dana.alimqyzy" in letter.body
    assert accept(link()).url == reverse("password_reset_complete")
    assert enter(Client(), "dana.alimqyzy").status_code == 302
    assert AuditEntry.objects.filter(verb="invitation_accepted", by_name=dana.username).exists()


def test_the_link_is_good_for_seven_days_and_once(dana):
    path = link()
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        accept(path)
        assert not User.objects.get(pk=dana.pk).has_usable_password()
    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23)):
        accept(path)
        assert User.objects.get(pk=dana.pk).check_password(PASSWORD)
        accept(path, "basqa-qupiya-2026")
    assert User.objects.get(pk=dana.pk).check_password(PASSWORD)


def test_no_other_account_is_opened_by_it(dana):
    other = make_staff("Editor", "aliya")
    for key in (other.pk, 999_999):
        forged = link().split("/")
        forged[3] = urlsafe_base64_encode(str(key).encode())
        accept("/".join(forged), "basqa-qupiya-2026")
    assert User.objects.get(pk=other.pk).check_password(PASSWORD)


@pytest.mark.parametrize("fields", [{"is_active": False}, {"is_staff": False}, {"email": "x@y.kz"}])
def test_the_link_is_void_for_who_was_closed_out_or_got_another_address(dana, fields):
    User.objects.filter(pk=dana.pk).update(**fields)
    accept(link())
    assert not User.objects.get(pk=dana.pk).has_usable_password()


def test_another_role_does_not_void_it(dana):
    dana.groups.set([Group.objects.get(name="Editor")])
    accept(link())
    assert User.objects.get(pk=dana.pk).check_password(PASSWORD)


def test_a_button_sends_it_again_until_a_password_is_set(client, dana):
    change = reverse("admin:articles_user_change", args=[dana.pk])
    assert "Шақыруды қайта жіберу" in client.get(change).content.decode()
    assert DANA in again(client, dana).content.decode()
    assert len(mail.outbox) == 2
    assert AuditEntry.objects.filter(verb="invite", key=dana.pk).count() == 2
    accept(link())
    assert "Шақыруды қайта жіберу" not in client.get(change).content.decode()
    again(client, dana)
    assert len(mail.outbox) == 2


def test_who_was_invited_gets_a_new_link_by_the_way_back_too(dana):
    Client().post("/admin/password_reset/", {"email": DANA})
    run_waiting()
    assert len(mail.outbox) == 2
    assert "/admin/reset/" in mail.outbox[-1].body


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Photo editor"])
def test_others_invite_nobody(dana, role):
    client = Client()
    client.force_login(make_staff(role, "x"))
    address = reverse("admin:articles_user_invite", args=[dana.pk])
    assert client.post(address).status_code == 403
    assert len(mail.outbox) == 1


def test_the_list_says_who_has_not_come_yet(client, dana):
    assert "шақырылды, құпиясөзі жоқ" in client.get("/admin/articles/user/").content.decode()
