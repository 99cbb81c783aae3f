"""What each compiled query gains over its plain queryset, as a table in Markdown.

    bench/bench_compiled_queries.py [--size 1000] [--postgresql URL]

Milliseconds of processor time, the database's part included: of a reader's page made anew (bold),
of a kept page that is proven, and of each query as often as the page asks it. Scratch databases as
of ``bench_pages.py``. What is compiled here and gains neither a twentieth of its page nor a tenth
of a millisecond should be a plain queryset again.
"""

import argparse
import json
import os
from pathlib import Path

from bench_pages import HOME, filled, manage, postgresql_database, run, sqlite_database

MEASURE = Path(__file__).with_name("measure_compiled_queries.py")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=1_000)
    parser.add_argument("--postgresql", metavar="URL", default=os.environ.get("POSTGRES_URL"))
    options = parser.parse_args()
    HOME.mkdir(parents=True, exist_ok=True)
    manage("collectstatic", "--no-input", "--verbosity=0", url="sqlite://:memory:")
    urls = {"SQLite": sqlite_database(options.size)}
    if options.postgresql:
        urls["PostgreSQL"] = postgresql_database(options.postgresql, options.size)
    report({engine: measured(url, options.size) for engine, url in urls.items()})


def measured(url: str, size: int) -> list[dict]:
    filled(url, size)
    return json.loads(run(MEASURE, url=url))


def report(results: dict[str, list[dict]]) -> None:
    """A line for each page and query; ``results`` have the same of them for each engine."""
    kinds = [f"{engine}, {kind}" for engine in results for kind in ("compiled", "plain", "gain")]
    print("|".join(["", "page", "query", *kinds, ""]))
    print("|".join(["", "---", "---", *["--:"] * len(kinds), ""]))
    for rows in zip(*results.values(), strict=True):
        page = f"**{rows[0]['what']}**" if not rows[0]["query"] else ""
        cells = (
            f"{ms:.2f}"
            for row in rows
            for ms in (row["compiled"], row["plain"], row["plain"] - row["compiled"])
        )
        print("|".join(["", page, rows[0]["query"], *cells, ""]))


if __name__ == "__main__":
    main()
