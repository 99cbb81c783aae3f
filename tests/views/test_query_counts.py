"""Every page asks the database the same number of questions, at one row and at thirty."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.board import Board
from articles.models import Layout, Section
from tests import factories

COUNTS = {
    "/": 3,  # the frame, the keys of all blocks, the cards
    "/archive/": 2,
    "/archive/{day}/": 4,  # the days around
    "/sayasat/": 3,
    "/tag/su-reformasy/": 3,
    "/author/aigul-sarsenova/": 3,
    "/search/": 1,
    "/search/?q=мектеп": 9,
    "/joq/": 3,  # no such section, where it may have moved to, the frame
    "{article}": 6,  # frame, article, byline, topics, cards, photos of the body
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
def test_queries_of_arranged_pages(client, drawn, rows):
    """What is picked costs the front page nothing; a section one more, for picks that are old."""
    fill(rows, drawn)
    now, section = timezone.now(), Section.objects.get(slug="sayasat")
    picks = [
        factories.make_article(publish=now - timedelta(days=400 + n)).pk for n in range(2 * rows)
    ]
    for where in (None, section):
        board = Board().take_down(picks[-1], now)
        for number, key in enumerate(picks[:5]):
            board = board.place(key, f"top.{number}", now)
        Layout.keep(board, language="kk", section=where, base=0, by=None, at=now)
    counted = {}
    for address in ("/", "/sayasat/", "/ru/"):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counted[address] = len(queries)
    assert counted == {"/": 3, "/sayasat/": 3 if rows == 1 else 4, "/ru/": 2}


def fill(rows, photos):
    """So many sections and articles, the last of which has as many tags, and photos in its body."""
    now, tag = timezone.now(), factories.make_tag(is_pinned=True)
    figures = "".join(f'<figure data-photo="{photo.pk}"></figure>' for photo in photos)
    for number in range(rows + 1):
        other = factories.make_section(f"Бөлім {number}", f"b{number}")
        at = now - timedelta(hours=number)
        factories.make_article(section=other, publish=at)
        article = factories.make_article(
            f"Ауылда {number}-мектеп ашылды",
            body=f"<p>Мәтін</p>{figures}",
            photo=photos[number % 2],
            tags=[tag],
            authors=[factories.make_author(), factories.make_author("Асан", "asan")],
            publish=at,
        )
    article.set_tags([tag, *(factories.make_tag(f"т{n}", f"t{n}") for n in range(rows))])
    return article
