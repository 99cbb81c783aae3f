"""The focal point in the form of a photo, as it is sent."""

import pytest
from django.urls import reverse

from tests.delivery.conftest import picture_file
from tests.factories import make_photo
from tests.support.staff import make_staff

pytestmark = pytest.mark.django_db

WORDS = {"credit": "Асқар", "alt": "Бөгет", "caption": ""}


@pytest.fixture
def photo():
    return make_photo(file=picture_file(), alt="Бөгет", focus_x=70, focus_y=20)


@pytest.fixture
def send(client, photo):
    """Sends the form; gives the answer, and the point that is stored then."""
    client.force_login(make_staff("Photo editor"))

    def act(**fields):
        address = reverse("admin:articles_photo_change", args=[photo.pk])
        response = client.post(address, WORDS | fields)
        photo.refresh_from_db()
        return response, (photo.focus_x, photo.focus_y)

    return act


def test_it_is_stored_and_taken_away(send):
    assert send(focus_x="0", focus_y="100")[1] == (0, 100)
    assert send(focus_x="", focus_y="")[1] == (None, None)


@pytest.mark.parametrize(("x", "y", "name"), [("30", "", "focus_y"), ("101", "5", "focus_x")])
def test_half_a_point_and_one_outside_are_refused_where_they_are(send, x, y, name):
    response, stored = send(focus_x=x, focus_y=y)
    assert list(response.context["adminform"].form.errors) == [name]
    assert stored == (70, 20)


def test_who_does_not_ask_for_it_leaves_it(send):
    assert send()[1] == (70, 20)


def test_with_another_picture_it_goes_unless_it_was_set_for_that(send):
    assert send(file=picture_file(colour="red"), focus_x="70", focus_y="20")[1] == (None, None)
    assert send(file=picture_file(colour="blue"), focus_x="10", focus_y="90")[1] == (10, 90)
