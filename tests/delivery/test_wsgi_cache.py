"""The page cache at the WSGI entry point: what it answers itself, and what it leaves to Django."""

import gzip
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import brotli
import pytest
from django.conf import settings as django_settings
from django.db import connection, connections
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.delivery import page_store, site_context
from articles.models import Article, Section
from articles.views import article as view
from articles.views.paging import cursor_of
from tests.factories import make_article
from tests.support import newsroom
from tests.support.database import restore
from tests.support.metrics import figure
from tests.support.staff import make_staff
from tests.support.triggers import CONTENT
from tests.support.wsgi_site import Site

EDITIONS = ("", "/latn", "/arab")
STATEMENTS = [
    "UPDATE articles_article SET headline = 'Басқа тақырып'",
    "UPDATE articles_section SET name = name || ' өзге'",
    "UPDATE articles_section SET position = 100 - position",
    "UPDATE articles_tag SET is_pinned = false",
    "UPDATE articles_author SET name = 'Басқа автор'",
    "UPDATE articles_photo SET credit = 'Басқа фото'",
    "UPDATE articles_siteidentity SET name = 'Басқа газет'",
    "INSERT INTO articles_spelling (word, latin, arabic, is_kept)"
    " VALUES ('кітапхана', 'library', '', false)",
    "DELETE FROM articles_byline",
    "UPDATE articles_article SET status = 'withdrawn' WHERE id % 2 = 0",
]


@pytest.fixture
def built(migrated, transactional_db, time_machine, settings):
    restore(migrated)
    settings.PAGE_CACHE_DELAY_MS = 0
    time_machine.move_to("2026-03-03T18:00:00+05:00", tick=False)
    return newsroom.build()


@pytest.fixture
def site(built):
    return Site()


@pytest.fixture
def addresses(built):
    """One of each kind of page that anybody may have, a part of them in three scripts."""
    article = built.article
    subjects = article.section, article.tags.first(), article.authors.first()
    paths = [subject.get_absolute_url() for subject in subjects]
    scripts = [prefix + path for prefix in EDITIONS for path in ("/", article.path, "/rss.xml")]
    feeds = [f"{path}{name}" for path in paths for name in ("rss.xml", "atom.xml", "feed.json")]
    maps = [f"/sitemap-{name}.xml" for name in ("2026-03", "sections", "tags", "authors")]
    others = ["/corrections/", "/archive/2026/03/03/", "/sitemap.xml", "/news-sitemap.xml"]
    found = ["/search/?q=мектеп", "/api/v1/search/?q=мектеп", "/api/v1/suggestions/?q=мек"]
    lists = ["/archive/", f"/archive/?before={cursor_of(article)}"]
    found += [f"/api/v1/{name}" for name in ("", "tags/?fields=url", f"articles/{article.pk}/")]
    return [*scripts, *paths, *lists, *feeds, *maps, *others, *found]


def test_each_page_that_anybody_may_have_is_answered_without_django(site, addresses):
    first = site.pages(addresses)
    assert {status for status, *_ in first} == {200}
    again = [site.get(address) for address in addresses]
    assert [answer.shown for answer in again] == first
    assert not any(answer.from_django for answer in again)


def test_the_headers_are_those_that_django_gives(site, addresses):
    for address in addresses:
        site.get(address)
        for also in ({}, {"HTTP_IF_NONE_MATCH": "*"}):
            plain, cached = (site.get(address, through=t, **also) for t in (site.django, None))
            assert not cached.from_django
            assert cached.headers.pop("vary") == "Accept-Encoding"
            plain.headers.setdefault("content-length", str(len(plain.body)))
            cached.headers.setdefault("content-length", "0")
            assert cached.shown == plain.shown


def test_a_page_is_made_of_content_and_nothing_else(site, addresses):
    """Then marks tell of all that changes it."""
    with CaptureQueriesContext(connection) as queries:
        site.pages(addresses)
    named = {table for one in queries for table in re.findall(r'"(\w+_\w+)"', one["sql"])}
    known = set(connection.introspection.table_names())
    assert named & known <= {*CONTENT, "articles_search"}


