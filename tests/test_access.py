"""Who is let in where: every address × role × method against the table, cell by cell.

After adding an address: ``./script/access`` writes its row, and what is to be reviewed is the diff.
"""

import logging

import pytest
from django.contrib import admin, auth
from django.template.backends.django import Template

from tests.support import access

# What is asked here is decided by the same rows and the same code on every database; how each door
# works on both is for the tests of the doors.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOT_IN_USE = ("PUT", "PATCH", "DELETE", "OPTIONS")


@pytest.fixture
def answers(settings, monkeypatch, caplog):
    """What a role is told everywhere. Who is let in is known before a page is drawn: none is."""
    monkeypatch.setattr(Template, "render", lambda *args, **kwargs: "")
    monkeypatch.setattr(admin.site, "each_context", lambda request: {})
    caplog.set_level(logging.CRITICAL, "django.request")

    def ask(role):
        user = access.enter(role)
        if user:  # who has come in, which the tests of the entrance are about, is not asked again
            monkeypatch.setattr(auth, "get_user", lambda request: user)
        return access.answers(user, role, settings.MEDIA_ROOT)

    return ask


@pytest.mark.parametrize("role", access.ROLES)
def test_everybody_gets_what_the_table_says(role, answers, pytestconfig):
    found = answers(role)
    if pytestconfig.getoption("write_access"):
        access.write(found)
    table = access.read()
    missing = [f"{route} {what}" for route, what in found if (route, what) not in table]
    assert not missing, f"no row in tests/access.tsv; ./script/access adds it: {missing}"
    assert [row for row in table if row not in found] == [], "gone; ./script/access takes it out"
    wrong = [
        f"{' '.join(row)}: {column} gets {cell}, not {table[row][column]}"
        for row, cells in found.items()
        for column, cell in cells.items()
        if table[row][column] != cell
    ]
    assert wrong == []


def test_nobody_does_anything_in_another_way_or_without_the_token_of_a_page(settings):
    user = access.enter("superuser")
    ask, ask_blindly = access.Visitor(user), access.Visitor(user, enforce_csrf_checks=True)
    for address in access.addresses(user, settings.MEDIA_ROOT).values():
        assert {ask(method, address) for method in NOT_IN_USE} == {"405"}, address
        assert ask_blindly("POST", address) in ("403", "405"), address
