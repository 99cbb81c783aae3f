"""`create_editor`: what script/server calls on every start."""

import re
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command

from articles.models import User

pytestmark = pytest.mark.django_db


def create_editor(*arguments):
    out = StringIO()
    call_command("create_editor", *arguments, stdout=out)
    return out.getvalue()


def test_the_printed_password_opens_the_admin():
    password = re.search(r"құпиясөзі: (\S+)", create_editor()).group(1)
    editor = authenticate(username="editor", password=password)
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
