"""Typed blocks as readers see them: on the page, in feeds, in other scripts, in search."""

import json
from datetime import timedelta

import feedparser
import pytest
import time_machine
from lxml import html

from articles.models import Article
from tests.delivery.conftest import picture_file
from tests.factories import make_article, make_photo

pytestmark = pytest.mark.django_db

VIDEO = "https://www.youtube.com/watch?v=aB3_d-Fg7hI"
POST = "https://t.me/auyl_kanaly/15"
POLICY = "Content-Security-Policy"


def photo(name, **fields):
    file = picture_file(f"{name}.jpg")
    return make_photo(file=file, caption=name, alt=f"{name} суреті", credit="Асқар", **fields)


def page(client, article, edition=""):
    response = client.get(edition + article.get_absolute_url())
    assert response.status_code == 200
    return response, html.fromstring(response.content)


def test_a_gallery_shows_its_photos_in_their_order_with_their_credits(client):
    first, second = photo("Бөгет"), photo("Көл")
    body = f'<figure data-gallery="{second.pk},{first.pk}" data-title="Көктем"></figure>'
    _, tree = page(client, make_article(body=body))
    [gallery] = tree.find_class("gallery")
    assert [img.get("alt") for img in gallery.iter("img")] == ["Көл суреті", "Бөгет суреті"]
    assert "Көктем" in gallery.text_content()
    assert gallery.text_content().count("Асқар") == 2


def test_an_embed_is_a_card_and_nothing_of_it_is_loaded(client):
    still = photo("Бөгет")
    title = 'data-title="Бөгет ашылды"'
    body = f'<figure data-embed="{VIDEO}" {title} data-still="{still.pk}"></figure>'
    response, tree = page(client, make_article(body=body))
    [card] = tree.find_class("embed")
    assert card.get("data-embed") == "https://www.youtube-nocookie.com/embed/aB3_d-Fg7hI"
    [link] = card.iter("a")
    assert (link.get("href"), link.text_content().strip()) == (VIDEO, "Бөгет ашылды")
    assert "YouTube" in card.text_content()
    assert "Асқар" in card.text_content()
    assert not list(tree.iter("iframe"))
    assert "frame-src https://www.youtube-nocookie.com" in response[POLICY].split("; ")
    assert any("embed" in script.get("src", "") for script in tree.iter("script"))


def test_an_embed_without_words_shows_its_address(client):
    _, tree = page(client, make_article(body=f'<figure data-embed="{POST}"></figure>'))
    [link] = tree.find_class("embed__link")
    assert link.text_content().strip() == POST


def test_frames_are_named_only_where_they_stand(client):
    plain, _ = page(client, make_article())
    assert "frame-src" not in plain[POLICY]
    assert b"embed" not in plain.content
    both = f'<figure data-embed="{VIDEO}"></figure><figure data-embed="{POST}"></figure>'
    response, _ = page(client, make_article(body=both))
    [frames] = [part for part in response[POLICY].split("; ") if part.startswith("frame-src")]
    assert frames == "frame-src https://t.me https://www.youtube-nocookie.com"
    again, _ = page(client, Article.objects.get(pk=response.context["article"].pk))
    assert again[POLICY] == response[POLICY]  # from the page cache


def test_a_card_follows_its_article_and_disappears_with_it(client, now):
    other = make_article("Бөгет салынды", publish=now - timedelta(hours=1))
    article = make_article(body=f'<p>а</p><figure data-article="{other.pk}"></figure>')
    _, tree = page(client, article)
    [card] = tree.find_class("read-also")
    assert card.find("a").get("href") == other.get_absolute_url()
    assert "Бөгет салынды" in card.text_content()
    Article.objects.filter(pk=other.pk).update(headline="Бөгет ашылды")
    _, tree = page(client, article)
    assert "Бөгет ашылды" in tree.find_class("read-also")[0].text_content()
    Article.objects.get(pk=other.pk).withdraw(by=None, at=now)
    _, tree = page(client, article)
    assert not tree.find_class("read-also")


