"""Feeds, as feedparser reads them."""

import json
from datetime import timedelta
from itertools import product

import pytest

from articles.models import Section, SiteIdentity
from tests.factories import make_article, make_author, make_photo, make_section, make_tag

pytestmark = pytest.mark.django_db

FILES = ["rss.xml", "atom.xml", "feed.json"]
SUBJECTS = ["/", "/sayasat/", "/tag/su-reformasy/", "/author/aigul-sarsenova/"]
QUERIES = {"/rss.xml": 5, "/sayasat/rss.xml": 6, "/tag/su/rss.xml": 6}
SITE = "http://testserver"


def whole(photo, **fields):
    """An article with everything that a feed can show."""
    return make_article(
        "Ауылда «Үміт & Нұр» <кітапханасы> ашылды",
        lede="Тұрғындар <екі> жыл бойы кітап жинады.",
        body=(
            '<p>Мұнда <a href="/tag/kitap/?a=1&amp;b=2" rel="noopener">он мың кітап</a> бар.</p>\n'
            f'<figure data-photo="{photo.pk}"></figure>\n'
            "<blockquote><p>«Сөремізбен әкелдік».</p></blockquote>"
        ),
        authors=[make_author(), make_author("Ерлан Ұзақбай", "erlan-uzaqbai")],
        tags=[make_tag("Кітап", "kitap"), make_tag()],
        photo=photo,
        **fields,
    )


@pytest.mark.parametrize("file", ["rss.xml", "atom.xml"])
def test_a_reader_finds_everything_of_an_article(feed, photo, now, file):
    article = whole(photo, publish=now - timedelta(hours=3), updated_at=now - timedelta(hours=1))
    entry = feed(f"/{file}").entries[0]
    assert entry.title == article.headline
    assert entry.link == SITE + article.get_absolute_url()
    assert entry.id == f"tag:testserver,2026:article/{article.pk}"
    assert entry.published_parsed[:5] == (2026, 3, 3, 10, 0)
    assert "Тұрғындар &lt;екі&gt; жыл бойы" in entry.summary
    assert [author.name for author in entry.authors] == ["Айгүл Сәрсенова", "Ерлан Ұзақбай"]
    assert [tag.term for tag in entry.tags] == ["Саясат", "Кітап", "Су реформасы"]
    text = entry.content[0].value
    assert "<strong>Тұрғындар &lt;екі&gt; жыл бойы кітап жинады.</strong>" in text
    assert "<blockquote>" in text
    assert text.count("Фото: Асқар &lt;Жұмабек&gt;") == 2  # lead photo and the one in the body
    assert f'href="{SITE}/tag/kitap/?a=1&amp;b=2"' in text
    assert 'src="/' not in text


@pytest.mark.parametrize("file", ["rss.xml", "atom.xml"])
def test_times_have_the_offset_of_the_newsroom(client, photo, now, file):
    whole(photo, publish=now - timedelta(hours=3, microseconds=-7))
    text = client.get(f"/{file}").content.decode()
    wanted = {"rss.xml": "Tue, 03 Mar 2026 15:00:00 +0500", "atom.xml": "2026-03-03T15:00:00+05:00"}
    assert wanted[file] in text


def test_rss_carries_the_picture_with_its_credit(feed, photo):
    whole(photo)
    entry = feed("/rss.xml").entries[0]
    picture = entry.media_content[0]
    assert picture["url"] == SITE + photo.rendition_url("social")
    assert (picture["width"], picture["height"]) == ("1200", "630")
    assert entry.media_credit[0]["content"] == "Асқар <Жұмабек>"
    assert entry.guidislink is False


