"""How long the library of photos takes in a small newsroom and in a large one.

    DATABASE_URL=… python bench/bench_photos.py [--sizes 300 300000] [--rounds 40]

The database, an empty one at first, is filled with made-up photos (rows alone, no files) up to each
size in turn. Each line is a request of the admin's: the list and the dialog, with what was typed or
chosen; ``engine`` is the search by itself. ``p50`` and ``p95`` are milliseconds by the clock, where
another process that is busy at the time shows, ``cpu`` those of this process, where PostgreSQL does
not.
"""

import argparse
import logging
import os
import random
import statistics
import sys
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("SECRET_KEY", "benchmarks sign nothing that matters, so all may read this")
os.environ["ALLOWED_HOSTS"] = "testserver"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

import django

django.setup()

from django.contrib.auth.models import Group  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.db import statistics as of_database  # noqa: E402
from articles.demo.sentences import Writer  # noqa: E402
from articles.models import Article, Collection, Kind, Photo, PhotoUsage, PhotoWord, User  # noqa: E402
from articles.search import backends, photos  # noqa: E402
from articles.search.backends import PHOTOS  # noqa: E402

LIST, CHOOSE = "/admin/articles/photo/", "/admin/articles/photo/choose/"
SHAPES = [(1600, 1067)] * 7 + [(1067, 1600)] * 2 + [(1200, 1200)]
PLACES = "Алматы Астана Шымкент Балқаш Ақтау Түркістан Семей Орал Қостанай Тараз".split()
BATCH = 2_000
DIFFERENT = 4_000  # photos with words of their own; they are in one block of the index


def made(number, writer, now):
    dice = writer.turn_to(number)
    width, height = dice.choice(SHAPES)
    place = dice.choices(PLACES, range(len(PLACES), 0, -1))[0]
    return Photo(
        file=f"photos/2026/01/{number}.jpg",
        caption=f"{place}: {writer.headline()}",
        alt=writer.headline(),
        credit=f"Фотограф {dice.randrange(200)}",
        creator=f"Фотограф {dice.randrange(200)}",
        keywords=f"{place}, {dice.choice(PLACES)}",
        persons=f"Айгүл Сәрсенова {dice.randrange(5_000)}",
        place=place,
        width=width,
        height=height,
        taken_at=now - timedelta(minutes=dice.randrange(3_000_000)) if number % 3 else None,
    )


def fill(size):
    """Photos with texts of their own, and copies of them up to ``size``; in the index as well."""
    writer, now, first = Writer(), timezone.now(), min(size, DIFFERENT)
    if Photo.objects.count() < first:
        Photo.objects.all().delete()
        Photo.objects.bulk_create(made(number, writer, now) for number in range(1, first + 1))
        for _ in photos.write_all(Photo.objects.all(), afresh=True):
            pass
    if Photo.objects.count() < size:
        copy(size)
    use(random.Random(1))
    of_database.refresh()


