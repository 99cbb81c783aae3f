"""How many pages of each kind one core makes in a second, in a small newsroom and in a large one.

    bench/bench_pages.py [--sizes 1000 100000] [--postgresql URL] [--seconds 2]

Fills a scratch database of each size with made-up articles (SQLite: ``var/bench/``, kept for the
next time; PostgreSQL: new databases beside the one of URL), and calls the WSGI application on each
in a process of its own. ``script/bench`` starts a PostgreSQL for it.

``rq/s`` is what a core can do that does nothing else, the database's part of the work included;
``ms`` the processor time of a page in Python, ``db`` in PostgreSQL's server; ``q`` its queries.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "var" / "bench"
SIZES = [1_000, 100_000]
MEASURE = Path(__file__).with_name("measure_pages.py")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--postgresql", metavar="URL", default=os.environ.get("POSTGRES_URL"))
    parser.add_argument("--seconds", type=float, default=2, help="how long each page is asked for")
    options = parser.parse_args()
    HOME.mkdir(parents=True, exist_ok=True)
    manage("collectstatic", "--no-input", "--verbosity=0", url="sqlite://:memory:")
    engines = {"SQLite": sqlite_database}
    if options.postgresql:
        engines["PostgreSQL"] = lambda size: postgresql_database(options.postgresql, size)
    for engine, database in engines.items():
        results = {}
        for size in options.sizes:
            url = database(size)
            manage("migrate", "--no-input", "--verbosity=0", url=url)
            manage("seed_demo", f"--articles={size}", url=url)
            results[size] = run(MEASURE, str(options.seconds), url=url)
        report(engine, {size: json.loads(answer) for size, answer in results.items()})


def sqlite_database(size: int) -> str:
    return f"sqlite:///{HOME / f'{size}.sqlite3'}"


def postgresql_database(url: str, size: int, kind: str = "bench") -> str:
    """The address of a database for this size, made if it is not there."""
    name = f"newsroom_{kind}_{size}"
    server = dj_database_url.parse(url)
    with psycopg.connect(
        host=server["HOST"], user=server["USER"], dbname=server["NAME"], autocommit=True
    ) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname=%s", [name]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def manage(*arguments: str, url: str) -> None:
    print(run(ROOT / "manage.py", *arguments, url=url), end="", file=sys.stderr)


def run(script: Path, *arguments: str, url: str) -> str:
    environment = os.environ | {
        "DATABASE_URL": url,
        "SECRET_KEY": "bench",
        "SITE_URL": "http://127.0.0.1:8000",
        "STATIC_ROOT": str(HOME / "static"),
        "MEDIA_ROOT": str(HOME / "media"),
    }
    command = [sys.executable, str(script), *arguments]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, cwd=ROOT)
    return done.stdout.decode()


def report(engine: str, results: dict[int, dict[str, list[float]]]) -> None:
    """One line a page, and last how much more it costs at the last size than at the first."""
    sizes = list(results)
    head = "".join(f"{size:>12,} rq/s      ms     db   q" for size in sizes)
    print(f"\n{engine:<20}{head}   ratio", flush=True)
    for page in results[sizes[0]]:
        rows = [results[size][page] for size in sizes]
        cells = "".join(
            f"{1_000 / (here + there):>17.0f}{here:>8.2f}{there:>7.2f}{queries:>4}"
            for here, there, queries in rows
        )
        print(f"{page:<20}{cells}{sum(rows[-1][:2]) / sum(rows[0][:2]):>8.2f}", flush=True)


if __name__ == "__main__":
    main()
