"""Where the cached pages are held: what they take, and which of them go."""

import tracemalloc

import pytest
from django.http import HttpResponse

from articles.db.compiled_queries import ExecutedQuery
from articles.delivery import page_store
from articles.delivery.wsgi_cache import Copy
from tests.factories import make_tag
from tests.support.cached_pages import LATER, NOW, SECOND, TAGS, Page

pytestmark = pytest.mark.django_db


def test_of_many_pages_those_made_last_stay_cached(monkeypatch):
    monkeypatch.setattr(page_store, "ROOM", 250_000)
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
    monkeypatch.setattr(page_store, "ROOM", 90_000)
    page = Page(body=large)
    assert len(page.ask().content) == len(page.ask().content) == 100_000
    assert page.made == 2


def test_the_room_is_what_the_pages_take():
    assert page_store.size() == 0
    Page(body=lambda: HttpResponse("a" * 1_000)).ask()
    one = page_store.size()
    page_store.clear()
    assert page_store.size() == 0
    for _ in range(2):  # made twice, kept once
        Page(body=lambda: HttpResponse("a" * 1_000)).ask(LATER + SECOND)
        Page(body=lambda: HttpResponse("a" * 1_000)).ask()
    assert page_store.size() == one
    Page("/longer-by-9/", body=lambda: HttpResponse("a" * 1_000)).ask()
    assert page_store.size() - 2 * one == len("longer-by-9/")


@pytest.mark.parametrize("long", ["content", "key", "value", "row", "copy"])
def test_what_is_longer_takes_as_much_more_room(long):
    def size(count):
        names = ("content", "key", "value", "copy")
        letters = zip(names, "abcd", strict=True)
        text = {name: letter * (count if name == long else 1) for name, letter in letters}
        rows = [("a" * (count if long == "row" else 1), 1)]
        executed = [ExecutedQuery(TAGS, {text["key"]: text["value"]}, rows)]
        content, times = text["content"].encode(), {"since": NOW, "until": LATER, "proved": NOW}
        copies = {("gzip", False): Copy("200 OK", [], [text["copy"].encode()])}
        page = page_store.CachedPage("/", "front", content, {}, executed, **times, copies=copies)
        return page.size()

    assert size(1_001) - size(1) == 1_000


def test_the_room_is_counted_in_bytes_with_the_rows():
    """What tracemalloc says that the pages take is what they are taken for."""
    make_tag("Су " * 30, "su")
    pages = [Page(f"/{number}/", body=rows_of(TAGS)) for number in range(300)]
    pages[0].ask()
    tracemalloc.start()
    before, counted = tracemalloc.get_traced_memory()[0], page_store.size()
    for page in pages[1:]:
        page.ask()
    taken = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert page_store.size() - counted == pytest.approx(taken, rel=0.15)


def rows_of(query):
    return lambda: HttpResponse(f"{query(pk=0)}".ljust(5_000))


def test_a_page_that_was_forgotten_does_not_come_back_by_a_copy_of_it():
    Page().ask()
    page = page_store.get("/")
    page_store.forget(page)
    page.copies["gzip", False] = Copy("200 OK", [], [b"a" * 1_000])
    page_store.measure_again(page)
    assert (page_store.get("/"), page_store.size()) == (None, 0)


def test_a_copy_takes_room():
    Page().ask()
    page, before = page_store.get("/"), page_store.size()
    page.copies["gzip", False] = Copy("200 OK", [], [b"a" * 1_000])
    page_store.measure_again(page)
    assert page_store.size() - before > 1_000
