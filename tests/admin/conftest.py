"""Signed-in members of staff, and a photo that lacks nothing."""

import pytest

from articles.models import Photo
from tests.factories import make_photo
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


@pytest.fixture
def drawn(db):
    """A photo with all that it needs; the file is said to be there, since nobody looks into it."""
    photo = make_photo(alt="Жаңа мектеп", caption="Мектеп")
    about = {"file": "photos/mektep.jpg", "width": 1600, "height": 1000}
    Photo.objects.filter(pk=photo.pk).update(**about)
    return photo
