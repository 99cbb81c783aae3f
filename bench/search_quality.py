"""Ask the real search about documents whose answers are known, and write down what it finds.

    python bench/search_quality.py --documents D.jsonl --queries Q.tsv
        [--run RUN.tsv] [--postgresql URL]

D.jsonl: ``id``, ``title``, ``text`` a line. Q.tsv: query id, tab, query. The run: query id, rank
from 1, document id. The documents go through the real index into a scratch database.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
FOUND = 10


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument(
        "--run", type=Path, help="where to write the run; standard output if not given"
    )
    parser.add_argument(
        "--postgresql", metavar="URL", help="a server to make the scratch database on"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = options.postgresql or f"sqlite:///{folder}/quality.sqlite3"
        os.environ.setdefault(
            "SECRET_KEY", "benchmarks sign nothing that matters, so all may read this"
        )
        os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
        measure(options, folder)


def measure(options, folder):
    import django  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    django.setup()
    connection.settings_dict["TEST"]["NAME"] = (
        f"{folder}/scratch" if connection.vendor == "sqlite" else "quality_scratch"
    )
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        lines = list(run(options))
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["TEST"]["NAME"], verbosity=0)
    text = "".join(lines)
    options.run.write_text(text, encoding="utf-8") if options.run else sys.stdout.write(text)


def run(options):
    from django.utils import timezone  # noqa: PLC0415

    from articles.search import search  # noqa: PLC0415

    now = timezone.now()
    names = feed(options.documents, now)
    started = time.perf_counter()
    queries = [line.split("\t", 1) for line in options.queries.read_text("utf-8").splitlines()]
    for number, query in queries:
        hits = search(query, language="kk", at=now, size=FOUND).hits
        for rank, hit in enumerate(hits, 1):
            yield f"{number}\t{rank}\t{names[hit.article.pk]}\n"
    each = (time.perf_counter() - started) / max(1, len(queries))
    print(
        f"{len(names)} documents, {len(queries)} queries, {each * 1000:.0f} ms each",
        file=sys.stderr,
    )


def feed(path, now):
    """Publish the documents; gives their names by key."""
    from articles.models import Article, Kind, Section  # noqa: PLC0415
    from articles.models.workflow.transitions import Status  # noqa: PLC0415
    from articles.search.index import write_all  # noqa: PLC0415

    section, kind = Section.objects.create(name="Сынақ", slug="synaq"), Kind.objects.first()
    documents = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    articles = [
        Article(
            pk=number,
            headline=document["title"][:200],
            body=document["text"],
            section=section,
            kind=kind,
            slug="x",
            status=Status.PUBLISHED,
            published_at=now,
        )
        for number, document in enumerate(documents, 1)
    ]
    Article.objects.bulk_create(articles, 500)
    for _ in write_all(Article.objects.all(), afresh=True):
        pass
    return {
        article.pk: document["id"] for article, document in zip(articles, documents, strict=True)
    }


if __name__ == "__main__":
    main()
