"""One address for each page: the others lead to it, or nowhere; nothing makes the site fall."""

import pytest
from django.utils import timezone

from articles.models import Redirect
from tests import factories

pytestmark = pytest.mark.django_db


def leads(client, address):
    """Where the address leads for good."""
    response = client.get(address)
    assert response.status_code == 301, address
    return response.headers["Location"]


@pytest.mark.parametrize("slug", ["eski", "", "Қазақша", "a" * 300, "50%25", "-"])
def test_a_wrong_slug_leads_to_the_right_one(client, slug):
    article = factories.make_article("Жаңа тақырып")
    right = article.get_absolute_url()
    assert leads(client, f"/sayasat/{article.pk}-{slug}/").split("?")[0] == right


def test_a_wrong_section_and_a_wrong_edition_too(client):
    factories.make_section("Спорт", "sport")
    article = factories.make_article()
    russian = factories.make_article("Новость", language="ru")
    right = article.get_absolute_url()
    assert leads(client, right.replace("sayasat", "sport")) == right
    assert leads(client, "/ru" + right) == right
    assert russian.get_absolute_url().startswith("/ru/")
    assert leads(client, russian.path) == russian.get_absolute_url()


def test_the_query_is_kept(client):
    article = factories.make_article()
    right = article.get_absolute_url()
    assert leads(client, f"/sayasat/{article.pk}-x/?utm=1&b=2") == right + "?utm=1&b=2"


def test_a_headline_that_changes_leaves_the_address(client):
    article = factories.make_article("Ескі")
    right = article.get_absolute_url()
    article.headline = "Жаңа"
    article.save()
    article.notify_changed(by=None, at=timezone.now())
    assert article.get_absolute_url() == right


@pytest.mark.parametrize(
    "address", ["/sayasat", "/archive", "/archive/2026/03/03", "/search", "/ru", "/ru/sayasat"]
)
def test_a_missing_slash_is_added(client, address):
    factories.make_section()
    assert leads(client, address + "?q=1") == address + "/?q=1"


def test_old_addresses_of_sections_tags_and_authors(client):
    factories.make_article(tags=[factories.make_tag()])
    for thing in (factories.make_section(), factories.make_tag(), factories.make_author()):
        old = thing.path
        thing.slug = "jana"
        thing.save()
        assert leads(client, old) == thing.path
        assert leads(client, f"/ru{old}?before=1-1") == f"/ru{thing.path}?before=1-1"
        assert leads(client, old + "rss.xml") == thing.path + "rss.xml"
        assert client.get(thing.path).status_code == 200


def test_moving_twice_is_one_step(client):
    section = factories.make_section()
    for slug in ("b", "c"):
        section.slug = slug
        section.save()
    assert leads(client, "/sayasat/") == leads(client, "/b/") == "/c/"


def test_what_lives_at_an_address_goes_before_what_lived_there(client):
    section = factories.make_section()
    section.slug = "bilik"
    section.save()
    factories.make_section("Жаңа саясат")
    Redirect.objects.get_or_create(path="/sayasat/", defaults={"target": "/bilik/"})
    assert client.get("/sayasat/").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/Sayasat/", "/SAYASAT/1-x/", "/sayasat/1-x/", "/sayasat/99999999999999999999-x/",
        "/%D1%81%D0%B0%D1%8F%D1%81%D0%B0%D1%82/", "/%FF%FE/", "/ru//",
        "/-/", "/a--b/", "/tag/", "/tag/joq/", "/author/joq/", "/kk/", "/de/", f"/{3000 * 'a'}/",
        "/..%2f..%2fetc/passwd", "/sayasat/1-x/1/", "/archive/2026/",
        "/'\"<x>/", "/sayasat/1/",
    ],
)  # fmt: skip
def test_what_was_never_there_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_the_page_that_is_not_there_helps_on(client):
    factories.make_section()
    page = client.get("/ru/joq/").content.decode()
    assert page.count("<h1") == 1
    assert 'lang="ru"' in page
    assert 'action="/ru/search/"' in page
    assert "/ru/sayasat/" in page
