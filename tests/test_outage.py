"""The database goes away under a worker of the site, and comes back."""

import re
from datetime import datetime, timedelta
from functools import partial
from html import unescape
from urllib.parse import urlencode

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from articles.models import Article, SiteIdentity
from tests.factories import make_article
from tests.support.away import removable_database
from tests.support.database import restore
from tests.support.staff import form_of, make_staff
from tests.support.waiting import wait_until
from tests.support.workers import database_url, workers

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=timezone.get_default_timezone())
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
NAME = "Дала үні"
TYPED = "<p>Бөгет ертең ашылады: «су» &amp; жер.</p>"


@pytest.fixture
def article(migrated, transactional_db):
    restore(migrated)
    SiteIdentity.objects.update_or_create(pk=1, defaults={"name": NAME})
    return make_article("Су қоймасы толды", publish=NOON - timedelta(hours=1))


@pytest.fixture
def database(article):
    with removable_database() as database:
        yield database


class Site:
    """A worker, its clock, and its database."""

    def __init__(self, worker, clock, database, log):
        self.worker, self.database, self.log = worker, database, log
        self._clock, self.ask = clock, worker.ask

    def at(self, instant):
        self._clock.write_text(instant.isoformat())

    def statuses(self, *addresses):
        return [self.ask(address).status for address in addresses]

    def take_database_away(self):
        """And let the site find out: a file that has gone is missed within a moment."""
        self.database.take_away()
        assert self.ask("/readyz").status == 503

    def wait_until_ready(self):
        while set(statuses := self.statuses("/", "/admin/login/")) != {200}:
            assert set(statuses) <= {200, 503}


@pytest.fixture
def site(database, tmp_path):
    clock, log = tmp_path / "clock", tmp_path / "log"
    clock.write_text(NOON.isoformat())
    with workers(1, clock, url=database.url, log=log) as (worker,):
        yield Site(worker, clock, database, log)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="of PostgreSQL")
def test_with_a_replica_readers_lose_nothing(database, article, tmp_path, monkeypatch):
    """The server itself stands for its replica: only the way by ``DATABASE_URL`` is cut off."""
    clock, log = tmp_path / "clock", tmp_path / "log"
    clock.write_text(NOON.isoformat())
    monkeypatch.setenv("REPLICA_URL", database_url())
    with workers(1, clock, url=database.url, log=log) as (worker,):
        site = Site(worker, clock, database, log)
        pages = ["/", article.path, "/latn/", "/atom.xml", "/sayasat/", "/?q=1"]
        site.ask(article.path)
        database.take_away()
        assert site.statuses("/joq/") == [503]

        def shows(headline):
            return headline in site.ask(article.path).body.decode()

        for headline in ("Жаңа тақырып", "Тағы да жаңа"):
            Article.objects.filter(pk=article.pk).update(headline=headline)
            wait_until(partial(shows, headline))
        assert set(site.statuses(*pages)) == {200}
        others = ["/admin/", "/preview/abc/", "/media/photos/a.jpg", "/joq/"]
        assert set(site.statuses(*others)) == {503}


def test_readers_get_the_pages_last_proved_and_everybody_else_is_told(site, article):
    kept = ["/", article.path, "/latn/", "/rss.xml", "/archive/?before=1-1"]
    before = {address: site.ask(address) for address in kept}
    etag = site.worker.send("GET", "/")[0].headers["ETag"]
    site.take_database_away()
    for _ in range(2):
        assert {address: site.ask(address) for address in kept} == before
    response, body = site.worker.send("GET", "/", **{"If-None-Match": etag})
    assert (response.status, body) == (304, b"")
    assert response.headers["Cache-Control"].endswith("stale-if-error=599")
    assert site.statuses("/livez", "/readyz", "/robots.txt") == [200, 503, 200]
    for address in ("/sayasat/", "/?q=1", "/atom.xml", "/preview/abc/", "/admin/", "/joq/"):
        response, body = site.worker.send("GET", address)
        assert (response.status, response.headers["Retry-After"]) == (503, "5")
        assert f'<span lang="kk">{NAME}</span>' in body.decode()
    assert "Dala ünı</span>" in site.ask("/latn/sayasat/").text
    site.database.bring_back()
    site.wait_until_ready()
    assert site.statuses("/sayasat/", "/rss.xml", "/readyz") == [200, 200, 200]
    assert site.log.read_text().count("The database is away") == 1
    assert "Traceback" not in site.log.read_text()


