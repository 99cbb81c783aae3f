"""Measures the pages of one database for ``bench_pages.py``, in this process, on one core.

Prints JSON: page -> [requests a second, processor time of a request in ms, queries]; medians.
"""

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import median
from urllib.parse import quote
from wsgiref.util import setup_testing_defaults

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.models import Article, Author, Section, Tag  # noqa: E402
from articles.search import matching  # noqa: E402
from articles.search.analysis import distinct  # noqa: E402
from articles.views.paging import cursor_of  # noqa: E402
from newsroom.wsgi import application  # noqa: E402

SAMPLE = 200


def get(path: str) -> int:
    """Ask the application as a web server would; gives the length of the page."""
    address, _, query = path.partition("?")
    environ = {"PATH_INFO": address, "QUERY_STRING": query, "HTTP_HOST": "127.0.0.1:8000"}
    setup_testing_defaults(environ)
    answers = []
    body = application(environ, lambda status, headers: answers.append(status))
    length = sum(map(len, body))
    body.close()
    assert answers == ["200 OK"], (path, answers)
    return length


def measure(paths: list[str], seconds: float) -> tuple[float, float, int]:
    """Requests a second, CPU ms and queries of these addresses, after one round unmeasured."""
    queries = []
    with connection.execute_wrapper(lambda run, *args: queries.append(1) or run(*args)):
        get(paths[0])
        queries.clear()
        get(paths[0])
    for path in paths:
        get(path)
    wall, processor = [], []
    end = time.perf_counter() + seconds
    for path in cycle(paths):
        started, busy = time.perf_counter(), time.process_time()
        get(path)
        processor.append(time.process_time() - busy)
        wall.append(time.perf_counter() - started)
        if time.perf_counter() > end:
            break
    return 1 / median(wall), median(processor) * 1_000, len(queries)


def pages() -> Iterator[tuple[str, list[str]]]:
    """Each kind of page with addresses of it."""
    random = Random(1)
    live = Article.objects.live(timezone.now()).in_language("kk")
    keys = random.sample(list(live.values_list("pk", flat=True)), SAMPLE)
    articles = list(Article.objects.filter(pk__in=keys).select_related("section"))
    yield "article", [article.path for article in articles]
    yield "front", ["/"]
    yield "section", [section.path for section in Section.objects.all()]
    tags = Tag.objects.annotate(uses=Count("taggings")).filter(uses__gt=0).order_by("-uses", "pk")
    yield "tag, the largest", [tags[0].path]
    yield "tag, a small one", [tags[tags.count() * 3 // 4].path]
    yield "author", [author.path for author in Author.objects.filter(is_active=True)]
    days = {timezone.localtime(article.published_at) for article in articles}
    yield "day", [reverse("day", args=[day.date()]) for day in days]
    middle = live.newest()[live.count() // 2 :][:20]
    yield "all, in the middle", [f"/archive/?before={cursor_of(a)}" for a in middle]
    yield from searches(articles)


def searches(articles: list[Article]) -> Iterator[tuple[str, list[str]]]:
    """Words as common and as rare as these articles have them."""
    uses = Counter(word for a in articles for word in distinct(f"{a.headline} {a.lede} {a.body}"))
    common = [word for word, _ in uses.most_common(40) if len(word) > 3][:10]
    once = [word for word, count in uses.items() if count == 1 and word.isalpha()]
    rare = sorted(once, key=lambda word: (len(matching(word)), word))[:10]
    pairs = [" ".join(distinct(article.headline)[:2]) for article in articles[:20]]
    for name, typed in (("common", common), ("rare", rare), ("two", pairs)):
        yield f"search, {name}", [f"/search/?q={quote(text)}" for text in typed]


def main() -> None:
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    seconds = float(sys.argv[1])
    print(json.dumps({name: measure(paths, seconds) for name, paths in pages()}))


if __name__ == "__main__":
    main()
