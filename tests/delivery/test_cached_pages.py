"""Keeping pages by itself: when a page is sent again, and when it is made anew."""

import tracemalloc
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.http import HttpResponse, HttpResponseNotFound
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from articles.db.compiled_queries import NEVER, CompiledQuery, ExecutedQuery
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


def unproved(at, address="/", method="GET"):
    """What readers get while the database is away."""
    return page_cache.last_proved(RequestFactory().generic(method, address), at=at)


MINUTE = 60 * SECOND


@pytest.mark.parametrize(
    ("until", "at", "is_shown"),
    [
        (LATER, NOW - SECOND, False),
        (LATER, NOW, True),
        (LATER, NOW + 10 * MINUTE - SECOND, True),
        (LATER, NOW + 10 * MINUTE, False),
        (LATER, NOW + 11 * MINUTE, False),
        (NOW + 5 * MINUTE, NOW + 5 * MINUTE - SECOND, True),
        (NOW + 5 * MINUTE, NOW + 5 * MINUTE, False),
    ],
)
def test_unproved_a_page_is_shown_for_ten_minutes_and_not_past_its_end(until, at, is_shown):
    made = Page(until=until).ask(NOW)
    shown = unproved(at)
    assert bool(shown) == is_shown
    assert not shown or shown.content == made.content


def test_proved_again_it_is_shown_for_longer():
    page = Page()
    page.ask(NOW), page.ask(NOW + 9 * MINUTE), page.ask(NOW + MINUTE)
    assert unproved(NOW + 19 * MINUTE - SECOND)
    assert not unproved(NOW + 19 * MINUTE)


@pytest.mark.parametrize(
    ("method", "address", "is_shown"),
    [
        *(("GET", "/", True), ("HEAD", "/", True), ("POST", "/", False)),
        *(("GET", "/?page=2", False), ("GET", "/joq/", False), ("POST", "/?page=2", False)),
    ],
)
def test_unproved_only_what_was_kept_is_shown(method, address, is_shown):
    Page().ask(NOW)
    assert bool(unproved(NOW, address, method)) == is_shown


def test_a_page_that_is_known_to_have_changed_is_shown_to_nobody():
    page, tag = Page(), make_tag("Су", "su")
    page.ask()
    Tag.objects.filter(pk=tag.pk).update(name="Ауа")
    page.about["body"] = lambda: 1 / 0
    with pytest.raises(ZeroDivisionError):
        page.ask()
    assert not unproved(NOW)
    assert page_cache.size() == 0


def test_what_is_no_page_is_not_asked_until_when():
    page = Page(body=HttpResponseNotFound)
    request = RequestFactory().get("/")
    response = page_cache.respond(request, at=NOW, make=page.make, until=lambda: 1 / 0)
    assert response.status_code == 404


def test_the_room_is_what_the_pages_take():
    assert page_cache.size() == 0
    Page(body=lambda: HttpResponse("a" * 1_000)).ask()
    one = page_cache.size()
    page_cache.clear()
    assert page_cache.size() == 0
    for _ in range(2):  # made twice, kept once
        Page(body=lambda: HttpResponse("a" * 1_000)).ask(LATER + SECOND)
        Page(body=lambda: HttpResponse("a" * 1_000)).ask()
    assert page_cache.size() == one
    Page("/longer-by-9/", body=lambda: HttpResponse("a" * 1_000)).ask()
    assert page_cache.size() - 2 * one == len("longer-by-9/")


@pytest.mark.parametrize("long", ["content", "key", "value", "row"])
def test_what_is_longer_takes_as_much_more_room(long):
    def size(count):
        text = {name: "a" * (count if name == long else 1) for name in ("content", "key", "value")}
        rows = [("a" * (count if long == "row" else 1), 1)]
        executed = [ExecutedQuery(TAGS, {text["key"]: text["value"]}, rows)]
        content, times = text["content"].encode(), {"since": NOW, "until": LATER, "proved": NOW}
        return page_cache.CachedPage(content, {}, executed, **times).size()

    assert size(1_001) - size(1) == 1_000


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
