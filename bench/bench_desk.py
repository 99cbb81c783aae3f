"""What the desk costs, in a small newsroom and in a large one: ms of processor time, and queries.

    bench/bench_desk.py [--sizes 1000 100000] [--postgresql URL]

As ``bench_pages.py``, but it writes: into copies of that one's databases, made anew each time.
"""

import argparse
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import interleave
from bench_pages import (
    HOME,
    SIZES,
    environment,
    filled,
    manage,
    postgresql_database,
    sqlite_database,
)

ROUNDS = 25
MEASURE = Path(__file__).with_name("measure_desk.py")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--postgresql", metavar="URL", default=os.environ.get("POSTGRES_URL"))
    options = parser.parse_args()
    HOME.mkdir(parents=True, exist_ok=True)
    manage("collectstatic", "--no-input", "--verbosity=0", url="sqlite://:memory:")
    engines = {"SQLite": sqlite_copy}
    if options.postgresql:
        engines["PostgreSQL"] = lambda size: postgresql_copy(options.postgresql, size)
    for engine, copy in engines.items():
        urls = {size: environment(copy(size)) for size in options.sizes}
        interleave.report(engine, interleave.measure(MEASURE, urls, rounds=ROUNDS, warm=3))


def sqlite_copy(size: int) -> str:
    """The address of a fresh copy of the database of that size."""
    filled(sqlite_database(size), size)
    path = HOME / f"desk-{size}.sqlite3"
    for old in HOME.glob(f"{path.name}*"):
        old.unlink()
    with (
        closing(sqlite3.connect(HOME / f"{size}.sqlite3")) as source,
        closing(sqlite3.connect(path)) as copy,
    ):
        source.backup(copy)
    return f"sqlite:///{path}"


def postgresql_copy(url: str, size: int) -> str:
    """The same beside the database of ``url``."""
    source = postgresql_database(url, size)
    filled(source, size)
    return postgresql_database(url, size, "desk", copy_of=source)


if __name__ == "__main__":
    main()
