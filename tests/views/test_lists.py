"""Lists: newest first, only what readers may see, and no page that shifts."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Kind
from articles.views.lists import PAGE_SIZE
from tests import factories

ADDRESSES = ["/archive/", "/sayasat/", "/tag/su-reformasy/", "/author/aigul-sarsenova/"]


def publish(number, at=None, **fields):
    """Articles «1», «2» …, each a minute older than the one before."""
    at = at or timezone.now()
    tags = [factories.make_tag()]
    return [
        factories.make_article(str(n + 1), tags=tags, publish=at - timedelta(minutes=n), **fields)
        for n in range(number)
    ]


def next_page(tree):
    """Where the page says that the list goes on; None at its end."""
    ways = tree.xpath("//nav[@class='pager']/a[@rel='next']/@href")
    assert tree.xpath("//head/link[@rel='next']/@href") == ways
    return ways[0] if ways else None


@pytest.mark.parametrize("address", ADDRESSES)
def test_newest_first_and_only_what_is_live_in_the_language(show, headlines, evening, address):
    publish(2)
    tags, now = [factories.make_tag()], timezone.now()
    factories.make_article("жоба", tags=tags, publish=False)
    factories.make_article("ертең", tags=tags, publish=now + timedelta(days=1))
    factories.make_article("новость", tags=tags, language="ru", publish=now)
    assert headlines(address) == ["1", "2"]
    assert headlines("/ru" + address) == ["новость"]


def test_every_article_is_on_one_page_whatever_is_published_meanwhile(show, db):
    """Half of the articles share one instant, so the key has to part them."""
    at = timezone.now() - timedelta(days=1)
    made = publish(PAGE_SIZE + 5, at=at)
    made += [
        factories.make_article("t", tags=[factories.make_tag()], publish=at) for _ in range(20)
    ]
    for start in ADDRESSES:
        there = sorted(article.get_absolute_url() for article in made)
        seen, way, later = [], "", []
        while way is not None:
            tree = show(start + way)
            seen += tree.xpath("//*[contains(@class, 'card__title')]/a/@href")
            way = next_page(tree)
            later.append(factories.make_article("кейінгі", tags=[factories.make_tag()]))
        assert sorted(seen) == there, start
        made += later


def test_a_full_last_page_leads_nowhere(show, db):
    publish(PAGE_SIZE)
    assert next_page(show("/sayasat/")) is None
    publish(1)
    assert next_page(show("/sayasat/")) is not None


@pytest.mark.parametrize("before", ["", "x", "1", "1-", "-1", "1-2-3", "9" * 17 + "-1", "١-١"])
@pytest.mark.parametrize("address", ["/archive/", "/sayasat/", "/archive/2026/03/03/"])
def test_a_cursor_that_was_never_given_out_is_not_there(client, evening, address, before):
    factories.make_article()
    assert client.get(f"{address}?before={before}").status_code == 404


def test_the_end_of_time_is_a_place_in_a_list(show, db):
    publish(1)
    assert show(f"/sayasat/?before={'9' * 16}-{'9' * 18}").find_class("card")
    assert not show("/sayasat/?before=0-0").find_class("card")


def test_a_section_without_articles_says_so(show, db):
    factories.make_section("Спорт", "sport", description="Ойын мен жарыс.")
    tree = show("/sport/")
    assert "Әзірге мұнда мақала жоқ." in tree.text_content()
    assert "Ойын мен жарыс." in tree.text_content()


def test_an_author_is_introduced(show, drawn):
    factories.make_author(
        portrait=drawn[0],
        position="тілші",
        biography="Он жылдан бері жазады.",
        email="a@example.org",
        telegram="@aigul",
        website="https://example.org/",
    )
    factories.make_article()
    tree = show("/author/aigul-sarsenova/")
    assert tree.xpath("//h1/text()") == ["Айгүл Сәрсенова"]
    assert tree.xpath("//header//img/@alt")[-1] == "Көрініс 1"
    assert tree.xpath("//ul[@class='contacts']//a/@href") == [
        "mailto:a@example.org",
        "https://t.me/aigul",
        "https://example.org/",
    ]


def test_a_tag_has_its_sign_and_its_description(show, db):
    factories.make_article(tags=[factories.make_tag(description="Су туралы бәрі.")])
    tree = show("/tag/su-reformasy/")
    assert tree.xpath("//h1/text()") == ["#Су реформасы"]
    assert "Су туралы бәрі." in tree.text_content()


def test_times_on_cards_know_what_day_it_is(show, evening):
    at = datetime(2026, 3, 3, 0, 0, tzinfo=timezone.get_default_timezone())
    for moment in (at, at - timedelta(minutes=1), at - timedelta(days=1, minutes=1)):
        factories.make_article(publish=moment)
    times = [time.text for time in show("/sayasat/").xpath("//main//time")]
    assert times == ["00:00, Бүгін", "23:59, Кеше", "23:59, 1 наурыз 2026"]


def test_kinds_other_than_plain_news_are_named(show, db):
    factories.make_article(kind=Kind.objects.get(name="пікір"))
    factories.make_article()
    kinds = [kind.text for kind in show("/archive/").find_class("kind")]
    assert kinds == ["пікір"]
