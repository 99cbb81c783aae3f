"""What it costs to find related articles when one goes live, in a small newsroom and a large one.

    bench/bench_related.py [--sizes 1000 100000] [--postgresql URL] [--articles 60]

Uses the scratch databases of ``bench_pages.py``. Each measured article is written anew as at its
publication: its key terms and simhash, its own list and those of its neighbours; then taken back.
Milliseconds of processor time: the median, and 95 of a hundred are below, in Python, the mean in
PostgreSQL's server (``db``); ``q`` the queries of the last.
"""

import argparse
import json
import os
from pathlib import Path

from bench_pages import HOME, SIZES, manage, postgresql_database, run, sqlite_database

MEASURE = Path(__file__).with_name("measure_related.py")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--postgresql", metavar="URL", default=os.environ.get("POSTGRES_URL"))
    parser.add_argument("--articles", type=int, default=60, help="how many are measured")
    options = parser.parse_args()
    HOME.mkdir(parents=True, exist_ok=True)
    engines = {"SQLite": sqlite_database}
    if options.postgresql:
        engines["PostgreSQL"] = lambda size: postgresql_database(options.postgresql, size)
    print(f"{'':<12}{'articles':>10}{'median ms':>11}{'95 % ms':>9}{'db':>7}{'q':>4}")
    for engine, database in engines.items():
        for size in options.sizes:
            url = database(size)
            manage("migrate", "--no-input", "--verbosity=0", url=url)
            manage("seed_demo", f"--articles={size}", url=url)
            middle, high, there, queries = json.loads(run(MEASURE, str(options.articles), url=url))
            row = f"{engine:<12}{size:>10,}{middle:>11.1f}{high:>9.1f}{there:>7.1f}{queries:>4}"
            print(row, flush=True)


if __name__ == "__main__":
    main()
