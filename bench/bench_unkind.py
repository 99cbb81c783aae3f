"""The slowest answers to 10 KB of anything, by function and by address: ms of processor time.

    DATABASE_URL=… bench/bench_unkind.py [--inputs 300]

The database must have articles: take one that ``bench_pages.py`` has filled. Inputs are of single
characters, of words, of markup and quotes, of several scripts, and of all that mixed; what is
slowest is tried again, and the quicker try counts.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from urllib.parse import quote

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from measure_pages import get  # noqa: E402

from articles import kazakh  # noqa: E402
from articles.models import SearchWord  # noqa: E402
from articles.search import matching  # noqa: E402

SIZE = 10_000  # bytes
CHARACTERS = "аәбқңһйиіІюяaZzıñüşьъ ەپءُ0129²½.,;:!?-–—'’\"“«»()<>&/@#_=+*%~\u0301\u200d\xad\n\t😀אָ"
PIECES = [
    *("<b>", "</b>", "<!--", "-->", "<a href='", "<span lang='ru'>", "&nbsp;", "&#1178;", "&lt;"),
    *("https://", "www.", "user@", ".kz", "#Тақырып", "«", "»", '"', "“", " - ", " -", "’", "т.б."),
    *("қазақстандықтардың", "мемлекеттікшілдендіру", "Хаменеидің", "СІМ", "USA", "Zakon.kz"),
    *("2026 жылғы 3 наурыз", "13:19, Бүгін", "қазақстан", "tülkı", "قازاقستان", "бизнес-жоспар"),
]


def inputs(count: int) -> Iterator[str]:
    """First each character and each piece over and over, then mixtures."""
    for piece in [*CHARACTERS, *PIECES]:
        yield piece
        yield f"{piece} "
        yield f"{piece}а"
    random = Random(1)
    words = list(SearchWord.objects.order_by("-articles").values_list("shown", flat=True)[:2_000])
    for _ in range(count):
        among = random.choice([CHARACTERS, PIECES, words, [*PIECES, *CHARACTERS, *words[:50]]])
        glue = random.choice(["", "", " ", "-", "'", "\n"])
        pieces = (random.choice(among) for _ in range(random.choice([3, 30, 3_000])))
        yield glue.join(pieces)


def filled(text: str) -> str:
    """``text`` again and again, 10 KB of it."""
    text = (text * (SIZE // len(text.encode()) + 1)).encode()[:SIZE]
    return text.decode(errors="ignore")


def functions() -> dict[str, Callable[[str], object]]:
    """What takes a text, by its name."""
    names = "lemma slug collation_key hyphenate typography detect_script to_arabic to_cyrillic"
    found = {name: getattr(kazakh, name) for name in names.split()}
    found["terms"] = lambda text: list(kazakh.terms(text))
    for standard in ("2018", "2019", "2021"):
        found[f"to_latin {standard}"] = partial(kazakh.to_latin, standard=standard)
    found["the desk's search"] = matching
    for path in ("/search/", "/latn/search/", "/api/v1/search/", "/api/v1/suggestions/"):
        found[path] = lambda text, path=path: get(f"{path}?q={quote(text)}")
    return found


def cost(act: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    act(text)
    return (time.process_time() - started) * 1_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--inputs", type=int, default=300, help="how many mixtures")
    options = parser.parse_args()
    texts = [filled(text) for text in inputs(options.inputs)]
    for name, act in functions().items():
        act("жаңалық")
        costs = sorted(((cost(act, text), text) for text in texts), reverse=True)[:5]
        worst, text = max((min(first, cost(act, text)), text) for first, text in costs)
        print(f"{name:<24}{worst:8.1f} ms, of {text[:30]!r}", flush=True)


if __name__ == "__main__":
    main()
