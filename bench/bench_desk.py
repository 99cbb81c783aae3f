"""What the desk costs, in a small newsroom and in a large one: ms of processor time, and queries.

    bench/bench_desk.py [--sizes 1000 100000] [--postgresql URL]

As ``bench_pages.py``, but it writes: into databases of its own, ``desk-N.sqlite3`` and
``newsroom_desk_N``.
"""

import argparse
import json
import os
from pathlib import Path

from bench_pages import HOME, SIZES, manage, postgresql_database, run

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
        results = {}
        for size in options.sizes:
            url = database(size)
            manage("migrate", "--no-input", "--verbosity=0", url=url)
            manage("seed_demo", f"--articles={size}", url=url)
            results[size] = json.loads(run(MEASURE, url=url))
        report(engine, results)


def report(engine: str, results: dict[int, dict[str, list[float]]]) -> None:
    """One line for each thing that is done, and last how much more it costs at the last size."""
    sizes = list(results)
    head = "".join(f"{size:>12,} ms      db   q" for size in sizes)
    print(f"\n{engine:<20}{head}   ratio", flush=True)
    for name in results[sizes[0]]:
        rows = [results[size][name] for size in sizes]
        cells = "".join(f"{here:>15.1f}{there:>8.1f}{queries:>4}" for here, there, queries in rows)
        print(f"{name:<20}{cells}{sum(rows[-1][:2]) / sum(rows[0][:2]):>8.2f}", flush=True)


if __name__ == "__main__":
    main()