def test_plain_sql_is_in_the_very_next_answer(site, addresses):
    site.pages(addresses)
    for statement in STATEMENTS:
        before = site.pages(addresses)
        with connection.cursor() as cursor:
            cursor.execute(statement)
        after = site.pages(addresses)
        page_store.clear()
        site_context.forget()
        assert after == Site().pages(addresses), statement
        assert after != before, statement


def test_the_clock_alone_makes_a_page_anew(site, built, time_machine):
    coming = make_article("Жарты сағаттан кейін", publish=timezone.now() + timedelta(minutes=30))
    site.get("/archive/")
    time_machine.shift(30 * 60 - 1)
    assert not site.get("/archive/").from_django
    assert coming.path.encode() not in site.get("/archive/").body
    time_machine.shift(1)
    answer = site.get("/archive/")
    assert answer.from_django
    assert coming.path.encode() in answer.body


def test_a_page_is_sent_as_the_browser_can_read_it(site):
    plain = site.get("/")
    for accepted, coding in (
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("GZIP", "gzip"),
        ("identity", None),
        ("gzip;q=0.0", None),
        ("", None),
    ):
        answer = site.get("/", HTTP_ACCEPT_ENCODING=accepted)
        assert answer.headers.get("content-encoding") == coding, accepted
        assert int(answer.headers["content-length"]) == len(answer.body)
        read = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[coding]
        assert read(answer.body) == plain.body
        assert not answer.from_django
        had = {"HTTP_IF_NONE_MATCH": answer.headers["etag"]}
        asked = site.get("/", HTTP_ACCEPT_ENCODING=accepted, **had)
        assert (asked.status, asked.body, asked.from_django) == (304, b"", False), accepted
        assert asked.headers["etag"] == answer.headers["etag"]


def test_a_browser_that_has_the_page_is_told_so(site):
    etag = site.get("/").headers["etag"]
    tags = {'"x", {}': 304, "W/{}": 304, "*": 304, '"x"': 200, "{}x": 200}
    told = {tag: site.get("/", HTTP_IF_NONE_MATCH=tag.format(etag)).status for tag in tags}
    assert told == tags


def test_head_has_the_headers_and_no_body(site):
    whole = site.get("/")
    head = site.get("/", "HEAD")
    assert head.body == b""
    assert head.shown[1] == whole.shown[1]


def test_who_is_signed_in_or_brings_a_secret_is_answered_by_django(site, client, built):
    client.force_login(make_staff("Editor"))
    session = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    for about in (
        {"HTTP_COOKIE": f"a=1; {django_settings.SESSION_COOKIE_NAME}={session}"},
        {"HTTP_AUTHORIZATION": "Basic eDp5"},
    ):
        site.get("/")
        answer = site.get("/", **about)
        assert (answer.status, answer.from_django) == (200, True)
        assert ("no-cache" in answer.headers["cache-control"]) == ("HTTP_COOKIE" in about)
        assert not site.get("/").from_django
    assert not site.get("/", HTTP_COOKIE="theme=dark").from_django


def test_what_django_refuses_is_refused_with_the_page_kept(site):
    site.get("/")
    for method, address, about, status in (
        ("POST", "/", {}, 405),
        ("GET", "/", {"HTTP_HOST": "evil.example"}, 400),
        ("GET", "/", {"HTTP_HOST": ""}, 400),
        ("GET", "/?a=%00", {}, 400),
        ("GET", "/", {"HTTP_COOKIE": 'a="\\000"'}, 400),
        ("GET", "/admin/x.css", {}, 302),
        ("GET", "/x.css", {}, 404),
        ("GET", "/%D0%B0/", {}, 404),
    ):
        for _ in range(2):
            answer = site.get(address, method, **about)
            assert (answer.status, answer.from_django) == (status, True), (address, about)
        assert not site.get("/").from_django


