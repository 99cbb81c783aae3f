"""A refused sign-in says why: to who has proved to be it, and to nobody else."""

import pytest
from django.test import Client

from articles.models import AuditEntry, User
from tests.support.login import WRONG, enter, fail
from tests.support.staff import make_staff

pytestmark = pytest.mark.django_db
SAID = {
    "deactivated": "тіркелгі өшірулі",
    "no role": "рөл берілмеген",
    "wrong": "не құпиясөз қате",
}
FIELDS = {"deactivated": {"is_active": False}, "no role": {"is_staff": False}, "wrong": {}}


def heard(response):
    """Which of the reasons the page gives."""
    page = response.content.decode()
    return [why for why, words in SAID.items() if words in page]


@pytest.mark.parametrize("why", ["deactivated", "no role"])
def test_the_right_password_is_told_what_is_the_matter(why):
    make_staff("Editor", "aliya", email="aliya@newsroom.example")
    User.objects.update(**FIELDS[why])
    assert heard(enter(Client(), "aliya")) == [why]
    assert not Client().login(username="nobody", password=WRONG)


@pytest.mark.parametrize("why", ["deactivated", "no role", "wrong", "nobody"])
def test_a_wrong_password_hears_the_same_whatever_the_account(why):
    make_staff("Editor", "aliya")
    User.objects.update(**FIELDS.get(why, {}))
    name = "nobody" if why == "nobody" else "aliya"
    page = enter(Client(), name, WRONG)
    assert heard(page) == ["wrong"]
    assert page.status_code == 200


def test_guesses_at_a_closed_account_are_counted_and_on_record():
    make_staff("Editor", "aliya")
    User.objects.update(is_active=False)
    for _ in range(4):
        assert heard(enter(Client(), "aliya")) == ["deactivated"]
    assert fail("aliya", "127.0.0.1").status_code == 429
    assert enter(Client(), "aliya").status_code == 429
    assert AuditEntry.objects.filter(verb="sign_in_failed", title="aliya").count() >= 4


def test_a_session_ends_with_the_account(client):
    make_staff("Editor", "aliya")
    enter(client, "aliya")
    User.objects.update(is_active=False)
    assert client.get("/admin/").status_code == 302