def test_a_card_of_an_article_to_come_tells_nothing(client, now):
    other = make_article("Құпия шешім", publish=now + timedelta(hours=1))
    article = make_article(body=f'<p>а</p><figure data-article="{other.pk}"></figure>')
    for address in (article.get_absolute_url(), "/rss.xml", "/atom.xml", "/feed.json"):
        assert "Құпия" not in client.get(address).content.decode()
    with time_machine.travel(now + timedelta(hours=1), tick=False):
        assert "Құпия" in client.get(article.get_absolute_url()).content.decode()


def test_a_pull_quote_and_a_fact_box(client):
    body = (
        '<figure data-pullquote="Су – &lt;өмір&gt;" data-source="Айгүл"></figure>'
        "<aside><h3>Анықтама</h3><p>Бөгет ескі.</p></aside>"
    )
    response, tree = page(client, make_article(body=body))
    [quote] = tree.find_class("pullquote")
    assert "Су – <өмір>" in quote.text_content()
    assert "Айгүл" in quote.text_content()
    assert b"<aside><h3>" in response.content


@pytest.mark.parametrize("file", ["rss.xml", "atom.xml", "feed.json"])
def test_feeds_carry_links_and_photos(client, file):
    first, second, other = photo("Бөгет"), photo("Көл"), make_article("Көрші ауыл")
    article = make_article(
        body=f'<figure data-gallery="{first.pk},{second.pk}" data-title="Көктем"></figure>'
        f'<figure data-embed="{VIDEO}" data-title="Ашылу"></figure>'
        f'<figure data-embed="{POST}"></figure>'
        f'<figure data-article="{other.pk}"></figure><figure data-pullquote="Су – өмір"></figure>'
    )
    for edition in ("", "/latn", "/arab"):
        content = text_in(client, f"{edition}/{file}", article)
        assert content.count("<img ") == 2
        assert f'href="{VIDEO}"' in content
        assert f'href="{POST}">{POST}<' in content
        assert f"{edition}{other.get_absolute_url()}" in content
        assert "data-" not in content
        assert "<iframe" not in content
    assert "Көктем" in text_in(client, f"/{file}", article)
    assert "Су – өмір" in text_in(client, f"/{file}", article)


def text_in(client, address, article):
    """The text of an article in a feed."""
    content = client.get(address).content
    if address.endswith("json"):
        items = json.loads(content)["items"]
        [item] = [item for item in items if f"/{article.pk}-" in item["url"]]
        return item["content_html"]
    entries = feedparser.parse(content, sanitize_html=False).entries
    [entry] = [entry for entry in entries if f"/{article.pk}-" in entry.link]
    return entry.content[0].value


def test_other_scripts_leave_addresses_alone(client):
    titled = f'<figure data-embed="{VIDEO}" data-title="Бөгет ашылды"></figure>'
    article = make_article(body=f'{titled}<figure data-embed="{POST}"></figure>')
    _, tree = page(client, article, "/latn")
    first, second = tree.find_class("embed__link")
    assert (first.get("href"), first.text_content().strip()) == (VIDEO, "Böget aşyldy")
    assert (second.get("href"), second.text_content().strip()) == (POST, POST)


def test_a_block_with_a_photo_that_is_gone_leaves_the_rest(client):
    first = photo("Бөгет")
    body = f'<figure data-gallery="{first.pk},999999"></figure><p>соңы</p>'
    _, tree = page(client, make_article(body=body))
    assert len(list(tree.find_class("gallery")[0].iter("img"))) == 1


def test_words_of_blocks_are_found(client):
    article = make_article(
        "Жаңалық",
        body='<figure data-pullquote="Шатырлы қосын" data-source="Ә. Нұрпейісов"></figure>'
        "<aside><p>Мұражайға жәдігер қойылды.</p></aside>",
    )
    for words in ("шатырлы", "жәдігерлер"):
        assert article.get_absolute_url() in client.get("/search/", {"q": words}).content.decode()