def test_a_page_is_shown_unproved_for_ten_minutes_and_not_past_the_next_change(site, article):
    other = make_article("Бірге шыққан", publish=NOON - timedelta(hours=2))
    Article.objects.filter(pk=article.pk).update(withdraw_at=NOON + 30 * MINUTE)
    site.at(NOON)
    assert site.statuses("/", other.path) == [200, 200]
    site.at(NOON + 5 * MINUTE)
    assert site.statuses("/") == [200]
    site.take_database_away()
    site.at(NOON + 10 * MINUTE - SECOND)
    assert site.statuses("/", other.path) == [200, 200]
    site.at(NOON + 10 * MINUTE)
    assert site.statuses("/", other.path) == [200, 503]
    site.at(NOON + 15 * MINUTE)
    assert site.statuses("/") == [503]
    site.database.bring_back()
    site.wait_until_ready()
    site.at(NOON + 29 * MINUTE)
    assert site.statuses("/", article.path, other.path) == [200, 200, 200]
    site.take_database_away()
    site.at(NOON + 30 * MINUTE - SECOND)
    assert site.statuses("/", article.path, other.path) == [200, 200, 200]
    site.at(NOON + 30 * MINUTE)
    assert site.statuses("/", article.path, other.path) == [503, 503, 503]


def test_what_is_to_appear_during_an_outage_ends_the_pages_without_it(site, article):
    coming = make_article("Түстен кейін", publish=NOON + 5 * MINUTE)
    assert site.statuses("/", coming.path) == [200, 404]
    site.take_database_away()
    site.at(NOON + 5 * MINUTE - SECOND)
    assert site.statuses("/") == [200]
    site.at(NOON + 5 * MINUTE)
    assert site.statuses("/", coming.path) == [503, 503]


def test_what_a_reader_has_found_to_be_withdrawn_does_not_come_back(site, article):
    assert site.statuses(article.path) == [200]
    with time_machine.travel(NOON, tick=False):
        article.withdraw(by=None, at=NOON)
    assert site.statuses(article.path) == [404]
    site.take_database_away()
    assert site.statuses(article.path) == [503]


@pytest.fixture
def editor(client):
    user = make_staff("Editor")
    client.force_login(user)
    return client.cookies["sessionid"].value


def _post(site, address, fields, cookies):
    body = urlencode(fields, doseq=True)
    kind = "application/x-www-form-urlencoded"
    response, page = site.worker.send("POST", address, body, **{"Content-Type": kind} | cookies)
    return response, page.decode()


def _fields(page):
    """What the form of a page sends: hidden fields and textareas."""
    areas = re.findall(r'<textarea id="[^"]+" name="([^"]+)">\n(.*?)</textarea>', page, re.DOTALL)
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return [(name, unescape(value)) for name, value in [*areas, *hidden]]


def test_a_save_is_answered_by_the_text_as_it_was_typed_and_can_be_sent_again(
    site, article, editor
):
    address = f"/admin/articles/article/{article.pk}/change/"
    response, page = site.worker.send("GET", address, Cookie=f"sessionid={editor}")
    assert response.status == 200
    csrf = re.search(r"csrftoken=(\w+)", response.headers["Set-Cookie"])[1]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.decode())[1]
    cookies = {"Cookie": f"sessionid={editor}; csrftoken={csrf}"}
    typed = form_of(article, body=TYPED) | {"_save": "Сақтау"}
    site.take_database_away()
    response, page = _post(site, address, typed | {"csrfmiddlewaretoken": token}, cookies)
    assert (response.status, response.headers["Retry-After"]) == (503, "5")
    sent = _fields(page)
    assert ("body", TYPED) in sent
    response, again = _post(site, address, sent, cookies)
    assert response.status == 503
    assert ("body", TYPED) in _fields(again)
    assert "Бөгет" not in site.log.read_text()
    site.database.bring_back()
    site.wait_until_ready()
    response, page = _post(site, address, _fields(again), cookies)
    assert response.status == 302, page
    article.refresh_from_db()
    assert article.working_content()["body"] == TYPED


def test_a_worker_that_starts_without_its_database_serves_when_there_is_one(database, tmp_path):
    clock, log = tmp_path / "clock", tmp_path / "log"
    clock.write_text(NOON.isoformat())
    database.take_away()
    with workers(1, clock, url=database.url, log=log) as (worker,):
        site = Site(worker, clock, database, log)
        assert site.statuses("/livez", "/", "/admin/login/") == [200, 503, 503]
        assert "<h1>" in site.ask("/").text
        database.bring_back()
        site.wait_until_ready()
