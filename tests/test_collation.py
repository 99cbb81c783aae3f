"""Names stand in the order of the Kazakh alphabet wherever people look through them."""

import pytest
from django.urls import reverse

from articles.admin.autocomplete import AUTHORS, TAGS
from articles.models import Author, Collection, Kind, Photo, Section, Tag
from tests import factories
from tests.support.staff import make_staff

IN_ORDER = "2026 аға Ағаш Әже ән ел Ёлка зат Ит кала Қала Өмір Яр Zara".split()
MIXED = [IN_ORDER[place * 5 % len(IN_ORDER)] for place in range(len(IN_ORDER))]


def names(rows):
    return [row.name for row in rows]


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Tag, Author, Section, Kind, Collection])
def test_rows_come_in_the_order_of_the_alphabet(model):
    model.objects.all().delete()
    for number, name in enumerate(MIXED):
        fields = {} if model in (Kind, Collection) else {"slug": f"s{number}"}
        model.objects.create(name=name, **fields)
    assert names(model.objects.all()) == IN_ORDER
    renamed = model.objects.get(name="ән")
    renamed.name = "Ят"
    renamed.save()
    assert names(model.objects.all())[-2:] == ["Ят", "Zara"]


@pytest.mark.django_db
def test_a_name_that_is_saved_alone_takes_its_place():
    for number, name in enumerate(MIXED):
        factories.make_tag(name, f"s{number}")
    tag = Tag.objects.get(name="ән")
    tag.name = "Ят"
    tag.save(update_fields=["name"])
    assert names(Tag.objects.all())[-2:] == ["Ят", "Zara"]


@pytest.mark.django_db
def test_lists_and_filters_of_the_admin_are_in_that_order(client):
    for number, name in enumerate(MIXED):
        factories.make_author(name, f"s{number}")
        factories.make_tag(name, f"s{number}")
        Photo.objects.create(credit="Newsroom", licence="own", creator=name)
    client.force_login(make_staff("Chief editor"))
    for model in ("tag", "author"):
        address = reverse(f"admin:articles_{model}_changelist")
        for query, order in (("", IN_ORDER), ("?o=1", IN_ORDER), ("?o=-1", IN_ORDER[::-1])):
            shown = client.get(address + query).context["cl"].result_list
            assert names(shown) == order, (model, query)
    listed = client.get(reverse("admin:articles_article_changelist")).context["cl"]
    [authors] = [f for f in listed.filter_specs if getattr(f, "parameter_name", "") == "author"]
    assert [name for _key, name in authors.lookup_choices] == IN_ORDER
    library = client.get(reverse("admin:articles_photo_changelist")).context["cl"]
    [creators] = [f for f in library.filter_specs if getattr(f, "parameter_name", "") == "creator"]
    assert [name for _key, name in creators.lookup_choices] == IN_ORDER
    for offers in (AUTHORS, TAGS):
        assert names(offers.offered("")) == IN_ORDER[: len(offers.offered(""))]
