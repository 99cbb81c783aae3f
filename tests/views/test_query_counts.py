"""Every page asks the database the same number of questions, at one row and at thirty."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Layout, RelatedArticle, Section
from articles.models.curation.page_layout import BreakingBanner, PageLayout
from tests import factories

COUNTS = {
    "/": 4,  # the frame, its pinned tag, the keys of all blocks, the cards
    "/archive/": 3,
    "/archive/{day}/": 5,  # the days around
    "/sayasat/": 4,
    "/tag/su-reformasy/": 4,
    "/author/aigul-sarsenova/": 4,
    "/search/": 2,
    "/search/?q=мектеп": 10,
    "/joq/": 4,  # no such section, where it may have moved to, the frame
    "{article}": 7,  # frame, pinned tag, article, byline, topics, cards, photos of the body
}


@pytest.mark.parametrize("rows", [1, 30])
def test_queries(client, drawn, rows):
    article = fill(rows, drawn)
    parts = {"article": article.get_absolute_url(), "day": f"{timezone.localdate():%Y/%m/%d}"}
    counted = {}
    for address in COUNTS:
        client.get(address.format(**parts))
        with CaptureQueriesContext(connection) as queries:
            client.get(address.format(**parts))
        counted[address] = len(queries)
    assert counted == COUNTS


@pytest.mark.parametrize("rows", [1, 30])
def test_queries_of_pages_with_placements(client, drawn, rows):
    """What is picked costs the front page nothing; a section one more, for picks that are old."""
    fill(rows, drawn)
    now, section = timezone.now(), Section.objects.get(slug="sayasat")
    picks = [
        factories.make_article(publish=now - timedelta(days=400 + n)).pk for n in range(2 * rows)
    ]
    for where in (None, section):
        layout = PageLayout().exclude(picks[-1], now)
        for number, key in enumerate(picks[:5]):
            layout = layout.place(key, f"top.{number}", now)
        Layout.save_version(layout, language="kk", section=where, base=0, by=None, at=now)
    counted = {}
    for address in ("/", "/sayasat/", "/ru/"):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counted[address] = len(queries)
    assert counted == {"/": 4, "/sayasat/": 4 if rows == 1 else 5, "/ru/": 3}


@pytest.mark.parametrize("rows", [1, 30])
def test_links_into_the_site_cost_one_query_and_the_banner_none_of_its_own(client, db, rows):
    now = timezone.now()
    others = [
        factories.make_article(tags=[factories.make_tag(is_pinned=True)]) for _ in range(rows)
    ]
    links = "".join(f'<a href="{path}">x</a>' for other in others for path in named_by(other))
    article = factories.make_article(
        body=f"<p>{links}</p>", source_url=f"http://testserver{others[0].path}"
    )
    banner = BreakingBanner(
        "Дауыл", others[0].path, now - timedelta(hours=1), now + timedelta(hours=1)
    )
    counted = []
    for layout in (PageLayout(), PageLayout(banner=banner)):
        base = Layout.objects.count()
        Layout.save_version(layout, language="kk", base=base, by=None, at=now)
        client.get(article.path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(article.path).content.count(b'">x</a>') == 3 * rows
        counted.append(len(queries))
    # Frame, pinned tag and banner, article, byline, topics, cards, the section's newest, links.
    assert counted == [8, 8]


def named_by(article):
    """Paths that lead to an article, its tag and its author."""
    return article.path, article.tags.get().path, f"http://testserver{article.authors.get().path}"


def fill(rows, photos):
    """So many sections and articles, the last of which has as many tags, and photos in its body."""
    now, tag = timezone.now(), factories.make_tag(is_pinned=True)
    figures = "".join(f'<figure data-photo="{photo.pk}"></figure>' for photo in photos)
    for number in range(rows + 1):
        other = factories.make_section(f"Бөлім {number}", f"b{number}")
        at = now - timedelta(hours=number)
        first = factories.make_article(section=other, publish=at)
        article = factories.make_article(
            f"Ауылда {number}-мектеп ашылды",
            body=f"<p>Мәтін</p>{figures}",
            photo=photos[number % 2],
            tags=[tag],
            authors=[factories.make_author(), factories.make_author("Асан", "asan")],
            publish=at,
        )
    article.set_tags([tag, *(factories.make_tag(f"т{n}", f"t{n}") for n in range(rows))])
    RelatedArticle.objects.create(article=article, related=first)
    article.notify_changed(by=None, at=now)
    return article
