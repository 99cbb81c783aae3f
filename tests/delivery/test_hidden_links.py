"""What readers may not know of yet, asked of the rule itself: links, pinned tags, the strip."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.delivery import site_context, visibility
from articles.models import Article, Redirect, Tag
from tests.factories import make_article, make_author, make_tag

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


def hidden(*links, at=NOW, base="/"):
    return visibility.hidden(links, at, base=base)


def shown(tag=None, author=None, at=NOW, **fields):
    """A live article with this tag and signed so."""
    tags = [tag] if tag else []
    return make_article(tags=tags, authors=[author] if author else None, publish=at, **fields)


def queries(*links):
    with CaptureQueriesContext(connection) as found:
        hidden(*links)
    return len(found)


def chain(length, target):
    """An old address that leads to ``target`` in so many steps."""
    names = [f"/eski-{number}/" for number in range(length)]
    for path, following in zip(names, [*names[1:], target], strict=True):
        Redirect.objects.create(path=path, target=following)
    return names[0]


def test_an_article_is_named_while_it_is_live_or_says_why_it_is_gone():
    live, later, draft = shown(), shown(at=NOW + SECOND), make_article(publish=False)
    gone, retracted = shown(), shown()
    gone.withdraw(by=None, at=NOW)
    retracted.retract(by=None, at=NOW, note="Дерек расталмады.")
    paths = {
        name: f"/sayasat/{article.pk}-x/"
        for name, article in {
            "live": live, "later": later, "draft": draft, "gone": gone, "retracted": retracted,
        }.items()
    }  # fmt: skip
    unnamed = {path for name, path in paths.items() if name in ("later", "draft", "gone")}
    assert hidden(*paths.values()) == unnamed
    assert hidden(paths["later"], at=NOW + SECOND) == set()


@pytest.mark.parametrize("suffix", ["", "/", "/rss.xml", "/atom.xml"])
def test_a_tag_and_an_author_are_named_with_a_live_article(suffix):
    tag, author = make_tag("Су", "su"), make_author("Дана", "dana")
    make_article(tags=[tag], authors=[author], publish=False)
    links = {f"/tag/su{suffix}", f"/author/dana{suffix}"}
    assert hidden(*links) == links
    shown(tag)
    assert hidden(*links) == {f"/author/dana{suffix}"}
    shown(author=author)
    assert hidden(*links) == set()
    assert hidden(*links, at=NOW - SECOND) == links


def test_a_tag_is_no_author_and_an_article_no_tag():
    shown(make_tag("Су", "su"), make_author("Дана", "dana"))
    links = {"/author/su/", "/tag/dana/"}
    assert hidden(*links) == links


@pytest.mark.parametrize(
    "link", ["/preview/abc/", "/preview/", "/media/photos/2026/x.jpg", "/ru/preview/x/"]
)
def test_a_private_address_is_never_named(link):
    assert hidden(link, "/sayasat/") == {link}


@pytest.mark.parametrize(
    "link",
    ["", "#tomen", "#/tag/joq/", "https://example.org/tag/joq/", "mailto:a@b.kz", "/sayasat/", "/",
     "/media/renditions/x.jpg", "/x/preview/y/"],
)  # fmt: skip
def test_all_the_rest_is_left_alone(link):
    assert hidden(link) == set()


def test_a_link_is_read_from_the_page_where_it_stands():
    tag = make_tag("Су", "su")
    assert hidden("../tag/su/", base="/sayasat/") == {"../tag/su/"}
    assert hidden("?bet=2", base="/tag/su/") == {"?bet=2"}
    shown(tag)
    assert hidden("../tag/su/", base="/sayasat/") == set()


def test_capitals_hide_nothing():
    make_tag("Су", "su")
    assert hidden("/Tag/SU/") == {"/Tag/SU/"}


def test_an_old_address_is_named_as_what_it_leads_to():
    live, draft = shown(), make_article(publish=False)
    targets = {
        "/a/": live.path, "/b/": f"/sayasat/{draft.pk}-x/", "/c/": "https://example.org/",
        "/d/": "/preview/x/", "/e/": "/sport/",
    }  # fmt: skip
    for path, target in targets.items():
        Redirect.objects.create(path=path, target=target)
    assert hidden(*targets, "/joq/") == {"/b/", "/d/"}
    assert hidden("/a", "/b", "/b/rss.xml", "/a/rss.xml") == {"/b", "/b/rss.xml"}


def test_what_stands_at_an_address_now_counts_before_what_stood_there():
    tag = make_tag("Су", "su")
    Redirect.objects.create(path="/tag/su/", target="/preview/x/")
    Redirect.objects.create(path="/tag/ot/", target="/tag/su/")
    assert hidden("/tag/su/", "/tag/ot/") == {"/tag/su/", "/tag/ot/"}
    shown(tag)
    assert hidden("/tag/su/", "/tag/ot/") == set()


@pytest.mark.parametrize(("length", "is_hidden"), [(1, False), (4, False), (5, True), (9, True)])
def test_old_addresses_lead_on_in_four_steps(length, is_hidden):
    first = chain(length, shown().path)
    assert hidden(first) == ({first} if is_hidden else set())
    assert (visibility.awaited(first, NOW - HOUR) is None) is is_hidden


def test_old_addresses_that_lead_in_a_circle_lead_nowhere():
    Redirect.objects.create(path="/a/", target="/b/")
    Redirect.objects.create(path="/b/", target="/a/")
    assert hidden("/a/") == {"/a/"}
    assert visibility.awaited("/a/", NOW) is None


def test_a_question_costs_one_query_and_one_for_each_step():
    live = shown()
    assert queries() == queries("https://example.org/", "#a", "", "/preview/x/") == 0
    assert queries(live.path, "/tag/joq/", "/sayasat/") == 1
    assert queries(chain(3, live.path), live.path) == 4


def test_what_is_awaited_is_the_first_of_what_will_come():
    tag, author = make_tag("Су", "su"), make_author("Дана", "dana")
    near = shown(tag, author, at=NOW + HOUR)
    shown(tag, at=NOW + 2 * HOUR)
    shown(tag, at=NOW - HOUR)
    make_article(publish=False, published_at=NOW + SECOND, tags=[tag])
    Redirect.objects.create(path="/eski/", target="/tag/su/")
    links = ("/tag/su/", "/author/dana/", f"/sayasat/{near.pk}-x/", "/eski/", "/eski")
    for link in links:
        assert visibility.awaited(link, NOW) == NOW + HOUR, link
    assert visibility.awaited("/tag/su/", NOW + HOUR) == NOW + 2 * HOUR
    for link in ("/tag/joq/", "/sayasat/", "/tag/dana/", "/sayasat/987654-x/", ""):
        assert visibility.awaited(link, NOW) is None, link
    Article.objects.filter(pk=near.pk).update(status="withdrawn")
    assert visibility.awaited("/author/dana/", NOW) is None


def test_a_pinned_tag_is_on_every_page_with_a_live_article_of_its_language():
    su, ot = (make_tag(name, name, is_pinned=True) for name in ("su", "ot"))
    make_tag("jel", "jel")
    shown(su)
    shown(ot, language="ru")
    site = site_context.current()
    answers = {kk: visibility.visible_on_every_page(site, kk, "", NOW) for kk in ("kk", "ru", "en")}
    assert {kk: one.pinned for kk, one in answers.items()} == {
        "kk": [su],
        "ru": [ot],
        "en": [],
    }
    assert visibility.visible_on_every_page(site, "kk", "", NOW - SECOND).pinned == []


@pytest.mark.parametrize("is_pinned", [True, False])
def test_the_banner_has_its_link_as_soon_as_readers_may_follow_it(is_pinned):
    tag = make_tag("su", "su", is_pinned=is_pinned)
    live, later = shown(tag), shown(at=NOW + HOUR)
    Redirect.objects.create(path="/eski/", target=later.path)
    site = site_context.current()
    for link, at, expected in (
        (live.path, NOW, live.path),
        (later.path, NOW, ""),
        (later.path, NOW + HOUR, later.path),
        ("/eski/", NOW, ""),
        ("/eski/", NOW + HOUR, "/eski/"),
        ("/preview/x/", NOW, ""),
        ("https://example.org/", NOW, "https://example.org/"),
        ("", NOW, ""),
    ):
        answer = visibility.visible_on_every_page(site, "kk", link, at)
        assert (answer.link, answer.pinned) == (expected, [tag] if is_pinned else []), link


def test_a_base_context_of_nothing_asks_nothing():
    site = site_context.current()
    with CaptureQueriesContext(connection) as found:
        answer = visibility.visible_on_every_page(site, "kk", "https://example.org/", NOW)
    assert (answer.pinned, answer.link, len(found)) == ([], "https://example.org/", 0)
    with CaptureQueriesContext(connection) as found:
        visibility.visible_on_every_page(site, "kk", "/tag/joq/", NOW)
    assert len(found) == 1


def test_a_pinned_tag_is_not_taken_for_what_has_its_number():
    shown(make_tag("сан", "4321"))
    shown(pk=4321)
    Tag.objects.create(pk=4321, name="ілінген", slug="ilingen", is_pinned=True)
    for link in ("/tag/4321/", "/sayasat/4321-x/"):
        answer = visibility.visible_on_every_page(site_context.current(), "kk", link, NOW)
        assert (answer.pinned, answer.link) == ([], link)
