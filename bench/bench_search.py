"""How long search takes in a small newsroom and in a large one, on the database of DATABASE_URL.

    DATABASE_URL=… python bench/bench_search.py [--sizes 1000 100000] [--rounds 40]

The database is filled with made-up articles up to each size in turn: take an empty one, or one that
``bench_pages.py`` has filled. ``p50`` and ``p95`` are milliseconds by the clock, where another
process that is busy at the time shows, ``cpu`` those of this process, where PostgreSQL does not.
"""

import argparse
import os
import random
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("SECRET_KEY", "benchmarks sign nothing that matters, so all may read this")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.models import Article, SearchWord  # noqa: E402
from articles.search import index, search, suggest  # noqa: E402


def queries():
    """Words of each sort that the articles have: names of the sort, texts to search for."""
    words = SearchWord.objects.filter(word__regex="^[а-яәғқңөұүһі]{4,}$").order_by(
        "-articles", "pk"
    )
    words = list(words.values_list("word", flat=True))
    common, rare = words[:40], words[-40:]
    dice = random.Random(1)
    yield "common word", common
    yield "rare word", rare
    yield "two common words", [" ".join(dice.sample(common, 2)) for _ in common]
    yield "common and rare", [" ".join(pair) for pair in zip(common, rare, strict=False)]
    yield "six words", [" ".join(dice.sample(words[:400], 6)) for _ in common]
    yield "with a slip", [word[:2] + "ж" + word[2:] for word in words[40:80]]


def times(call, values):
    """Milliseconds by the clock, and of this process."""
    found = []
    for value in values:
        started, busy = time.perf_counter(), time.process_time()
        call(value)
        found.append((time.perf_counter() - started, time.process_time() - busy))
    return [[one * 1_000 for one in column] for column in zip(*found, strict=True)]


def show(name, found):
    cells = ""
    for column in found:
        p95 = statistics.quantiles(column, n=20)[-1]
        cells += f"{statistics.median(column):>9.1f}{p95:>9.1f}"
    print(f"{name:<28}{len(found[0]):>5}{cells}", flush=True)


def rewrite(pk):
    with transaction.atomic():
        index.write([Article.objects.get(pk=pk)])


def measure(size, rounds):
    call_command("seed_demo", articles=size, verbosity=0)
    started, entered = time.perf_counter(), 0
    for count in index.write_all(Article.objects.all(), afresh=True):
        entered += count
    rebuilt = entered / (time.perf_counter() - started)
    head = f"{connection.vendor}, {size} articles"
    print(f"\n{head:<32}n   p50 ms   p95 ms  cpu p50  cpu p95")
    for name, texts in queries():
        show(
            name, times(lambda text: search(text, language="kk", at=timezone.now()), texts[:rounds])
        )
    starts = [text[:3] for text in next(queries())[1]]
    show("suggestions", times(lambda text: suggest(text, language="kk", at=timezone.now()), starts))
    keys = list(Article.objects.order_by("-pk").values_list("pk", flat=True)[:rounds])
    show("indexing one article", times(rewrite, keys))
    print(f"{'rebuild, articles/s':<28}{'':>5}{rebuilt:>9.0f}", flush=True)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    for size in options.sizes:
        measure(size, options.rounds)


if __name__ == "__main__":
    main()
