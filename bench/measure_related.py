"""Measures finding related articles in one database for ``bench_related.py``, in this process.

Prints JSON: [median ms, 95th percentile in ms, ms in the database's server, queries]. Time is that
of processors: with nothing else to do, the machine needs little more.
"""

import json
import os
import sys
import time
from pathlib import Path
from random import Random
from statistics import median, quantiles

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles import related  # noqa: E402
from articles.models import Article  # noqa: E402
from bench.measure_pages import server_time  # noqa: E402

WARMING = 5  # articles that fill memories, and do not count


def measure(count: int) -> tuple[float, float, float, int]:
    """Write ``count`` articles of all times anew, each as when it went live, and take it back."""
    live = Article.objects.live(timezone.now())
    keys = Random(1).sample(list(live.values_list("pk", flat=True)), count + WARMING)
    times, queries, before = [], [], server_time()
    for article in [Article.objects.get(pk=key) for key in keys]:
        queries.clear()
        with transaction.atomic():
            with connection.execute_wrapper(lambda run, *args: queries.append(1) or run(*args)):
                started = time.process_time()
                related.enter([article])
                related.refresh(article, at=timezone.now())
                related.refresh_neighbours(article, at=timezone.now())
                times.append((time.process_time() - started) * 1_000)
            transaction.set_rollback(True)
    there = (server_time() - before) / len(times) * 1_000
    times = times[WARMING:]
    return median(times), quantiles(times, n=20)[-1], there, len(queries)


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