def test_json_feed(client, photo, now):
    article = whole(photo, publish=now)
    response = client.get("/feed.json")
    assert response.headers["Content-Type"] == "application/feed+json; charset=utf-8"
    data = json.loads(response.content)
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert data["feed_url"] == f"{SITE}/feed.json"
    (item,) = data["items"]
    assert item["title"] == article.headline
    assert item["summary"].startswith("Тұрғындар <екі> жыл бойы")
    assert item["date_published"] == "2026-03-03T18:00:00+05:00"
    assert item["image"] == SITE + photo.rendition_url("social")
    assert item["authors"][0] == {
        "name": "Айгүл Сәрсенова",
        "url": f"{SITE}/author/aigul-sarsenova/",
    }


def test_a_feed_says_what_it_is_and_where(feed, photo):
    SiteIdentity(pk=1, name="Жаңа күн", description="Күн жаңалықтары").save()
    whole(photo)
    parsed = feed("/rss.xml")
    assert parsed.feed.title == "Жаңа күн"
    assert parsed.feed.language == "kk"
    assert {"rel": "self", "href": f"{SITE}/rss.xml"}.items() <= dict(parsed.feed.links[1]).items()
    assert feed("/tag/kitap/rss.xml").feed.title == "#Кітап · Жаңа күн"
    assert feed("/sayasat/rss.xml").feed.link == f"{SITE}/sayasat/"


def test_feeds_show_what_is_live_and_nothing_else(client, now):
    tag = make_tag()
    moment = timedelta(seconds=1)
    make_article("Көрінетін", publish=now, tags=[tag])
    make_article("Әлі көрінетін", publish=now - moment, withdraw_at=now + moment, tags=[tag])
    make_article("Құпия ертеңгі", publish=now + moment, tags=[tag])
    make_article("Құпия өткен", publish=now - moment, withdraw_at=now, tags=[tag])
    make_article("Құпия жоба", publish=False, tags=[tag])
    make_article("Құпия қайтарылған", publish=now, tags=[tag]).withdraw(by=None, at=now)
    for subject, file in product(SUBJECTS, FILES):
        text = client.get(subject + file).content.decode()
        assert "Көрінетін" in text, subject + file
        assert "Әлі көрінетін" in text, subject + file
        assert "Құпия" not in text, subject + file


def test_a_scheduled_article_appears_at_its_instant(feed, now):
    make_article("Қазір", publish=now)
    assert [entry.title for entry in feed("/rss.xml").entries] == ["Қазір"]


def test_each_subject_has_its_own(feed):
    sport = make_section("Спорт", "sport")
    make_article("Доп", section=sport, tags=[make_tag("Доп", "dop")])
    make_article("Заң", authors=[make_author("Ерлан Ұзақбай", "erlan-uzaqbai")])
    titles = {
        address: [entry.title for entry in feed(f"{address}rss.xml").entries]
        for address in ["/sport/", "/tag/dop/", "/author/erlan-uzaqbai/"]
    }
    assert titles == {
        "/sport/": ["Доп"],
        "/tag/dop/": ["Доп"],
        "/author/erlan-uzaqbai/": ["Заң"],
    }


def test_each_edition_has_its_own(feed):
    make_article("Қазақша")
    russian = make_article("По-русски", language="ru")
    assert [entry.title for entry in feed("/rss.xml").entries] == ["Қазақша"]
    parsed = feed("/ru/sayasat/rss.xml")
    assert [entry.title for entry in parsed.entries] == ["По-русски"]
    assert parsed.entries[0].link == f"{SITE}/ru/sayasat/{russian.pk}-po-russki/"
    assert parsed.feed.language == "ru"
    assert parsed.feed.links[1].href == f"{SITE}/ru/sayasat/rss.xml"


def test_ids_outlive_a_change_of_slug_and_section(feed):
    article = make_article("Заң")
    before = feed("/rss.xml").entries[0]
    article.slug, article.section = "basqa", make_section("Спорт", "sport")
    article.save()
    after = feed("/rss.xml").entries[0]
    assert before.link != after.link
    assert before.id == after.id


def first_id(client, feed, address):
    if address.endswith("json"):
        return client.get(address).json()["items"][0]["id"]
    return feed(address).entries[0].id


