"""Signed-in members of staff."""

import pytest

from tests.support.staff import make_staff


@pytest.fixture
def sign_in(client, db):
    """Sign in as somebody with this role; gives the user."""

    def enter(role, **fields):
        user = make_staff(role, **fields)
        client.force_login(user)
        return user

    return enter


@pytest.fixture
def editor(sign_in):
    return sign_in("Editor")