def copy(size):
    """Multiply what is there, by the database itself: the same words under other keys."""
    fields = [field.column for field in Photo._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(f'"{name}"' for name in fields)
    start = Photo.objects.order_by("pk").values_list("pk", flat=True).first()
    block = f"'block' || ((photo_id + %s) / {PHOTOS.block})"
    terms = {
        "sqlite": f"{block} || substr(terms, instr(terms, ' '))",
        "postgresql": "array_to_tsvector(array_remove(tsvector_to_array(terms),"
        f" 'block{start // PHOTOS.block}') || ({block}))",
    }[connection.vendor]
    with connection.cursor() as cursor:
        for shift in range(Photo.objects.count(), size, DIFFERENT):
            cursor.execute(
                f"INSERT INTO articles_photo (id, {columns})"
                f" SELECT id + %s, {columns} FROM articles_photo WHERE id < %s",
                [shift, start + DIFFERENT],
            )
            cursor.execute(
                "INSERT INTO articles_photoentry (photo_id, terms)"
                f" SELECT photo_id + %s, {terms} FROM articles_photoentry WHERE photo_id < %s",
                [shift, shift, start + DIFFERENT],
            )
    PhotoWord.objects.update(photos=models.F("photos") * (size // DIFFERENT))
    backends.current().settle(PHOTOS)


def use(dice):
    """Each article shows a few photos; one collection has every tenth."""
    keys = list(Photo.objects.values_list("pk", flat=True))
    articles = list(Article.objects.values_list("pk", flat=True))
    shown = [PhotoUsage(article_id=a, photo_id=p) for a in articles for p in dice.sample(keys, 5)]
    PhotoUsage.objects.bulk_create(shown, BATCH, ignore_conflicts=True)
    collection, _ = Collection.objects.get_or_create(name="Сынақ")
    for first in range(0, len(keys) // 10, BATCH):
        collection.add(keys[: len(keys) // 10][first : first + BATCH], by=None, at=timezone.now())


def words():
    """Common and rare words of the photos, some as nobody writes them in a dictionary."""
    known = PhotoWord.objects.filter(word__regex="^[а-яәғқңөұүһі]{4,}$").order_by("-photos", "pk")
    known = list(known.values_list("word", flat=True))
    return known[:40], known[-40:]


def requests(dice):
    """Name, address, query for each round."""
    common, rare = words()
    key = Collection.objects.get(name="Сынақ").pk
    yield "list", LIST, [{}] * 40
    yield "list, page 5", LIST, [{"p": 4}] * 40
    yield "common word", LIST, [{"q": word} for word in common]
    yield "rare word", LIST, [{"q": word} for word in rare]
    yield "two common words", LIST, [{"q": " ".join(dice.sample(common, 2))} for _ in common]
    yield "with a slip", LIST, [{"q": word[:2] + "ж" + word[2:]} for word in common]
    yield "part of a word", LIST, [{"q": "отограф"}] * 40
    yield "dialog, common word", CHOOSE, [{"q": word} for word in common]
    yield "dialog, as it opens", CHOOSE, [{}] * 40
    yield "photographer", LIST, [{"creator": f"Фотограф {n}"} for n in range(40)]
    yield "a month", LIST, [{"day": f"202{n % 5 + 1}-0{n % 9 + 1}"} for n in range(40)]
    yield "a year", LIST, [{"day": f"202{n % 5 + 1}"} for n in range(40)]
    yield "upright", LIST, [{"shape": "portrait"}] * 40
    yield "square", LIST, [{"shape": "square"}] * 40
    yield "used", LIST, [{"used": "1"}] * 40
    yield "not used", LIST, [{"used": "0"}] * 40
    yield "drafts", LIST, [{"waiting": "draft"}] * 40
    yield "collection", LIST, [{"collection": key}] * 40
    yield "word and shape", LIST, [{"q": word, "shape": "square"} for word in common]
    yield "word and photographer", LIST, [{"q": w, "creator": "Фотограф 7"} for w in common]


def show(name, call, values):
    found = []
    for value in values:
        started, busy = time.perf_counter(), time.process_time()
        call(value)
        found.append((time.perf_counter() - started, time.process_time() - busy))
    cells = ""
    for column in zip(*found, strict=True):
        p95 = statistics.quantiles(column, n=20)[-1]
        cells += f"{statistics.median(column) * 1_000:>9.1f}{p95 * 1_000:>9.1f}"
    print(f"{name:<28}{cells}", flush=True)


def signed_in():
    editor, _ = User.objects.get_or_create(username="bench", is_staff=True)
    editor.groups.set(Group.objects.filter(name="Photo editor"))
    client = Client()
    client.force_login(editor)
    return client


def measure(size, rounds):
    fill(size)
    head = f"{connection.vendor}, {size} photos"
    print(f"\n{head:<28}   p50 ms   p95 ms  cpu p50  cpu p95")
    client = signed_in()
    common, rare = words()
    show("engine, common word", photos.matching, common[:rounds])
    show("engine, rare word", photos.matching, rare[:rounds])
    for name, address, queries in requests(random.Random(2)):
        answer = client.get(address, queries[0])
        assert answer.status_code == 200, (name, answer.status_code)
        show(name, lambda query, to=address: client.get(to, query), queries[:rounds])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[300, 300_000])
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    logging.disable(logging.WARNING)  # slow requests
    call_command("migrate", verbosity=0)
    if not Article.objects.exists():
        kind, body = Kind.objects.first(), "<p>Мәтін</p>"
        rows = [Article(headline=f"Мақала {n}", kind=kind, body=body) for n in range(2_000)]
        Article.objects.bulk_create(rows)
    for wanted in options.sizes:
        measure(wanted, options.rounds)
