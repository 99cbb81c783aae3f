"""Keeping pages by itself: when a page is sent again, and when it is made anew."""

import tracemalloc
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.http import HttpResponse, HttpResponseNotFound
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from articles.db.compiled_queries import NEVER, CompiledQuery
from articles.delivery import page_cache
from articles.models import Tag
from articles.views.http import redirect_permanently
from tests.factories import make_article, make_tag

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LATER = NOW + timedelta(hours=1)
TAGS = CompiledQuery(lambda pk: Tag.objects.filter(pk__gt=pk).order_by("pk"), pk=-1)
LIVE = CompiledQuery(
    lambda at: Tag.objects.filter(taggings__published_at__lte=at).order_by("pk"), at=NEVER
)


class Page:
    """A page of all tags, that counts how often it was made."""

    def __init__(self, address="/", **about):
        self.address, self.made, self.about = address, 0, {"until": LATER} | about

    def make(self):
        self.made += 1
        if "body" in self.about:
            return self.about["body"]()
        names = [tag.name for tag in TAGS(pk=0)] + [tag.name for tag in TAGS(pk=0)]
        return HttpResponse(" ".join(names), headers={"X-Made": str(self.made)})

    def ask(self, at=NOW, query="", **headers):
        request = RequestFactory().get(self.address + query, headers=headers)
        until = self.about["until"]
        return page_cache.respond(request, at=at, make=self.make, until=lambda: until)


def test_a_page_is_sent_again_with_all_that_it_had():
    make_tag("Су", "su")
    page = Page()
    first, second = page.ask(), page.ask(LATER - SECOND)
    assert page.made == 1
    assert (first.content, second.content) == ("Су Су".encode(),) * 2
    assert dict(first.items()) == dict(second.items())
    assert second["X-Made"] == "1"
    assert second["Cache-Control"] == "no-cache"
    assert len(second["ETag"]) == 34


@pytest.mark.parametrize(
    ("at", "made"),
    [(NOW - SECOND, 2), (NOW, 1), (LATER - SECOND, 1), (LATER, 2), (LATER + SECOND, 2)],
)
def test_a_page_is_good_from_its_making_until_its_end(at, made):
    page = Page()
    page.ask(NOW)
    page.ask(at)
    assert page.made == made


def test_a_page_of_other_rows_is_made_anew():
    page, tag = Page(), make_tag("Су", "su")
    before = page.ask()
    Tag.objects.filter(pk=tag.pk).update(name="Ауа")
    after = page.ask()
    assert (page.made, after.content) == (2, "Ауа Ауа".encode())
    assert after["ETag"] != before["ETag"]
    make_tag("От", "ot")
    assert page.ask().content == "Ауа От Ауа От".encode()
    page.ask()
    assert page.made == 3


def test_each_query_of_a_page_may_make_it_stale():
    make_article(tags=[make_tag("Су", "su")], publish=NOW)
    tag = make_tag("Ауа", "aua")
    page = Page(body=lambda: HttpResponse(f"{LIVE(at=NOW)} {TAGS(pk=0)}"))
    page.ask()
    Tag.objects.filter(pk=tag.pk).update(name="От")
    assert "От" in page.ask().content.decode()
    Tag.objects.filter(slug="su").update(name="Өзен")
    assert page.ask().content.decode().count("Өзен") == 2
    page.ask()
    assert page.made == 3


def test_the_queries_of_a_cached_page_are_run_once_and_never_twice():
    page, tag = Page(), make_tag("Су", "su")
    page.ask()
    for made in (1, 2):
        with CaptureQueriesContext(connection) as queries:
            page.ask()
        assert (page.made, len(queries)) == (made, 2)
        Tag.objects.filter(pk=tag.pk).update(name="Ауа")


def test_an_instant_among_the_values_of_a_query_is_that_of_the_asking():
    tag = make_tag("Су", "su")
    make_article(tags=[tag], publish=NOW + SECOND)

    def listed(at):
        body = lambda: HttpResponse(" ".join(one.name for one in LIVE(at=at)))  # noqa: E731
        return Page("/live/", body=body).ask(at).content.decode()

    assert [listed(at) for at in (NOW, NOW + SECOND)] == ["", "Су"]


def test_a_page_with_a_query_in_its_address_is_neither_cached_nor_looked_for():
    page = Page()
    for made in (1, 2):
        response = page.ask(query="?a=1")
        assert (page.made, response["X-Made"]) == (made, str(made))
        assert "ETag" not in response
    page.ask()
    assert page.ask(query="?a=1")["X-Made"] == "4"


def test_while_developing_nothing_is_cached(settings):
    page = Page()
    page.ask()
    settings.DEBUG = True
    assert page.ask()["X-Made"] == "2"


def test_what_is_no_page_is_not_cached():
    page = Page(body=lambda: HttpResponseNotFound("joq"))
    for made in (1, 2):
        response = page.ask()
        assert (response.status_code, page.made, "ETag" in response) == (404, made, False)


def test_a_page_that_asks_past_the_compiled_queries_is_not_cached():
    page = Page(body=lambda: HttpResponse(f"{Tag.objects.count()}"))
    assert page.ask().content == b"0"
    make_tag()
    assert page.ask().content == b"1"
    assert "ETag" in page.ask()


def test_a_browser_that_has_the_page_is_told_so():
    page = Page()
    etag = page.ask()["ETag"]
    for status, tag in ((304, etag), (200, '"basqa"')):
        assert page.ask(**{"If-None-Match": tag}).status_code == status
    page_cache.clear()
    assert page.ask(**{"If-None-Match": etag}).status_code == 304
    assert page.made == 2


def test_of_many_pages_those_made_last_stay_cached(monkeypatch):
    monkeypatch.setattr(page_cache, "ROOM", 250_000)
    first, second, third = (Page(f"/{number}/", body=large) for number in range(3))
    first.ask()
    second.ask()
    make_tag()
    first.ask()  # made anew, and so younger than the second
    third.ask()
    for page, made in ((first, 2), (third, 1), (second, 2)):
        page.ask()
        assert page.made == made


def large():
    return HttpResponse(f"{TAGS(pk=0)}".ljust(100_000))


def test_a_page_larger_than_all_the_room_is_sent_and_not_cached(monkeypatch):
    monkeypatch.setattr(page_cache, "ROOM", 90_000)
    page = Page(body=large)
    assert len(page.ask().content) == len(page.ask().content) == 100_000
    assert page.made == 2


def test_the_room_is_counted_in_bytes_with_the_rows():
    """What tracemalloc says that the pages take is what they are taken for."""
    make_tag("Су " * 30, "su")
    pages = [Page(f"/{number}/", body=rows_of(TAGS)) for number in range(300)]
    pages[0].ask()
    tracemalloc.start()
    before, counted = tracemalloc.get_traced_memory()[0], page_cache.size()
    for page in pages[1:]:
        page.ask()
    taken = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert page_cache.size() - counted == pytest.approx(taken, rel=0.15)


def rows_of(query):
    return lambda: HttpResponse(f"{query(pk=0)}".ljust(5_000))


@pytest.mark.parametrize(("query", "address"), [("", "/jana/"), ("?a=1&b=2", "/jana/?a=1&b=2")])
def test_an_old_address_takes_its_query_along(query, address):
    response = redirect_permanently(RequestFactory().get(f"/eski/{query}"), "/jana/")
    assert (response.status_code, response["Location"]) == (301, address)
