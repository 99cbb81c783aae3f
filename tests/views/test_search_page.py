"""The page of the search, from the form to the end of the result."""

import pytest

from articles import search
from tests import factories

pytestmark = pytest.mark.django_db


def test_without_words_there_is_a_form(show):
    (form,) = show("/search/").xpath("//main//form")
    assert (form.get("action"), form.get("method", "get")) == ("/search/", "get")
    assert form.xpath(".//label/@for") == form.xpath(".//input/@id")


def test_what_is_found_is_marked(show):
    article = factories.make_article("Ауылда мектеп ашылды", lede="Жаңа мектепте жүз орын бар.")
    factories.make_article("Басқа", body="<p>Ештеңе жоқ.</p>")
    tree = show("/search/?q=мектеп")
    assert tree.xpath("//h2/a/@href") == [article.get_absolute_url()]
    assert tree.xpath("//h2/a/mark/text()") == ["мектеп"]
    assert tree.xpath("//main//input[@type='search']/@value") == ["мектеп"]


@pytest.mark.parametrize("query", ["жоқсөз", "%3Cb%3E", "%22%3E%3Cscript%3E", "a%FFb", "((*"])
def test_nothing_found_says_so(show, query):
    factories.make_article()
    tree = show(f"/search/?q={query}")
    assert tree.find_class("empty")
    assert not tree.xpath("//main//script")


def test_a_query_of_signs_asks_for_a_word(show):
    assert "кемінде бір сөз" in show("/search/?q=***").text_content()


def test_a_long_result_has_pages(show, monkeypatch):
    monkeypatch.setitem(search.query.search.__kwdefaults__, "size", 2)
    made = [factories.make_article(f"Мектеп туралы {number}") for number in range(5)]
    seen, way = [], "?q=мектеп"
    while way:
        tree = show("/search/" + way)
        seen += tree.xpath("//h2/a/@href")
        way = next(iter(tree.xpath("//nav[@class='pager']/a[@rel='next']/@href")), None)
    assert sorted(seen) == sorted(article.get_absolute_url() for article in made)


def test_a_malformed_cursor_is_not_there(client):
    assert client.get("/search/?q=мектеп&before=x").status_code == 404


def test_an_edition_finds_its_own(show):
    factories.make_article("Мектеп")
    assert show("/ru/search/?q=мектеп").find_class("card") == []


def test_filters_say_how_many(show):
    sport = factories.make_section("Спорт", "sport")
    found = factories.make_article("Мектеп бірінші", section=sport)
    factories.make_article("Мектеп екінші")
    tree = show("/search/?q=мектеп")
    options = tree.xpath("//select[@name='section']/option")
    assert {option.text_content() for option in options} == {"бәрі", "Спорт (1)", "Саясат (1)"}
    tree = show(f"/search/?q=мектеп&section={sport.pk}")
    assert tree.xpath("//h2/a/@href") == [found.get_absolute_url()]
    assert show("/search/?q=мектеп&section=x&from=2026-99-99&to=1").find_class("empty")


def test_a_slip_is_asked_about(show):
    factories.make_article("Босқындар келді")
    (link,) = show("/search/?q=бсоқын").xpath("//p[@class='meant']/a")
    assert (link.text, link.get("href")) == ("босқын", "?q=%D0%B1%D0%BE%D1%81%D2%9B%D1%8B%D0%BD")


def test_programs_ask_too(client):
    article = factories.make_article("Көпір ашылды")
    factories.make_article("Көпір жоба", publish=False)
    found = client.get("/api/v1/search/?q=көпір").json()
    assert (found["total"], found["results"][0]["id"]) == (1, article.pk)
    assert found["results"][0]["url"].endswith(article.get_absolute_url())
    assert client.get("/api/v1/search/?q=көпір&before=x").status_code == 404
    assert client.get("/api/v1/suggestions/?q=көп").json() == {
        "queries": ["көпір"],
        "articles": [{"title": "Көпір ашылды", "url": article.get_absolute_url()}],
    }


def test_who_wants_nothing_but_what_was_typed_may_have_it(show, client):
    exact = factories.make_article("Мектеп ашылды")
    factories.make_article("Мектептер салынады")
    tree = show("/search/?q=мектеп")
    assert len(tree.xpath("//main//h2/a")) == 2
    (way,) = tree.xpath("//p[@class='as-typed']/a/@href")
    only = show("/search/" + way)
    assert only.xpath("//main//h2/a/@href") == [exact.get_absolute_url()]
    assert only.xpath("//p[@class='as-typed']/a/@href") == [way.removesuffix("&exact=1")]
    assert only.xpath("//form[@class='filters']/input[@name='exact']/@value") == ["1"]
    found = client.get("/api/v1/search/", {"q": "мектеп", "exact": "1"}).json()
    assert [hit["id"] for hit in found["results"]] == [exact.pk]


def test_what_is_only_exact_or_never_has_no_such_link(show):
    factories.make_article("Мектеп ашылды", body="<p>Жаңа.</p>")
    factories.make_article("Көпірлер салынады", body="<p>Жаңа.</p>")
    assert not show("/search/?q=мектеп").find_class("as-typed")
    assert not show("/search/?q=көпір").find_class("as-typed")


def test_a_correction_can_be_refused(show):
    factories.make_article("Босқындар келді")
    (way,) = show("/search/?q=бсоқын").xpath("//p[@class='as-typed']/a/@href")
    tree = show("/search/" + way)
    assert tree.find_class("empty")
    assert not tree.xpath("//main//h2/a")
