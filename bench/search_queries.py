"""Ask the search what readers type, and count how often the article they mean is among the first.

    DATABASE_URL=… python bench/search_queries.py [--queries Q.tsv] [--first 3]

The database has the demo newsroom and made-up articles around it: ``manage.py seed_demo``, then
``manage.py seed_demo --articles 2050``. Q.tsv: query, tab, beginning of the address, tab, kind; see
``search_queries.tsv``. Of queries of the kind ``correct`` it counts those that are corrected.
"""

import argparse
import os
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("SECRET_KEY", "benchmarks sign nothing that matters, so all may read this")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

import django

django.setup()

from django.utils import timezone  # noqa: E402

from articles.search import search  # noqa: E402

HERE = Path(__file__).resolve().parent
EDITIONS = ("ru", "en")


def ask(query, kind, first):
    language = kind if kind in EDITIONS else "kk"
    return search(query, language=language, at=timezone.now(), size=first)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--queries", type=Path, default=HERE / "search_queries.tsv")
    parser.add_argument("--first", type=int, default=3)
    options = parser.parse_args()
    lines = options.queries.read_text("utf-8").splitlines()
    asked, good = Counter(), Counter()
    for line in lines:
        if not line or line.startswith("#"):
            continue
        query, address, kind = line.split("\t")
        results = ask(query, kind, options.first)
        slugs = [hit.article.slug for hit in results.hits]
        if kind == "correct":
            is_good, said = not results.suggestion, results.suggestion
        else:
            is_good, said = any(slug.startswith(address) for slug in slugs), ", ".join(slugs)
        asked[kind] += 1
        good[kind] += is_good
        if not is_good:
            print(f"{kind}: {query} -> {said}")
    for kind, total in asked.items():
        print(f"{kind:<10}{good[kind]:>4} of {total}")
    found, meant = (sum(n for k, n in c.items() if k != "correct") for c in (good, asked))
    print(f"found among the first {options.first}: {found} of {meant}, {found / meant:.1%}")
    print(f"corrected without need: {asked['correct'] - good['correct']} of {asked['correct']}")


if __name__ == "__main__":
    main()