def test_what_a_stranger_says_of_himself_changes_no_page(site):
    plain = site.get("/").shown
    for about in (
        {"HTTP_X_FORWARDED_HOST": "evil.example"},
        {"HTTP_X_FORWARDED_FOR": "10.0.0.1"},
        {"HTTP_X_FORWARDED_PREFIX": "/evil"},
        {"HTTP_X_ORIGINAL_URL": "/admin/"},
        {"HTTP_RANGE": "bytes=0-10"},
        {"HTTP_ACCEPT_LANGUAGE": "ru"},
    ):
        for _ in range(2):
            assert site.get("/", **about).shown == plain


def test_over_https_alone_a_page_is_sent(site, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS = 60
    site = Site()
    for _ in range(2):
        assert site.get("/", HTTP_X_FORWARDED_PROTO="https").status == 200
        assert site.get("/").status == 301
        assert site.get("/", HTTP_X_FORWARDED_PROTO="http").status == 301
    answer = site.get("/", HTTP_X_FORWARDED_PROTO="https")
    assert not answer.from_django
    assert answer.headers["strict-transport-security"].startswith("max-age=60")


def test_a_page_with_a_cookie_is_for_one_reader_alone(site, monkeypatch):
    def with_cookie(*args, **kwargs):
        response = HttpResponse("x" * 1000)
        response.set_cookie("whose", "mine")
        return response

    monkeypatch.setattr("articles.views.front.render", with_cookie)
    for _ in range(2):
        assert site.get("/").from_django


def test_what_nobody_asks_for_makes_no_page(site, built, monkeypatch):
    site.get(built.article.path), site.get("/")
    monkeypatch.setattr("articles.views.article.article_context", None)
    before = site.asked
    for number in range(2_000):
        assert site.get(f"{built.article.path}?x={number}").status == 200
    assert site.asked == before
    assert site.get("/?before=1-1&q=1").body == site.get("/").body


def test_a_page_that_has_changed_is_made_once_however_many_ask(site, built, monkeypatch):
    made = []
    original = view.article_context
    counted = lambda *given, **named: made.append(1) or original(*given, **named)  # noqa: E731
    monkeypatch.setattr(view, "article_context", counted)
    site.get(built.article.path)
    made.clear()
    Article.objects.filter(pk=built.article.pk).update(headline="Басқа тақырып")

    def ask(_):
        try:
            return site.get(built.article.path)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(200)))
    assert len(made) == 1
    assert {answer.status for answer in answers} == {200}
    assert all("Басқа тақырып" in answer.body.decode() for answer in answers)


def test_a_change_that_leaves_a_page_as_it_is_makes_nothing(site, built, monkeypatch):
    another = make_article("Мүлде басқа", section=Section.objects.get(slug="sport"))
    for _ in range(2):  # the first page reads the site context, and is not proved by its queries
        before = site.get(built.article.path).shown
        page_store.clear()
    site.get(built.article.path)
    monkeypatch.setattr(view, "article_context", None)
    Article.objects.filter(pk=another.pk).update(body="<p>Басқа</p>")
    answers = [site.get(built.article.path) for _ in range(2)]
    assert [answer.shown for answer in answers] == [before] * 2
    assert [answer.from_django for answer in answers] == [True, False]


def test_each_answer_is_counted_and_has_a_number_of_its_own(site, client):
    numbers = {site.get("/").headers["x-request-id"] for _ in range(5)}
    assert len(numbers) == 5
    ours = site.get("/", HTTP_X_REQUEST_ID="a" * 16, REMOTE_ADDR="127.0.0.1")
    assert ours.headers["x-request-id"] == "a" * 16
    theirs = site.get("/", HTTP_X_REQUEST_ID="a" * 16, REMOTE_ADDR="10.1.1.1")
    assert theirs.headers["x-request-id"] != "a" * 16
    named = 'newsroom_page_cache_total{result="hit",view="front"}'
    before = figure(client, named)
    site.get("/")
    assert figure(client, named) - before == 1
