"""Keeping pages by itself: when a page is sent again, and when it is made anew."""

import pytest
from django.db import connection
from django.http import HttpResponse, HttpResponseNotFound
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from articles.db.compiled_queries import NEVER, CompiledQuery
from articles.delivery import page_cache, page_store
from articles.models import Tag
from articles.views.http import redirect_permanently
from tests.factories import make_article, make_tag
from tests.support.cached_pages import LATER, NOW, SECOND, TAGS, Page

pytestmark = pytest.mark.django_db

LIVE = CompiledQuery(
    lambda at: Tag.objects.filter(taggings__published_at__lte=at).order_by("pk"), at=NEVER
)


def test_a_page_is_sent_again_with_all_that_it_had():
    make_tag("Су", "su")
    page = Page()
    first, second = page.ask(), page.ask(LATER - SECOND)
    assert page.made == 1
    assert (first.content, second.content) == ("Су Су".encode(),) * 2
    assert dict(first.items()) == dict(second.items()) | {
        "Cache-Control": "max-age=1, stale-while-revalidate=1, stale-if-error=600"
    }
    assert second["X-Made"] == "1"
    assert second["Cache-Control"] == "max-age=1"
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


def test_only_parameters_that_count_make_another_page():
    page = Page(parameters=("before", "q"))
    for query, made in (("", 1), ("?a=1", 1), ("?q=1", 2), ("?before=1", 3), ("?q=1&a", 2)):
        assert page.ask(query=query)["X-Made"] == str(made)
    assert page.ask(query="?q=0&q=1")["X-Made"] == "2"  # the last of a name is what counts
    assert page.ask(query="?before=1&q=1")["X-Made"] == "4"
    assert page.ask(query="?q=1&before=1")["X-Made"] == "4"


def test_a_page_does_not_see_what_does_not_count():
    request = RequestFactory().get("/?a=1&q=%D1%81%D1%83&b=2")
    make = lambda at: HttpResponse(str(request.GET.dict()))  # noqa: E731
    found = page_cache.respond(request, make=make, until=lambda at: LATER, parameters=("q",))
    assert found.content.decode() == "{'q': 'су'}"


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
    page_store.clear()
    assert page.ask(**{"If-None-Match": etag}).status_code == 304
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
        *(("GET", "/?page=2", True), ("GET", "/joq/", False), ("POST", "/?page=2", False)),
        ("GET", "/?q=2", False),
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
    assert page_store.size() == 0


def test_what_is_no_page_is_not_asked_until_when():
    page = Page(body=HttpResponseNotFound)
    request = RequestFactory().get("/")
    response = page_cache.respond(request, make=page.make, until=lambda at: 1 / 0)
    assert response.status_code == 404


@pytest.mark.parametrize(("query", "address"), [("", "/jana/"), ("?a=1&b=2", "/jana/?a=1&b=2")])
def test_an_old_address_takes_its_query_along(query, address):
    response = redirect_permanently(RequestFactory().get(f"/eski/{query}"), "/jana/")
    assert (response.status_code, response["Location"]) == (301, address)
