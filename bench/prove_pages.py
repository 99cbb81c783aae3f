"""Proves that kept pages are what would be made: random changes, two servers, page by page.

    DATABASE_URL=… bench/prove_pages.py                         # 20 minutes
    DATABASE_URL=… bench/prove_pages.py --seconds 120 --seed 7 --from 40   # goes on at a round

Each round changes something (``page_changes.py``), waits as long as ``PAGE_CACHE_DELAY_MS`` allows
a page to be old, and asks both servers for pages of all kinds, which they have kept; this process
makes each of them anew. The first that is not the same, byte for byte, ends it with 1. Rounds are
numbered, and the same seed gives the same rounds, of the same database. On SQLite nothing is waited
for. The database must be a scratch one: it is migrated and filled.
"""

import argparse
import os
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from random import Random

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
os.environ["SITE_URL"], os.environ["ALLOWED_HOSTS"] = "http://127.0.0.1", "testserver"
django.setup()

from desk_writers import fill  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.exceptions import ValidationError  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402
from page_changes import CHANGES  # noqa: E402
from site_processes import get, running, server  # noqa: E402

from articles.delivery import page_store, site_context  # noqa: E402
from articles.models import Article, Author, Section, Tag  # noqa: E402
from articles.views.paging import cursor_of  # noqa: E402

SAMPLE = 14  # pages that are looked at after each change
DELAY = 0.050  # seconds that a page may be older than a commit, where there is a delay at all


def addresses(random: Random) -> list[str]:
    """Some of all addresses of readers."""
    newest = list(Article.objects.filter(language="kk").exclude(slug="").order_by("-pk")[:40])
    paths = ["/", "/archive/", *(article.get_absolute_url() for article in newest)]
    for model in (Section, Tag, Author):
        subjects = [one.get_absolute_url() for one in model.objects.order_by("pk")[:20]]
        paths += [*subjects, *(f"{path}rss.xml" for path in subjects[:5])]
    scripts = [f"/{script}{path}" for script in ("latn", "arab") for path in paths]
    others = ["/rss.xml", "/atom.xml", "/feed.json", "/corrections/", "/sitemap.xml", "/ru/"]
    others += ["/news-sitemap.xml", "/sitemap-tags.xml", f"/archive/{timezone.now():%Y/%m/%d}/"]
    others += [f"/archive/?before={cursor_of(random.choice(newest))}", "/api/v1/search/?q=a"]
    return ["/", *random.sample(others, 4), *random.sample(paths + scripts, SAMPLE - 5)]


def anew(client: Client, address: str) -> tuple[int, bytes]:
    page_store.clear()
    site_context.forget()
    response = client.get(address, headers={"host": "127.0.0.1"})
    return response.status_code, response.content


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=1200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", type=int, default=0, dest="first", metavar="ROUND")
    parser.add_argument("--ports", type=int, nargs=2, default=[8360, 8361])
    options = parser.parse_args()
    fill()
    connections.close_all()
    first, second = options.ports
    with running(server(first)), running(server(second)):
        sys.exit(_prove(options.ports, options))


def _prove(ports: list[int], options: argparse.Namespace) -> int:
    until, client, done, number = time.monotonic() + options.seconds, Client(), Counter(), 0
    is_exact = connection.vendor == "sqlite" or not settings.PAGE_CACHE_DELAY_MS
    compared = 0
    for number in range(options.first, sys.maxsize):
        if time.monotonic() > until:
            break
        random = Random(f"{options.seed} {number}")
        asked = addresses(random)
        for port in ports:
            for address in asked:
                get(port, address)
        name = random.choice(list(CHANGES))
        _change(name, random, done)
        if not is_exact:
            time.sleep(DELAY)
        for address in asked:
            kept = [get(port, address) for port in ports]
            made = anew(client, address)
            if kept != [made, made] and kept != [anew(client, address)] * 2:
                print(f"round {number}, {name}: {address} is not as it would be made")
                print([(status, len(body)) for status, body in (*kept, made)])
                return 1
            compared += len(ports)
    print(f"seed {options.seed}, rounds {options.first} to {number - 1}: {compared} pages the same")
    print(", ".join(f"{name} {count}" for name, count in sorted(done.items())))
    return 0


def _change(name: str, random: Random, done: Counter) -> None:
    """What is refused, as a second retraction, is no change."""
    at = timezone.now()
    try:
        seconds = CHANGES[name](random, at) or 0
    except ValidationError:
        done["refused"] += 1
        return
    done[name] += 1
    instant = at + timedelta(seconds=seconds)
    while timezone.now() < instant:
        time.sleep(0.01)


if __name__ == "__main__":
    main()
