"""The head of a page, as messengers and feed readers take it apart."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from lxml import html
from PIL import Image

from articles.models import SiteIdentity
from tests.delivery.conftest import picture_file
from tests.factories import make_article, make_author, make_photo, make_section, make_tag
from tests.support.crawl import ask

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


class Head:
    """What the head of the page at ``address`` says."""

    def __init__(self, client, address):
        self.tree = html.fromstring(client.get(address).content)

    def all_of(self, name):
        return self.tree.xpath(f'//meta[@property="{name}" or @name="{name}"]/@content')

    def __getitem__(self, name):
        (content,) = self.all_of(name)
        return content

    def links(self, rel):
        return self.tree.xpath(f'//link[@rel="{rel}"]/@href')

    def feeds(self):
        return self.tree.xpath('//link[@rel="alternate" and @type="application/rss+xml"]/@href')


@pytest.fixture
def head(client):
    return lambda address: Head(client, address)


def test_an_article_in_a_messenger(head, client, photo, now):
    article = make_article(
        'Ауылда "Нұр" кітапханасы ашылды',
        lede="Тұрғындар екі жыл бойы кітап жинады.",
        photo=photo,
        tags=[make_tag("Кітап", "kitap"), make_tag()],
        publish=now - timedelta(hours=3),
    )
    page = head(article.get_absolute_url())
    assert page["og:type"] == "article"
    assert page["og:title"] == article.headline
    assert page["og:description"] == page["description"] == article.lede
    assert page["og:url"] == page.links("canonical")[0] == SITE + article.get_absolute_url()
    assert page["og:image"] == SITE + photo.rendition_url("social")
    assert (page["og:image:width"], page["og:image:height"]) == ("1200", "630")
    assert page["og:image:type"] == "image/jpeg"
    assert page["og:image:alt"] == "Оқу залы"
    assert page["og:locale"] == "kk_KZ"
    assert page["og:site_name"] == "Newsroom"
    assert page["twitter:card"] == "summary_large_image"
    assert page["article:published_time"] == "2026-03-03T15:00:00+05:00"
    assert page["article:section"] == "Саясат"
    assert page.all_of("article:tag") == ["Кітап", "Су реформасы"]
    assert page.all_of("article:author") == [f"{SITE}/author/aigul-sarsenova/"]
    picture = ask(client, page["og:image"].removeprefix(SITE))
    assert (picture.status, picture.type) == (200, "image/jpeg")
    assert len(picture.body) < 300_000  # WhatsApp shows no larger one


def test_the_picture_that_stands_in(head):
    article = make_article(photo=make_photo())
    address = article.get_absolute_url()
    page = head(address)
    assert page.all_of("og:image") == []
    assert page["twitter:card"] == "summary"

    identity = SiteIdentity.load()
    identity.logo.save("logo.jpg", picture_file(), save=False)
    identity.save()
    page = head(address)
    assert page["og:image"] == SITE + identity.logo.url
    assert page["twitter:card"] == "summary"

    identity.social_picture = make_photo(file=picture_file(), alt="Алматы", credit="Newsroom")
    identity.save()
    page = head(address)
    assert page["og:image"] == SITE + identity.social_picture.rendition_url("social")
    assert page["og:image:alt"] == "Алматы"
    assert page["twitter:card"] == "summary_large_image"


def test_a_long_text_is_cut(head):
    article = make_article(body=f"<p>{'сөз ' * 200}</p>")
    description = head(article.get_absolute_url())["og:description"]
    assert len(description) <= 200
    assert description.endswith("сөз…")


def test_lists_say_what_they_are(head):
    make_section(description="Билік пен қоғам")
    make_author(biography="Он жылдан бері жазады.")
    make_article(tags=[make_tag(description="Су туралы")])
    expected = {
        "/sayasat/": ("Саясат", "Билік пен қоғам"),
        "/tag/su-reformasy/": ("#Су реформасы", "Су туралы"),
        "/author/aigul-sarsenova/": ("Айгүл Сәрсенова", "Он жылдан бері жазады."),
    }
    for address, (title, description) in expected.items():
        page = head(address)
        assert (page["og:title"], page["og:description"]) == (title, description)
        assert page["og:type"] == "website"
        assert page.links("canonical") == [SITE + address]
        assert page.feeds() == ["/rss.xml", f"{address}rss.xml"]


def test_feeds_that_a_page_names_are_there(head, client):
    make_article(language="ru", tags=[make_tag()])
    found = head("/ru/tag/su-reformasy/").feeds()
    assert found == ["/ru/rss.xml", "/ru/tag/su-reformasy/rss.xml"]
    assert [client.get(address).status_code for address in found] == [200, 200]


def test_each_edition_speaks_its_language(head):
    make_article("Вода", language="ru")
    assert head("/ru/")["og:locale"] == "ru_RU"
    assert head("/en/")["og:locale"] == "en_US"


def test_pages_of_a_list_are_their_own(head):
    for number in range(25):
        make_article(f"Жаңалық {number}")
    (following,) = head("/sayasat/").links("next")
    page = head(f"/sayasat/{following}&utm_source=x")
    assert page.links("canonical") == [f"{SITE}/sayasat/{following}"]


def test_what_follows_an_address_does_not_count(head):
    article = make_article()
    page = head(article.get_absolute_url() + "?fbclid=1")
    assert page.links("canonical") == [SITE + article.get_absolute_url()]


def test_a_page_that_is_not_there_claims_nothing(head):
    page = head("/joq/")
    assert page.links("canonical") == []
    assert page.all_of("og:url") == []


def test_a_picture_full_of_detail_is_light_enough_for_messengers(client):
    file = BytesIO()
    Image.effect_noise((1300, 800), 120).convert("RGB").save(file, "JPEG", quality=95)
    photo = make_photo(file=ContentFile(file.getvalue(), "noise.jpg"), alt="Бор", credit="Newsroom")
    make_article(photo=photo)
    picture = ask(client, photo.rendition_url("social"))
    assert picture.status == 200
    assert len(picture.body) < 300_000
