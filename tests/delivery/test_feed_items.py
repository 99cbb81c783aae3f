"""Items of feeds that are written once: always what would be written anew."""

from datetime import timedelta
from itertools import product

import pytest
from django.db import connection

from articles.delivery import page_store, site_context
from articles.delivery.feeds import items
from articles.delivery.feeds.items import ItemCache
from articles.models import Article, SiteIdentity
from tests.delivery.conftest import picture_file
from tests.factories import make_article, make_author, make_photo, make_section, make_tag

pytestmark = pytest.mark.django_db

FILES = ["rss.xml", "atom.xml", "feed.json"]
ADDRESSES = [prefix + file for prefix, file in product(("/", "/latn/", "/arab/"), FILES)]


@pytest.fixture
def article(photo, now):
    """One that shows all that an item can."""
    SiteIdentity(pk=1, name="Жаңа күн").save()
    coming = make_article("Ертеңгі", publish=now - timedelta(hours=3))
    inside = make_photo(file=picture_file("ishki.jpg"), alt="Сөре", credit="Ішкі фото")
    article = make_article(
        "Ауылда кітапхана ашылды",
        lede="Тұрғындар кітап жинады.",
        body=(
            f'<p>Мұнда <a href="{coming.path}">ертең</a> және <a href="/sayasat/">бүгін</a>.</p>'
            f'<figure data-photo="{inside.pk}"></figure>'
        ),
        section=make_section("Мәдениет", "madeniet"),
        authors=[make_author("Ерлан Ұзақбай", "erlan-uzaqbai")],
        tags=[make_tag("Кітап", "kitap")],
        photo=photo,
        agency="ҚазАқпарат",
        publish=now - timedelta(hours=2),
    )
    article.correct("correction", by=None, at=now, note="Қате еді.")
    Article.objects.filter(pk=coming.pk).update(published_at=now + timedelta(hours=1))
    return article


def shown(client):
    page_store.clear()
    return {address: client.get(address).content for address in ADDRESSES}


def written_anew(client):
    site_context.forget()
    return shown(client)


CHANGES = [
    "UPDATE articles_article SET headline = 'Басқа тақырып'",
    "UPDATE articles_article SET body = '<p>Басқа мәтін.</p>'",
    "UPDATE articles_article SET lede = 'Басқа лид'",
    "UPDATE articles_article SET photo_caption = 'Басқа сурет'",
    "UPDATE articles_article SET slug = 'basqa'",
    "UPDATE articles_article SET photo_id = NULL",
    "UPDATE articles_article SET updated_at = '2026-03-03 12:59:00+00:00'",
    "UPDATE articles_article SET notices = '[]'",
    "UPDATE articles_article SET section_id ="
    " (SELECT id FROM articles_section WHERE slug = 'sayasat')",
    "UPDATE articles_section SET name = 'Өнер' WHERE slug = 'madeniet'",
    "UPDATE articles_author SET name = 'Басқа автор'",
    "UPDATE articles_author SET slug = 'basqa-avtor' WHERE slug = 'erlan-uzaqbai'",
    "DELETE FROM articles_byline",
    "UPDATE articles_tag SET name = 'Басқа тақырып' WHERE slug = 'kitap'",
    "DELETE FROM articles_articletag",
    "UPDATE articles_photo SET credit = 'Басқа фотограф' WHERE credit = 'Ішкі фото'",
    "UPDATE articles_photo SET alt = 'Басқа' WHERE credit <> 'Ішкі фото'",
    "UPDATE articles_photo SET renditions = '{}' WHERE credit = 'Ішкі фото'",
    "UPDATE articles_article SET published_at = '2026-03-03 12:00:00+00:00'"
    " WHERE headline = 'Ертеңгі'",
]


OF_LETTERS = [
    "INSERT INTO articles_spelling (word, latin, arabic, is_kept)"
    " VALUES ('кітапхана', 'library', '', false)",
    "UPDATE articles_siteidentity SET latin_standard = '2018'",
]


@pytest.mark.parametrize(
    ("statement", "address"),
    [
        *((statement, "/atom.xml") for statement in CHANGES),
        *((statement, "/latn/rss.xml") for statement in OF_LETTERS),
    ],
)
def test_whatever_an_item_shows_is_in_the_very_next_feed(client, article, statement, address):
    if connection.vendor == "sqlite":
        statement = statement.replace("+00:00'", "'")
    before = shown(client)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    after = shown(client)
    assert after == written_anew(client)
    assert after[address] != before[address]


def test_a_link_appears_when_what_it_leads_to_does(client, article, time_machine, now):
    link = f'href="http://testserver{Article.objects.get(headline="Ертеңгі").path}"'.encode()
    assert link not in shown(client)["/rss.xml"]
    time_machine.move_to(now + timedelta(hours=1))
    after = shown(client)
    assert link in after["/rss.xml"]
    assert after == written_anew(client)


def test_what_has_not_changed_is_not_written_again(client, now, monkeypatch):
    SiteIdentity(pk=1, name="Жаңа күн").save()
    articles = [make_article(f"Жаңалық {number}") for number in range(5)]
    written = []
    original = items.entry
    monkeypatch.setattr(
        items, "entry", lambda one, *more: written.append(one) or original(one, *more)
    )
    first = shown(client)
    assert len(written) == 5 * len(ADDRESSES)
    written.clear()
    assert shown(client) == first
    page_store.clear()
    client.get("/sayasat/rss.xml")  # the items of the section are those of the site
    assert written == []
    Article.objects.filter(pk=articles[2].pk).update(headline="Басқа")
    shown(client)
    assert written == [articles[2]] * len(ADDRESSES)


def test_the_room_is_bounded_and_the_oldest_goes_first():
    cache, made = ItemCache(room=10_000), []

    def value(key):
        return cache.get(key, lambda: made.append(key) or "a" * 2_000)

    for number in range(4):
        value(b"%d" % number)
    value(b"0")
    value(b"4")
    assert cache.size <= 10_000
    made.clear()
    value(b"0"), value(b"4"), value(b"1")
    assert made == [b"1"]
    cache.get(b"large", lambda: "a" * 20_000)
    assert cache.size == 0
