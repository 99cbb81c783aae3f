"""Merges a tag that many articles bear, while another writer comes a few times a second.

Run by ``bench_merge.py`` in a database of its own. Prints a line: articles, seconds, queries, the
longest that a batch held the lock, the longest wait of the other writer.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

import django  # noqa: E402

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.models import Article, ArticleTag, AuditEntry, Tag  # noqa: E402
from articles.models.tag_merge import merge_tags  # noqa: E402

_EVERY = 0.2  # seconds between two acts of the other writer


def write_until(stop: Path) -> None:
    """The other writer: an act on record, again and again; prints its longest wait."""
    thing, longest = Tag.objects.first(), 0.0
    while not stop.exists():
        began = time.monotonic()
        with transaction.atomic():
            AuditEntry.record("change", thing, by=None, at=timezone.now())
        longest = max(longest, time.monotonic() - began)
        time.sleep(_EVERY)
    print(f"{longest:.2f}")


def tagged(count: int) -> tuple[Tag, Tag]:
    """Two tags, the first of them that of ``count`` articles, with a revision that says so."""
    gone = Tag.objects.create(name=f"Ескі тег {time.time_ns()}")
    stays = Tag.objects.create(name=f"Жаңа тег {time.time_ns()}")
    newest = Article.objects.live().order_by("-published_at", "-pk")[:count]
    ArticleTag.objects.bulk_create(
        ArticleTag(content_object=article, tag=gone, position=9, published_at=article.published_at)
        for article in newest.only("published_at")
    )
    return gone, stays


class Meter:
    """Counts the queries of a connection, and how long each of its transactions held the lock."""

    def __init__(self) -> None:
        self.queries, self.longest, self.total, self._began = 0, 0.0, 0.0, 0.0

    def __call__(self, execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        self.queries += 1
        if connection.in_atomic_block and not self._began:  # the first one of it takes the lock
            self._began = time.monotonic()
            transaction.on_commit(self._ended)
        return answer

    def _ended(self) -> None:
        held = time.monotonic() - self._began
        self.longest, self.total, self._began = max(self.longest, held), self.total + held, 0.0


def main() -> None:
    count, stop = int(sys.argv[1]), Path(sys.argv[2])
    gone, stays = tagged(count)
    stop.unlink(missing_ok=True)
    command = [sys.executable, __file__, "--write-until", str(stop)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    meter, began, worked = Meter(), time.monotonic(), time.process_time()
    with connection.execute_wrapper(meter):
        merge_tags([gone], stays, by=None, at=timezone.now())
    took, worked = time.monotonic() - began, time.process_time() - worked
    stop.touch()
    waited = writer.communicate()[0].strip()
    assert not Tag.objects.filter(pk=gone.pk).exists()
    print(
        f"{connection.vendor}: {count} articles, {took:.1f} s ({worked:.1f} s of it in Python), "
        f"{meter.queries} queries ({meter.queries / count:.1f} an article), lock held "
        f"{meter.total:.1f} s in all and {meter.longest:.2f} s at most, other writer waited "
        f"{waited} s at most"
    )


if __name__ == "__main__":
    if sys.argv[1] == "--write-until":
        write_until(Path(sys.argv[2]))
    else:
        main()
