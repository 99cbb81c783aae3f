"""Structured data: what search engines read in the head of a page."""

import json
import re
from datetime import timedelta

import pytest
from django.conf import settings
from lxml import html

from articles.delivery import structured_data
from articles.models import SiteIdentity
from articles.templatetags.seo_tags import json_script
from tests.delivery.conftest import picture_file
from tests.factories import make_article, make_author, make_section, make_tag
from tests.support.crawl import ask

pytestmark = pytest.mark.django_db

SITE = settings.SITE_URL


@pytest.fixture
def identity():
    identity = SiteIdentity(pk=1, name="Жаңа күн", description="Күн жаңалықтары")
    identity.logo.save("logo.jpg", picture_file(), save=False)
    identity.save()
    return identity


def data(client, address):
    """The things that the page at ``address`` describes, by type."""
    page = html.fromstring(client.get(address).content)
    (script,) = page.xpath('//script[@type="application/ld+json"]')
    described = json.loads(script.text)
    assert described["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in described["@graph"]}


def addresses(thing):
    """Every address inside the site that is named anywhere in ``thing``."""
    if isinstance(thing, dict):
        thing = [part for key, part in thing.items() if key not in ("@id", "urlTemplate")]
    if isinstance(thing, list):
        return {address for part in thing for address in addresses(part)}
    return {thing} if isinstance(thing, str) and re.match("https?://|/", thing) else set()


def whole(photo, now):
    return make_article(
        "Ауылда кітапхана ашылды",
        lede="Тұрғындар екі жыл бойы кітап жинады.",
        authors=[make_author(), make_author("Ерлан Ұзақбай", "erlan-uzaqbai", portrait=photo)],
        tags=[make_tag("Кітап", "kitap")],
        photo=photo,
        publish=now - timedelta(hours=3),
        updated_at=now - timedelta(hours=1),
    )


def test_an_article(client, identity, photo, now):
    article = whole(photo, now)
    url = SITE + article.get_absolute_url()
    described = data(client, article.get_absolute_url())["NewsArticle"]
    assert described["headline"] == "Ауылда кітапхана ашылды"
    assert described["description"] == article.lede
    assert described["mainEntityOfPage"] == described["url"] == url
    assert described["datePublished"] == "2026-03-03T15:00:00+05:00"
    assert described["dateModified"] == "2026-03-03T17:00:00+05:00"
    assert described["author"][1] == {
        "@type": "Person",
        "name": "Ерлан Ұзақбай",
        "url": f"{SITE}/author/erlan-uzaqbai/",
    }
    assert described["publisher"]["@type"] == "NewsMediaOrganization"
    assert described["publisher"]["logo"]["url"] == SITE + identity.logo.url
    uncut, *shapes = described["image"]
    assert uncut["width"] / uncut["height"] == pytest.approx(photo.width / photo.height, 0.01)
    assert [image["url"] for image in shapes] == [
        SITE + photo.rendition_url(name) for name in ("16x9", "4x3", "1x1")
    ]
    width, height = photo.renditions["16x9"]
    assert shapes[0] == {
        "@type": "ImageObject",
        "url": SITE + photo.rendition_url("16x9"),
        "width": width,
        "height": height,
        "caption": "Жаңа кітапхана",
        "creditText": "Асқар <Жұмабек>",
        "copyrightNotice": "Асқар <Жұмабек>",
    }
    assert described["articleSection"] == "Саясат"
    assert described["keywords"] == ["Кітап"]
    assert described["inLanguage"] == "kk"
    assert described["isAccessibleForFree"] is True


def test_the_way_to_an_article(client, identity, photo, now):
    article = whole(photo, now)
    steps = data(client, article.get_absolute_url())["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (1, "Жаңа күн", f"{SITE}/"),
        (2, "Саясат", f"{SITE}/sayasat/"),
        (3, article.headline, SITE + article.get_absolute_url()),
    ]


def test_the_front_page_says_how_to_search(client, identity):
    site = data(client, "/")["WebSite"]
    template = site["potentialAction"]["target"]["urlTemplate"]
    assert template == f"{SITE}/search/?q={{search_term_string}}"
    assert client.get(template.removeprefix(SITE).split("?")[0], {"q": "су"}).status_code == 200
    assert data(client, "/ru/")["WebSite"]["url"] == f"{SITE}/ru/"


def test_who_publishes(client, identity, photo, now):
    identity.owner, identity.address = "«Жаңа күн» ЖШС", "Алматы, Үлгі көшесі, 1"
    identity.accounts = "https://social.example/kun\njavascript:alert(1)"
    identity.principles = "Қатемізді түзетеміз."
    identity.save()
    publisher = data(client, whole(photo, now).get_absolute_url())["NewsArticle"]["publisher"]
    assert publisher["legalName"] == "«Жаңа күн» ЖШС"
    assert publisher["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "Алматы, Үлгі көшесі, 1",
        "addressCountry": "KZ",
    }
    assert publisher["sameAs"] == ["https://social.example/kun"]
    assert publisher["publishingPrinciples"] == f"{SITE}/imprint/#principles"
    assert publisher["ownershipFundingInfo"] == f"{SITE}/imprint/"
    assert "telephone" not in publisher
    assert data(client, "/imprint/")["AboutPage"]["mainEntity"] == publisher
    assert client.get("/imprint/").status_code == 200


def test_an_author(client, identity, photo, now):
    whole(photo, now)
    person = data(client, "/author/erlan-uzaqbai/")["ProfilePage"]["mainEntity"]
    assert person["name"] == "Ерлан Ұзақбай"
    assert person["image"]["creditText"] == "Асқар <Жұмабек>"
    assert person["worksFor"]["name"] == "Жаңа күн"


def test_every_address_in_it_answers(client, identity, photo, now):
    article = whole(photo, now)
    russian = make_article("Вода", language="ru", section=make_section("Спорт", "sport"))
    pages = [article.get_absolute_url(), russian.get_absolute_url(), "/", "/en/", "/sayasat/"]
    pages += ["/tag/kitap/", "/author/erlan-uzaqbai/"]
    found = {address for page in pages for address in addresses(data(client, page))}
    found.discard("https://schema.org")
    assert len(found) > 12
    assert [address for address in found if not address.startswith(f"{SITE}/")] == []
    answers = {address: ask(client, address.removeprefix(SITE)).status for address in found}
    assert answers == dict.fromkeys(found, 200)


def test_an_agency_signs_where_nobody_else_does(identity):
    article = make_article(agency="ҚазАқпарат", authors=[])
    described = structured_data.for_article(article, identity)["@graph"][0]
    assert described["author"] == [{"@type": "Organization", "name": "ҚазАқпарат"}]


def test_what_is_not_known_is_not_said():
    article = make_article()
    described = structured_data.for_article(article, SiteIdentity.load())["@graph"][0]
    assert {"image", "keywords"}.isdisjoint(described)
    assert "logo" not in described["publisher"]


def test_a_long_headline_is_cut_at_a_word():
    article = make_article("Тіл " * 40)
    headline = structured_data.for_article(article, SiteIdentity.load())["@graph"][0]["headline"]
    assert len(headline) <= 110
    assert headline.endswith("Тіл…")


def test_a_headline_for_search_engines_is_preferred():
    article = make_article(seo_headline="Кітапхана ашылды")
    described = structured_data.for_article(article, SiteIdentity.load())["@graph"][0]
    assert described["headline"] == "Кітапхана ашылды"


def test_no_text_ends_the_script():
    text = "</script><!-- & \u2028\u2029"
    written = json_script({"a": text})
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written) == {"a": text}
