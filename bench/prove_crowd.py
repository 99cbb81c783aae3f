"""Proves that a crowd makes a page once: many connections ask for one that has just changed.

    DATABASE_URL=… bench/prove_crowd.py [--requests 10000] [--connections 200]

Then 2,000 addresses of it that differ in a parameter which no page takes note of: none is made. At
last, for some seconds each, how many requests are answered while nothing happens, and while
editors autosave every two seconds: at least half as many. Ends with 1 where that does not hold. The
database must be a scratch one: it is migrated and filled.
"""

import argparse
import asyncio
import os
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
os.environ["SITE_URL"], os.environ["ALLOWED_HOSTS"] = "http://127.0.0.1", "testserver"
django.setup()

from desk_writers import fill  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402
from django.utils import timezone  # noqa: E402
from site_processes import get, running, server  # noqa: E402

from articles.models import Article, Autosave, User  # noqa: E402
from tests.support.metrics import figure_in  # noqa: E402
from tests.support.staff import make_staff  # noqa: E402

EDITORS = 10
HOST = urlsplit(settings.SITE_URL).netloc


class Crowd:
    """So many connections to a port, that share the addresses among them."""

    def __init__(self, port: int, connections: int):
        self.port, self.connections = port, connections
        self.pages: set[bytes] = set()
        self.answered = 0

    def ask(self, addresses: list[str]) -> None:
        """Each once."""
        self._left = iter(addresses)
        asyncio.run(self._all())

    def ask_for(self, address: str, seconds: float) -> float:
        """Answers a second to one address."""
        until, before = time.monotonic() + seconds, self.answered
        self._left = iter(lambda: address if time.monotonic() < until else None, None)
        asyncio.run(self._all())
        return (self.answered - before) / seconds

    async def _all(self) -> None:
        await asyncio.gather(*(self._one() for _ in range(self.connections)))

    async def _one(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        for address in self._left:
            writer.write(f"GET {address} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200"), head
            _, _, length = head.lower().partition(b"content-length:")
            self.pages.add(await reader.readexactly(int(length.split()[0])))
            self.answered += 1
        writer.close()


def made(port: int) -> int:
    """How many pages the server has made of articles, by its own figures."""
    named = 'newsroom_page_cache_total{result="made",view="article"}'
    return int(figure_in(get(port, "/metrics")[1].decode(), named))


def autosaves(until: float) -> None:
    """Editors who type."""
    user = User.objects.filter(username="typist").first() or make_staff("Editor", "typist")
    article, keys = Article.objects.first(), [uuid4() for _ in range(EDITORS)]
    while time.monotonic() < until:
        for key in keys:
            about = {"article": article, "by": user, "form": {"body": ["x" * 5000]}}
            Autosave.objects.update_or_create(key=key, defaults=about | {"at": timezone.now()})
            time.sleep(2 / EDITORS)
    connections.close_all()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--connections", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--port", type=int, default=8370)
    options = parser.parse_args()
    fill()
    article = Article.objects.live(timezone.now()).in_language("kk").newest()[5]
    with running(server(options.port)):
        held = _prove(article, options)
    sys.exit(not held)


def _prove(article: Article, options: argparse.Namespace) -> bool:
    port, path = options.port, article.get_absolute_url()
    for _ in range(3):
        get(port, path)
    headline = f"Өзгерді {uuid4().hex}"
    before = made(port)
    Article.objects.filter(pk=article.pk).update(headline=headline)
    time.sleep(settings.PAGE_CACHE_DELAY_MS / 1000)
    crowd, started = Crowd(port, options.connections), time.monotonic()
    crowd.ask([path] * options.requests)
    took, renders = time.monotonic() - started, made(port) - before
    same = len(crowd.pages) == 1 and all(headline.encode() in page for page in crowd.pages)
    print(f"{options.requests} requests in {took:.1f} s, {renders} made, all the same: {same}")
    crowd.ask([f"{path}?x={number}" for number in range(2_000)])
    of_parameters = made(port) - before - renders
    print(f"2,000 parameters: {of_parameters} made")
    quiet = crowd.ask_for(path, options.seconds)
    until = time.monotonic() + options.seconds
    typing = threading.Thread(target=autosaves, args=[until])
    typing.start()
    busy = crowd.ask_for(path, options.seconds)
    typing.join()
    print(f"quiet {quiet:,.0f}, with autosaves {busy:,.0f} answers a second ({busy / quiet:.2f})")
    return renders == 1 and same and of_parameters == 0 and busy >= quiet / 2


if __name__ == "__main__":
    main()
