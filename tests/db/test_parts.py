"""Many rows in parts."""

from itertools import chain

import pytest
from django.db import connection

from articles.db.batches import parts
from articles.models import Tag
from tests.factories import make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def tags():
    for n in range(7):
        make_tag(f"Тег {n}", f"teg-{n}")
    return Tag.objects.order_by("-name")


def test_rows_come_in_their_order_and_each_once(tags):
    assert list(chain.from_iterable(parts(tags, 3))) == list(tags)
    names = tags.values_list("name", flat=True)
    assert [list(part) for part in parts(names, 3)] == [[*names[:3]], [*names[3:6]], [*names[6:]]]


def test_what_has_gone_is_left_out_and_what_has_come_is_not_met(tags):
    seen = []
    for part in parts(tags.filter(is_pinned=False), 3):
        seen += [tag.name for tag in part]
        Tag.objects.filter(name="Тег 3").update(is_pinned=True)
        Tag.objects.filter(name="Тег 2").delete()
        make_tag(f"Тег 0{len(seen)}", f"jana-{len(seen)}")
    assert seen == ["Тег 6", "Тег 5", "Тег 4", "Тег 1", "Тег 0"]


def test_nothing_stays_open_where_the_rest_is_not_wanted(tags):
    next(parts(tags, 3))
    next(tags.iterator(1))  # as Django's own forms ask
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_cursors")
            assert cursor.fetchone() == (0,)
