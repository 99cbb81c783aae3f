"""Measures the pages of one database for ``bench_pages.py``, in this process.

Time is that of processors, so what else the machine is doing matters little; and the pages are
chosen to show as much in a small newsroom as in a large one.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from random import Random
from statistics import median
from urllib.parse import quote
from wsgiref.util import setup_testing_defaults

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

import interleave  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.delivery import page_store  # noqa: E402
from articles.models import Article, Author, SearchWord, Section, Tag  # noqa: E402
from articles.search import search  # noqa: E402
from articles.search.analysis import analyse, distinct  # noqa: E402
from articles.views.paging import cursor_of  # noqa: E402
from newsroom.wsgi import application  # noqa: E402

SAMPLE = 200
SECONDS = 0.2  # of one turn
KEPT = ("article", "front", "section")


def get(path: str) -> int:
    """Ask the application as a web server would; gives the length of the page."""
    address, _, query = path.partition("?")
    environ = {"PATH_INFO": address, "QUERY_STRING": query, "HTTP_HOST": "127.0.0.1:8000"}
    setup_testing_defaults(environ)
    answers = []
    body = application(environ, lambda status, headers: answers.append(status))
    length = sum(map(len, body))
    getattr(body, "close", lambda: None)()
    assert answers == ["200 OK"], (path, answers)
    return length


def measured(paths: list[str], anew: bool) -> Callable[[], interleave.Cost]:
    """What asks for some of these addresses, the next of them each time it is called.

    ``anew``: no page is kept from one request to the next.
    """
    following = cycle(paths)

    def one_round() -> interleave.Cost:
        here, queries = [], []
        before, end = server_time(), time.perf_counter() + SECONDS
        with connection.execute_wrapper(lambda run, *args: queries.append(1) or run(*args)):
            while time.perf_counter() < end:
                if anew:
                    page_store.clear()
                queries.clear()
                started = time.process_time()
                get(next(following))
                here.append(time.process_time() - started)
        there = (server_time() - before) / len(here)
        return median(here) * 1_000, there * 1_000, len(queries)

    return one_round


def server_time() -> float:
    """Seconds of processor time of PostgreSQL's process for this connection; SQLite has none."""
    if connection.vendor == "sqlite":
        return 0
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def pages() -> Iterator[tuple[str, list[str]]]:
    """Each kind of page with addresses of it."""
    random = Random(1)
    live = Article.objects.live(timezone.now()).in_language("kk")
    keys = random.sample(list(live.values_list("pk", flat=True)), SAMPLE)
    articles = list(Article.objects.filter(pk__in=keys).select_related("section"))
    yield "article", [article.path for article in articles]
    yield "front", ["/"]
    yield "section", [section.path for section in Section.objects.all()]
    tags = (
        Tag.objects.annotate(article_count=Count("taggings"))
        .filter(article_count__gt=25)
        .order_by("-article_count", "pk")
    )
    yield "tag, the largest", [tags[0].path]
    yield "tag, a small one", [tags.reverse()[0].path]
    authors = Author.objects.annotate(n=Count("bylines")).filter(n__gt=25)
    yield "author", [author.path for author in authors]
    middle = live.newest()[live.count() // 2 :][:20]
    yield "all, in the middle", [f"/archive/?before={cursor_of(a)}" for a in middle]
    yield from searches(articles)


def searches(articles: list[Article]) -> Iterator[tuple[str, list[str]]]:
    """What fills a page: words as common and as rare as the articles have them, pairs of them."""
    known = SearchWord.objects.filter(word__regex="^[а-яәғқңөұүһі]{4,}$", articles__gt=25)
    words = list(known.order_by("-articles", "pk").values_list("word", flat=True))
    pairs = [" ".join(distinct(analyse(article.headline))[-2:]) for article in articles]
    for name, typed in (("common", words), ("rare", words[::-1]), ("two", pairs)):
        found = list(islice(filter(fills_page, typed), 10))
        yield f"search, {name}", [f"/search/?q={quote(text)}" for text in found]


def fills_page(text: str) -> bool:
    """Whether readers find more than one page of articles by ``text``."""
    return bool(search(text, language="kk", at=timezone.now()).next_cursor)


def main() -> None:
    """Measure what is asked for."""
    works = {}
    for name, paths in pages():
        works[name] = measured(paths, anew=False)
        if name in KEPT:
            for path in paths:
                get(path)
            works[f"{name}, made anew"] = measured(paths, anew=True)
    interleave.serve(works)


if __name__ == "__main__":
    main()
