"""Sitemaps, robots.txt: what crawlers are led to."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.db.sitemap_number import LARGEST
from articles.delivery.sitemaps import last_changes
from articles.models import SiteIdentity
from articles.views import sitemaps
from tests.factories import make_article, make_author, make_section, make_tag

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
QUERIES = {
    "/sitemap.xml": 4,
    "/sitemap-2026-03.xml": 3,
    "/sitemap-sections.xml": 4,
    "/sitemap-tags.xml": 4,
    "/sitemap-authors.xml": 4,
    "/news-sitemap.xml": 3,
}
NAMES = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}


def locations(root):
    """Time of change by address, of a map or of the index."""
    return {
        place.findtext("map:loc", namespaces=NAMES): place.findtext("map:lastmod", namespaces=NAMES)
        for place in root
    }


def paths(root):
    return [address.removeprefix(SITE) for address in locations(root)]


def test_the_index_names_the_maps_of_all_editions_that_have_articles(xml, now):
    make_article(publish=now - timedelta(hours=2), updated_at=now - timedelta(hours=1))
    make_article(language="ru", publish=now - timedelta(hours=3))
    found = locations(xml("/sitemap.xml"))
    names = ["2026-03", "sections", "tags", "authors"]
    assert list(found) == [
        f"{SITE}{prefix}sitemap-{name}.xml"
        for prefix in ("/", "/latn/", "/arab/", "/ru/")
        for name in names
    ]
    assert found[f"{SITE}/sitemap-2026-03.xml"] == "2026-03-03T17:00:00+05:00"
    assert found[f"{SITE}/ru/sitemap-tags.xml"] == "2026-03-03T15:00:00+05:00"
    assert paths(xml("/ru/sitemap.xml")) == [f"/ru/sitemap-{name}.xml" for name in names]


def test_every_map_of_the_index_is_there_and_every_address_in_it_answers(xml, client, now):
    make_article(tags=[make_tag()], section=make_section("Спорт", "sport"))
    make_article(language="ru", tags=[make_tag("Кітап", "kitap")])
    found = [path for name in paths(xml("/sitemap.xml")) for path in paths(xml(name))]
    assert {path: client.get(path).status_code for path in found} == dict.fromkeys(found, 200)
    assert len(found) == len(set(found)) == 20


@pytest.mark.parametrize("few", [0, 2])
def test_lists_are_of_what_has_live_articles(xml, now, monkeypatch, few):
    """Whether the language has many articles or few."""
    monkeypatch.setattr("articles.delivery.sitemaps._FEW", few)
    make_section("Мәдениет", "madeniet")
    make_tag("Бос", "bos")
    make_author("Жоқ", "joq")
    make_article(publish=now - timedelta(hours=1), tags=[make_tag()])
    make_article(publish=now, tags=[make_tag()])
    make_article(publish=False, tags=[make_tag("Құпия", "qupiia")], authors=[make_author()])
    at = "2026-03-03T18:00:00+05:00"
    assert locations(xml("/sitemap-sections.xml")) == {f"{SITE}/": at, f"{SITE}/sayasat/": at}
    assert locations(xml("/sitemap-tags.xml")) == {f"{SITE}/tag/su-reformasy/": at}
    assert locations(xml("/sitemap-authors.xml")) == {f"{SITE}/author/aigul-sarsenova/": at}
    assert locations(xml("/ru/sitemap-sections.xml")) == {}


def test_articles_with_the_time_of_their_last_change(xml, now):
    early = make_article(publish=now - timedelta(hours=3), updated_at=now - timedelta(hours=1))
    # A correction noted before the article came out is not its last change.
    late = make_article(publish=now - timedelta(hours=2), updated_at=now - timedelta(hours=4))
    assert locations(xml("/sitemap-2026-03.xml")) == {
        SITE + early.get_absolute_url(): "2026-03-03T17:00:00+05:00",
        SITE + late.get_absolute_url(): "2026-03-03T16:00:00+05:00",
    }


def maps_of_months(xml, prefix="/"):
    """Time of change and addresses of each map of articles in the index."""
    start = f"{SITE}{prefix}sitemap-"
    return {
        address[len(start) : -len(".xml")]: (changed, paths(xml(address.removeprefix(SITE))))
        for address, changed in locations(xml(f"{prefix}sitemap.xml")).items()
        if address.startswith((f"{start}1", f"{start}2"))
    }


def test_articles_are_divided_by_the_month_of_their_publication_in_utc(xml, now):
    zone = timezone.get_default_timezone()
    last = make_article(publish=datetime(2026, 2, 1, 4, 59, 59, tzinfo=zone))
    first = make_article(publish=datetime(2026, 2, 1, 5, tzinfo=zone))
    old = make_article(publish=datetime(1999, 12, 31, tzinfo=zone), updated_at=now)
    maps = maps_of_months(xml)
    assert list(maps) == ["1999-12", "2026-01", "2026-02"]
    assert maps["1999-12"] == ("2026-03-03T18:00:00+05:00", [old.path])
    assert maps["2026-01"] == ("2026-02-01T04:59:59+05:00", [last.path])
    assert maps["2026-02"] == ("2026-02-01T05:00:00+05:00", [first.path])


def test_a_map_has_no_more_addresses_than_the_protocol_allows(xml, now):
    """However many articles a month has: a map is of so many keys at most."""
    assert LARGEST == 50_000
    articles = [make_article(pk=key) for key in (49_999, 50_000, 99_999, 100_000)]
    maps = {name: found for name, (_, found) in maps_of_months(xml).items()}
    one, two, three, four = (article.path for article in articles)
    assert maps == {"2026-03": [one], "2026-03-1": [two, three], "2026-03-2": [four]}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("headline = 'Басқа'", {"2026-02": "15", "2026-03": "17"}),
        ("updated_at = '2026-03-03 12:30:00+00'", {"2026-02": "17", "2026-03": "17"}),
        ("published_at = '2026-03-03 11:30:00+00'", {"2026-03": "17"}),
        ("published_at = '2026-03-03 13:00:01+00'", {"2026-03": "17"}),
        ("status = 'withdrawn'", {"2026-03": "17"}),
        ("withdraw_at = '2026-03-03 13:00:00+00'", {"2026-03": "17"}),
        ("withdraw_at = '2026-03-03 13:00:01+00'", {"2026-02": "15", "2026-03": "17"}),
        ("language = 'ru'", {"2026-03": "17"}),
    ],
)
def test_a_month_is_in_the_index_while_it_has_live_articles(xml, now, change, expected):
    """Also after plain SQL."""
    other = make_article(publish=datetime(2026, 2, 28, 10, tzinfo=UTC))
    make_article(publish=now - timedelta(hours=1))
    if connection.vendor == "sqlite":
        change = change.replace("+00'", "'")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE articles_article SET {change} WHERE id = %s", [other.pk])
    maps = maps_of_months(xml)
    assert {name: changed[11:13] for name, (changed, _) in maps.items()} == expected
    assert all(found for _, found in maps.values())


def test_what_has_changed_but_is_not_live_is_no_change_of_its_month(xml, now):
    make_article(publish=now - timedelta(hours=2))
    _hide(now)
    assert maps_of_months(xml)["2026-03"][0] == "2026-03-03T16:00:00+05:00"


@pytest.mark.parametrize("name", ["2026-04", "2026-03-1", "2026-13", "2026-03-0", "2026-3"])
def test_a_map_that_has_nothing_is_not_there(client, now, name):
    """Nor does it say that something is coming."""
    make_article(publish=now)
    make_article(publish=now + timedelta(days=30))
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


def test_the_former_maps_lead_to_the_index(client):
    for prefix in ("", "/ru"):
        response = client.get(f"{prefix}/sitemap-articles-{3**50}.xml")
        assert (response.status_code, response["Location"]) == (301, f"{prefix}/sitemap.xml")


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL plans by what a table has")
def test_the_index_is_read_by_steps_however_many_articles_there_are(db):
    """Of each map the database reads one row, by the index that is made for it."""
    with CaptureQueriesContext(connection) as queries:
        last_changes("kk", timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + queries[0]["sql"])
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
    assert plan.count("article_sitemap") == 2
    assert "TEMP B-TREE" not in plan


def _hide(now):
    moment = timedelta(seconds=1)
    tag = make_tag("Құпия", "qupiia")
    section = make_section("Құпия", "qupiia")
    hidden = {"tags": [tag], "section": section, "authors": [make_author("Құпия", "qupiia")]}
    make_article("Құпия ертеңгі", publish=now + moment, **hidden)
    make_article("Құпия өткен", publish=now - moment, withdraw_at=now, **hidden)
    make_article("Құпия жоба", publish=False, **hidden)
    make_article("Құпия қайтарылған", publish=now, **hidden).withdraw(by=None, at=now)


def test_maps_show_what_is_live_and_nothing_else(client, now):
    make_article("Көрінетін", publish=now, tags=[make_tag()])
    _hide(now)
    for name in ("2026-03", "sections", "tags", "authors"):
        text = client.get(f"/sitemap-{name}.xml").content.decode()
        assert "<loc>" in text, name
        assert "qupiia" not in text, name


def test_news_of_the_last_48_hours(xml, now):
    SiteIdentity(pk=1, name="Жаңа & күн").save()
    _hide(now)
    make_article("Ескі", publish=now - timedelta(hours=48, seconds=1))
    oldest = make_article("Шекте", publish=now - timedelta(hours=48))
    russian = make_article("Вода < хлеб", language="ru", publish=now - timedelta(hours=1))
    newest = make_article("Су\x0b", publish=now)
    root = xml("/news-sitemap.xml")
    articles = [newest, russian, oldest]
    assert paths(root) == [article.get_absolute_url() for article in articles]

    def all_of(name):
        return [element.text for element in root.iterfind(f".//news:{name}", NAMES)]

    assert all_of("title") == ["Су", "Вода < хлеб", "Шекте"]
    assert all_of("name") == ["Жаңа & күн"] * 3
    assert all_of("language") == ["kk", "ru", "kk"]
    assert all_of("publication_date") == [
        "2026-03-03T18:00:00+05:00",
        "2026-03-03T17:00:00+05:00",
        "2026-03-01T18:00:00+05:00",
    ]
    assert paths(xml("/ru/news-sitemap.xml")) == [russian.get_absolute_url()]


def test_news_are_a_thousand_at_most(xml, monkeypatch):
    assert sitemaps.NEWS_SIZE == 1_000
    monkeypatch.setattr(sitemaps, "NEWS_SIZE", 2)
    articles = [make_article() for _ in range(3)]
    assert paths(xml("/news-sitemap.xml")) == [a.get_absolute_url() for a in articles[:0:-1]]


@pytest.mark.parametrize("rows", [1, 30])
def test_queries_do_not_grow(client, now, queries_of, rows):
    for number in range(rows):
        make_article(tags=[make_tag(f"Т{number}", f"t-{number}")])
    assert queries_of(QUERIES) == QUERIES


def test_an_empty_newsroom_has_maps_too(xml):
    for name in ("sitemap", "sitemap-tags"):
        assert len(xml(f"/{name}.xml")) == 0


def test_without_news_their_map_has_the_front_page_as_its_schema_asks_for_one(xml):
    assert paths(xml("/news-sitemap.xml")) == ["/"]
    assert paths(xml("/ru/news-sitemap.xml")) == ["/ru/"]


def test_a_crawler_that_has_it_already_is_told_so(client):
    make_article()
    etag = client.get("/sitemap.xml").headers["ETag"]
    assert client.get("/sitemap.xml", headers={"If-None-Match": etag}).status_code == 304


def test_robots(client):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain"
    lines = response.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /admin/", "Disallow: /search/", "Disallow: /ru/search/"} <= set(lines)
    maps = [line.removeprefix("Sitemap: ") for line in lines if line.startswith("Sitemap: ")]
    assert maps == [f"{SITE}/sitemap.xml", f"{SITE}/news-sitemap.xml"]
    assert all(client.get(address.removeprefix(SITE)).status_code == 200 for address in maps)
