"""What stands beside the articles of the demo newsroom, against the judgements of a reader.

    bench/sidebars.py [--write]

Reads the database of ``DATABASE_URL``, where ``seed_demo`` has loaded the newsroom, and
``bench/sidebars.tsv``: each entry that readers see beside a Kazakh article, judged by hand by the
rule at the head of that file. Prints how many entries are right, marginal and wrong, of every
second article (on which the weights were tuned) and of the others, and which nobody has judged.
``--write`` adds these to the file, with «?», for a reader to judge.
"""

import argparse
import os
import sys
from collections import Counter, defaultdict
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from articles import related  # noqa: E402
from articles.demo import texts  # noqa: E402
from articles.models import Article  # noqa: E402

JUDGED = Path(__file__).with_name("sidebars.tsv")
TUNED, HELD = "tuned on", "held out"


def shown() -> dict[str, list[tuple[str, str]]]:
    """By the key of each live Kazakh story, the keys of those beside it, and who put them there."""
    at, keys = timezone.now(), {story.get("headline"): story.key for story in texts.stories()}
    found = {}
    for article in Article.objects.live(at).in_language("kk").order_by("pk"):
        if article.headline not in keys:
            continue
        picks = set(article.picks.values_list("related_id", flat=True))
        cards = related.cards(article, at=at)
        beside = [cards[key] for key in article.sidebar if key in cards][: related.SHOWN]
        found[keys[article.headline]] = [
            (keys.get(card.headline, card.headline), "pick" if card.pk in picks else "found")
            for card in beside
        ]
    return found


def judgements() -> dict[tuple[str, str], str]:
    """What was said of each entry, by the keys of the article and of what stands beside it."""
    lines = JUDGED.read_text(encoding="utf-8").splitlines() if JUDGED.exists() else []
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {(row[0], row[1]): row[3] for row in rows}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="add what is not judged to the file")
    options = parser.parse_args()
    judged, beside = judgements(), shown()
    counts: dict[str, Counter] = defaultdict(Counter)
    missing = []
    for number, (key, entries) in enumerate(beside.items()):
        half = HELD if number % 2 else TUNED
        counts[half]["sidebars"] += 1
        for other, who in entries or [("–", "empty")]:
            judgement = judged.get((key, other), "?")
            counts[half][f"{who} {judgement}"] += 1
            if judgement == "?":
                missing.append(f"{key}\t{other}\t{who}\t?\t")
    for half in (TUNED, HELD):
        print(f"{half}: " + ", ".join(f"{name} {n}" for name, n in sorted(counts[half].items())))
    print("\n".join(["not judged:", *missing]) if missing else "all are judged")
    if options.write:
        with JUDGED.open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in missing)


if __name__ == "__main__":
    main()
