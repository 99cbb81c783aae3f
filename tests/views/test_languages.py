"""The readers' pages of each edition speak its language, but for what the newsroom wrote."""

import pytest
from django.utils import timezone

from tests import factories
from tests.support.languages import strays

WRITTEN = {
    "Newsroom", "Саясат", "Спорт", "хабар", "Марат Сапаров", "Алматы мен Астана", "Астанада дода",
    "Алматы", "Дода", "Шолушы", "Алматы мен", "Астана", "Астанада", "дода", "qqqq",
}  # fmt: skip


@pytest.fixture(params=[("kk", ""), ("ru", "/ru"), ("en", "/en")], ids=lambda param: param[0])
def edition(request, db):
    """Language and address of an edition with two articles, written without telltale letters."""
    language, prefix = request.param
    section = factories.make_section("Спорт", "sport", name_ru="Спорт", name_en="Спорт")
    author = factories.make_author("Марат Сапаров", "marat-saparov", position="Шолушы")
    tag = factories.make_tag("Алматы", "almaty", is_pinned=True)
    for headline in ("Астанада дода", "Алматы мен Астана"):
        article = factories.make_article(
            headline,
            section=section,
            authors=[author],
            tags=[tag],
            photo=factories.make_photo(credit="Марат Сапаров"),
            body="<p>Дода</p>",
            language=language,
        )
    kind = article.kind
    kind.name = kind.name_ru = kind.name_en = "хабар"
    kind.save()
    addresses = [
        "/", "/archive/", f"/archive/{timezone.localdate():%Y/%m/%d}/", "/search/",
        "/search/?q=Астана", "/search/?q=qqqq", "/sport/", "/tag/almaty/",
        "/author/marat-saparov/", "/nothing-here/",
    ]  # fmt: skip
    return language, [prefix + address for address in addresses] + [article.get_absolute_url()]


def test_every_page_speaks_the_language_of_its_edition(client, edition):
    language, addresses = edition
    pages = {address: client.get(address).content.decode() for address in addresses}
    assert all(f'<html lang="{language}"' in page for page in pages.values())
    found = {address: strays(page, language, WRITTEN) for address, page in pages.items()}
    assert {address: stray for address, stray in found.items() if stray} == {}
