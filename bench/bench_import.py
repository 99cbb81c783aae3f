"""How fast pages of text go in, and how fast the same pages are known again.

Includes what every publication costs: search index, sidebars of the neighbours.

    bench/bench_import.py [PAGES]

Makes PAGES (1,000) pages in a temporary folder and imports them twice into the database of
``DATABASE_URL``, which must be a scratch one, migrated.
"""

import os
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.exchange import page  # noqa: E402
from articles.exchange.importing import import_files  # noqa: E402
from articles.exchange.record import Record, RelatedEntry  # noqa: E402
from articles.models import Article  # noqa: E402
from articles.tasks import immediately  # noqa: E402

SECTIONS = "Саясат Қоғам Экономика Мәдениет Спорт Әлем Ғылым".split()
WORDS = (
    "ауыл қала мектеп министр кездесу жол су жер заң бюджет бала кітап дәрігер өнім егін порт"
    " теміржол сайлау қаулы жоба зауыт кәсіпкер жарыс чемпион театр көрме ғалым зерттеу"
).split()


def sentence(seed: int, length: int = 12) -> str:
    words = [WORDS[(seed * 7 + n * n + n * seed) % len(WORDS)] for n in range(length)]
    return " ".join(words).capitalize() + "."


def make_page(number: int, start: datetime) -> Record:
    instant = start + timedelta(minutes=37 * number)
    before = RelatedEntry(
        headline=f"{sentence(number - 1, 7)[:-1]} {number - 1}",
        moment=instant - timedelta(minutes=37),
    )
    return Record(
        headline=f"{sentence(number, 7)[:-1]} {number}",
        kind="жаңалық",
        section=SECTIONS[number % len(SECTIONS)],
        instant=instant,
        body="".join(f"<p>{sentence(number + n, 30)}</p>" for n in range(8)),
        credit=f"Фотограф {number % 20}",
        tags=(f"Тақырып {number % 97}", f"Оқиға {number % 31}"),
        authors=(f"Автор {number % 50}",),
        related=(before,) if number else (),
    )


def measure(name: str, folder: Path, pages: int) -> None:
    started, worked = time.perf_counter(), time.process_time()
    with immediately():  # as the command does
        outcomes = [result.outcome for result in import_files([folder], page, at=timezone.now())]
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    said = ", ".join(f"{outcomes.count(outcome)} {outcome}" for outcome in sorted(set(outcomes)))
    print(f"{name}: {said} in {seconds:.1f} s, {pages / seconds:.0f} pages a second", end="")
    print(f" ({1000 * work / pages:.0f} ms of processor time a page)")


def main() -> None:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    print(f"{connection.vendor} at {settings.DATABASES['default']['NAME']}", end=", ")
    print(f"{Article.objects.count()} articles before")
    start = datetime(2025, 1, 1, 8, 0, tzinfo=timezone.get_default_timezone())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(pages):
            text = page.write(make_page(number, start))
            (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")
        measure("first time", folder, pages)
        measure("again", folder, pages)


if __name__ == "__main__":
    main()
