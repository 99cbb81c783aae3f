"""Addresses of rows: no two alike, none that the site needs, each within its column."""

import pytest

from articles.models import Tag
from articles.models.fields.slugs import unique_slug
from tests.factories import make_tag

pytestmark = pytest.mark.django_db

LIMIT = Tag._meta.get_field("slug").max_length


def test_a_second_of_the_same_name_is_numbered_from_two_on():
    assert unique_slug(Tag, "Су реформасы") == "su-reformasy"
    for expected in ("su-reformasy", "su-reformasy-2", "su-reformasy-3"):
        assert make_tag(expected, unique_slug(Tag, "Су реформасы")).slug == expected


def test_a_number_that_is_free_is_given_again():
    for slug in ("su", "su-3", "su-bogeti"):
        make_tag(slug, slug)
    assert unique_slug(Tag, "Су") == "su-2"


def test_a_longer_address_that_begins_alike_takes_nothing():
    make_tag("Су реформасы", "su-reformasy")
    assert unique_slug(Tag, "Су") == "su"


def test_what_is_reserved_is_never_given():
    assert unique_slug(Tag, "Су", reserved=["su", "su-2"]) == "su-3"


def test_a_row_keeps_its_own():
    tag = make_tag("Су", "su")
    assert unique_slug(Tag, "Су", instance=tag) == "su"
    assert unique_slug(Tag, "Су", instance=Tag()) == "su-2"


def test_a_long_name_leaves_room_for_a_number_of_five_digits():
    name = "ә" * (LIMIT + 10)
    first = unique_slug(Tag, name)
    assert len(f"{first}-99999") == LIMIT
    make_tag("Ұзын", first)
    assert unique_slug(Tag, name) == f"{first}-2"
