"""The canary before workers of the site, with pages that they, nginx and Varnish have kept."""

from contextlib import contextmanager
from datetime import datetime, timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.utils import timezone

from tests.support import nginx, varnish
from tests.support.canary import BANNER, WORD, guesses, release, reveals
from tests.support.crawl import Answer
from tests.support.database import restore
from tests.support.workers import workers

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=timezone.get_default_timezone())
SECOND = timedelta(seconds=1)
PAGES = [
    *("/", "/latn/", "/arab/", "/archive/", "/archive/2026/03/03/", "/sayasat/", "/kitap-joq/"),
    *("/tag/su-reformasy/", "/tag/kitap/", "/author/aigul-sarsenova/", "/rss.xml", "/feed.json"),
    *("/latn/atom.xml", "/news-sitemap.xml", "/sitemap-tags.xml", "/sitemap-authors.xml"),
    *("/sitemap-2026-03.xml", f"/api/v1/suggestions/?q={quote(WORD[:5])}"),
    *("/api/v1/articles/", "/api/v1/tags/"),
]


@pytest.fixture
def canary(migrated, transactional_db):
    restore(migrated)
    with time_machine.travel(NOON - timedelta(hours=3), tick=False):
        return release(NOON)


def test_each_worker_tells_nothing_a_second_before_and_all_a_second_after(canary, tmp_path):
    clock, guessed = tmp_path / "clock", guesses(canary.article)
    pages = [*PAGES, canary.linking.path]
    clock.write_text((NOON - SECOND).isoformat())
    with workers(2, clock) as both:
        for worker in both:
            before = {address: worker.ask(address) for address in [*pages, *guessed]}
            assert [address for address in guessed if before[address].status != 404] == []
            assert [address for address, answer in before.items() if reveals(address, answer)] == []
            assert worker.ask(canary.old_rendition).status in (404, 410)
            assert f"{BANNER}</p>" in before["/"].text
        clock.write_text((NOON + SECOND).isoformat())
        for worker in both:
            after = {address: worker.ask(address) for address in [*pages, *guessed]}
            assert [a for a in guessed if after[a].status not in (200, 301)] == []
            assert [address for address in pages if not reveals(address, after[address])] == []


class Edge:
    """nginx or Varnish before a worker; ``ask`` is as that of the worker."""

    def __init__(self, server):
        self._server = server

    def ask(self, address):
        found = self._server.ask(address, Host="testserver")
        kind, place = ("".join(found.all(name)) for name in ("content-type", "location"))
        return Answer(found.status, kind, place, found.body)


@pytest.mark.once
@pytest.mark.parametrize("name", ["nginx", "varnish"])
def test_nor_does_what_stands_before_it(canary, tmp_path, name):
    """Its own clock goes on; a page that it keeps is two seconds old at most."""
    clock, guessed = tmp_path / "clock", guesses(canary.article)
    pages = [*PAGES, canary.linking.path]
    clock.write_text((NOON - 10 * SECOND).isoformat())
    with workers(1, clock) as (worker,), _before(name, worker.port, tmp_path) as edge:
        for _ in range(2):
            before = {address: edge.ask(address) for address in [*pages, *guessed]}
            assert [address for address in guessed if before[address].status != 404] == []
            assert [address for address, answer in before.items() if reveals(address, answer)] == []
        clock.write_text((NOON + SECOND).isoformat())
        for address in pages:
            while not reveals(address, answer := edge.ask(address)):
                assert answer.status in (200, 404)
        assert [a for a in guessed if edge.ask(a).status not in (200, 301)] == []


@contextmanager
def _before(name, port, folder):
    folder = folder / name
    folder.mkdir()
    if name == "varnish":
        running = varnish.running(folder, application=port)
    else:
        running = nginx.running(folder, media=folder, application=port, with_cache=True)
    with running as server:
        yield Edge(server)
