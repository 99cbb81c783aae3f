"""What a worker of the site holds in memory while readers go through the whole archive.

    bench/measure_memory.py [--pages 20000] [--searches 1000] [--port 8350]

Starts the server with one process that answers, over the database of ``DATABASE_URL``, which holds
as many articles (``manage.py seed_demo --articles 20000``) or more, asks it for that many different
pages, a tenth of them in Latin and a tenth in Arabic letters, and then for searches, from several
connections.

Megabytes: ``RSS`` is what ``ps`` shows, ``PSS`` without the share of other processes in what is
shared, ``USS`` what would be free if the worker ended. A file that is mapped counts in RSS and PSS,
although the system may drop it.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import islice
from pathlib import Path
from random import Random
from threading import local
from urllib.parse import quote, urlsplit

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402
from site_processes import children, memory, running, server  # noqa: E402

from articles.models import Article  # noqa: E402
from articles.search.analysis import analyse, distinct  # noqa: E402

AT_ONCE = 8  # connections that ask
STEP = 2_000  # pages between two lines
_open = local()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--searches", type=int, default=1_000)
    parser.add_argument("--port", type=int, default=8350)
    options = parser.parse_args()
    articles = list(wanted(options.pages))
    connection.close()
    with running(server(options.port)) as site, ThreadPoolExecutor(AT_ONCE) as pool:
        print(f"{connection.vendor:<32}{'RSS':>6}{'PSS':>7}{'USS':>7}")
        report("at the start", site)
        walk(pool, options.port, site, list(pages(articles)), "pages")
        walk(pool, options.port, site, searches(articles, options.searches), "searches")


def wanted(count: int) -> Iterator[Article]:
    at = timezone.now()
    live = Article.objects.live(at).in_language("kk").order_by("pk")
    return islice(live.for_cards(at).iterator(), count)


def pages(articles: list[Article]) -> Iterator[str]:
    for number, article in enumerate(articles):
        prefix = {0: "/latn", 1: "/arab"}.get(number % 10, "")
        yield prefix + article.path


def searches(articles: list[Article], count: int) -> list[str]:
    """One word or two of a headline each."""
    random = Random(1)
    words = (distinct(analyse(random.choice(articles).headline)) for _ in range(count))
    return [f"/search/?q={quote(' '.join(two[: random.randint(1, 2)]))}" for two in words]


def ask(port: int, path: str) -> int:
    """The status of an answer; tries again while the server is not there yet."""
    while True:
        try:
            if not hasattr(_open, "http"):
                _open.http = HTTPConnection("127.0.0.1", port, timeout=60)
            _open.http.request("GET", path, headers={"Host": urlsplit(settings.SITE_URL).netloc})
            response = _open.http.getresponse()
            response.read()
            return response.status
        except OSError:
            del _open.http


def walk(pool, port: int, site: subprocess.Popen, paths: list[str], what: str) -> None:
    for start_at in range(0, len(paths), STEP):
        some = paths[start_at : start_at + STEP]
        statuses = list(pool.map(lambda path: ask(port, path), some))
        assert set(statuses) == {200}, set(statuses)
        report(f"after {start_at + len(some)} {what}", site)


def report(when: str, site: subprocess.Popen) -> None:
    """A line of the process that answers, which the server has started."""
    found = max(map(memory, children(site)), key=lambda kinds: kinds["Rss"])
    own = found["Private_Clean"] + found["Private_Dirty"]
    figures = (found["Rss"], found["Pss"], own)
    print(f"{when:<32}", *(f"{kilobytes / 1024:6.0f}" for kilobytes in figures), flush=True)


if __name__ == "__main__":
    main()