@pytest.mark.parametrize("file", FILES)
def test_a_reader_that_has_all_scripts_keeps_each(client, feed, file):
    article = make_article("Заң")
    prefixes = ("/", "/latn/", "/arab/")
    assert {prefix: first_id(client, feed, prefix + file) for prefix in prefixes} == {
        "/": f"tag:testserver,2026:article/{article.pk}",
        "/latn/": f"tag:testserver,2026:article/{article.pk}/kk-Latn",
        "/arab/": f"tag:testserver,2026:article/{article.pk}/kk-Arab",
    }


@pytest.mark.parametrize("file", FILES[:2])
def test_ids_outlive_a_move_to_another_host(feed, settings, file):
    make_article("Заң")
    before = feed(f"/{file}")
    settings.SITE_URL = "https://moved.example"
    SiteIdentity.objects.update(description="басқа")  # so that no kept page answers
    after = feed(f"/{file}")
    assert after.entries[0].link.startswith("https://moved.example/")
    assert after.entries[0].id == before.entries[0].id
    assert after.feed.get("id") == before.feed.get("id")


@pytest.mark.parametrize("file", FILES)
def test_the_old_address_of_a_subject_leads_to_the_new_one(client, file):
    make_section()
    section = Section.objects.get(slug="sayasat")
    section.slug = "bilik"
    section.save()
    response = client.get(f"/sayasat/{file}")
    assert (response.status_code, response.headers["Location"]) == (301, f"/bilik/{file}")
    assert client.get(f"/joq/{file}").status_code == 404


@pytest.mark.parametrize("file", FILES)
def test_an_empty_feed_is_a_feed_that_does_not_change(client, file):
    first, second = client.get(f"/{file}"), client.get(f"/{file}")
    assert first.status_code == 200
    assert first.content == second.content


@pytest.mark.parametrize("file", FILES)
def test_control_characters_break_nothing(client, feed, file):
    make_article(
        "Бас\x0bтақырып\x1f\ufffe",
        body="<p>Мә\x08тін</p>",
        tags=[make_tag("Су\x0c", "su")],
    )
    if file == "feed.json":
        assert json.loads(client.get("/feed.json").content)["items"][0]["title"] == "Бастақырып"
    else:
        assert feed(f"/{file}").entries[0].title == "Бастақырып"


def test_thirty_of_many(feed):
    for number in range(31):
        make_article(f"Жаңалық {number}")
    titles = [entry.title for entry in feed("/rss.xml").entries]
    assert len(titles) == 30
    assert titles[0] == "Жаңалық 30"


def test_an_agency_signs_where_nobody_else_does(feed):
    make_article(agency="ҚазАқпарат", authors=[])
    assert [author.name for author in feed("/rss.xml").entries[0].authors] == ["ҚазАқпарат"]


def test_a_photo_that_waits_for_its_file_shows_nothing_broken(feed):
    photo = make_photo(credit="Zakon.kz")
    make_article(photo=photo, body=f'<p>Мәтін</p><figure data-photo="{photo.pk}"></figure>')
    entry = feed("/rss.xml").entries[0]
    assert "<img" not in entry.content[0].value
    assert "media_content" not in entry


@pytest.mark.parametrize("rows", [1, 30])
def test_queries_do_not_grow(client, photo, queries_of, rows):
    for _ in range(rows):
        make_article(
            body=f'<p>Мәтін</p><figure data-photo="{photo.pk}"></figure>',
            photo=photo,
            tags=[make_tag("Су", "su")],
        )
    assert queries_of(QUERIES) == QUERIES


def test_a_reader_that_has_it_already_is_told_so(client):
    article = make_article("Заң")
    first = client.get("/rss.xml")
    again = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/rss.xml", headers=again).status_code == 304
    article.headline = "Жаңа заң"
    article.save()
    assert client.get("/rss.xml", headers=again).status_code == 200


def test_feeds_set_no_cookie_and_take_no_form(client):
    response = client.get("/rss.xml")
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert client.post("/rss.xml").status_code == 405
