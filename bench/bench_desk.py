"""What the desk costs, in a small newsroom and in a large one: ms of processor time, and queries.

    bench/bench_desk.py [--sizes 1000 100000] [--postgresql URL]

As ``bench_pages.py``, but it writes: into databases of its own, ``desk-N.sqlite3`` and
``newsroom_desk_N``.
"""

import argparse
import os
from pathlib import Path

import interleave
from bench_pages import HOME, SIZES, filled, manage, postgresql_database

ROUNDS = 25
MEASURE = Path(__file__).with_name("measure_desk.py")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--postgresql", metavar="URL", default=os.environ.get("POSTGRES_URL"))
    options = parser.parse_args()
    HOME.mkdir(parents=True, exist_ok=True)
    manage("collectstatic", "--no-input", "--verbosity=0", url="sqlite://:memory:")
    engines = {"SQLite": lambda size: f"sqlite:///{HOME / f'desk-{size}.sqlite3'}"}
    if options.postgresql:
        engines["PostgreSQL"] = lambda size: postgresql_database(options.postgresql, size, "desk")
    for engine, database in engines.items():
        urls = {size: filled(database(size), size) for size in options.sizes}
        interleave.report(engine, interleave.measure(MEASURE, urls, rounds=ROUNDS, warm=3))


if __name__ == "__main__":
    main()
