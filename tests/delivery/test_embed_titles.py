"""What providers call embeds, as readers see it where no editor has typed a title."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from articles.models import EmbedTitle
from tests.delivery.test_blocks import text_in
from tests.factories import make_article

pytestmark = pytest.mark.django_db

PASTED = "https://youtu.be/aB3_d-Fg7hI?t=42"
VIDEO = "https://www.youtube.com/watch?v=aB3_d-Fg7hI"
TITLE = 'Новости <b>& бөгет</b> "2026"'
EMBED = f'<figure data-embed="{PASTED}"></figure>'
FEEDS = ["/rss.xml", "/atom.xml", "/feed.json"]


def tell(title=TITLE):
    """The provider has told the title."""
    EmbedTitle.objects.get(pk=VIDEO).learn(title, at=timezone.now())


def link(client, article, edition=""):
    response = client.get(edition + article.get_absolute_url())
    [card] = html.fromstring(response.content).find_class("embed")
    [link] = card.find_class("embed__link")
    return link.text_content().strip()


def test_a_page_in_the_cache_and_the_feeds_become_new_when_the_title_comes(client):
    article = make_article(body=EMBED)
    assert link(client, article) == link(client, article) == PASTED
    assert all(f">{PASTED}<" in text_in(client, feed, article) for feed in FEEDS)
    tell()
    assert link(client, article) == TITLE
    escaped = "Новости &lt;b&gt;&amp; бөгет&lt;/b&gt;"
    assert all(escaped in text_in(client, feed, article) for feed in FEEDS)
    assert link(client, article) == TITLE  # from the cache
    assert client.get(article.get_absolute_url()).content.count(b"<b>") == 0


def test_a_reader_who_has_the_page_gets_the_new_one(client):
    article = make_article(body=EMBED)
    etag = client.get(article.get_absolute_url())["ETag"]
    tell()
    response = client.get(article.get_absolute_url(), headers={"If-None-Match": etag})
    assert response.status_code == 200


def test_a_typed_title_wins(client):
    other = make_article(body=EMBED)
    article = make_article(body=EMBED.replace("></", ' data-title="Ашылу"></'))
    tell()
    assert (link(client, article), link(client, other)) == ("Ашылу", TITLE)
    assert "Ашылу" in text_in(client, "/rss.xml", article)
    assert "Новости" not in text_in(client, "/rss.xml", article)


def test_it_stays_in_its_own_letters(client):
    article = make_article(body=EMBED)
    tell()
    for edition in ("/latn", "/arab"):
        assert link(client, article, edition) == TITLE
        assert "Новости" in text_in(client, f"{edition}/rss.xml", article)


def test_nothing_is_loaded_from_there(client):
    article = make_article(body=EMBED)
    tell()
    tree = html.fromstring(client.get(article.get_absolute_url()).content)
    loaded = [value for _, name, value, _ in tree.iterlinks() if name == "src"]
    assert loaded
    assert not [value for value in loaded if "youtu" in value]


def test_a_page_asks_for_titles_only_where_they_are_lacking(client):
    def queries(body):
        article = make_article(body=body)
        client.get(article.get_absolute_url())  # whose page others prove as well
        with CaptureQueriesContext(connection) as found:
            client.get(make_article(body=body).get_absolute_url())
        return sum("articles_embedtitle" in one["sql"] for one in found if "SELECT" in one["sql"])

    typed = EMBED.replace("></", ' data-title="Ашылу"></')
    post = '<figure data-embed="https://t.me/auyl_kanaly/15"></figure>'
    assert queries("<p>Мәтін.</p>") == queries(typed + post) == 0


def test_what_is_asked_in_vain_is_no_new_page(client):
    """The row changes at each attempt, and nothing that readers see."""
    article = make_article(body=EMBED)
    first = client.get(article.get_absolute_url())
    EmbedTitle.objects.all().put_off("status 503", at=timezone.now() + timedelta(minutes=1))
    assert client.get(article.get_absolute_url())["ETag"] == first["ETag"]


def test_programs_read_the_feed(client):
    article = make_article(body=EMBED)
    tell()
    items = json.loads(client.get("/feed.json").content)["items"]
    [item] = [item for item in items if f"/{article.pk}-" in item["url"]]
    assert f'<a href="{PASTED}">' in item["content_html"]
