"""How many pages of each kind one core makes in a second, in a small newsroom and in a large one.

    bench/bench_pages.py [--sizes 1000 100000] [--postgresql URL] [--rounds 10]

Fills a scratch database of each size with made-up articles (SQLite: ``var/bench/``, kept for the
next time; PostgreSQL: new databases beside the one of URL), and calls the WSGI application on each
in turn, in a process of its own. ``script/bench`` starts a PostgreSQL for it.

``rq/s`` is what a core can do that does nothing else, the database's part of the work included;
``ms`` the processor time of a page in Python, ``db`` in PostgreSQL's server; ``q`` its queries.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import interleave
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
    parser.add_argument("--rounds", type=int, default=10, help="how often each page is measured")
    options = parser.parse_args()
    HOME.mkdir(parents=True, exist_ok=True)
    manage("collectstatic", "--no-input", "--verbosity=0", url="sqlite://:memory:")
    engines = {"SQLite": sqlite_database}
    if options.postgresql:
        engines["PostgreSQL"] = lambda size: postgresql_database(options.postgresql, size)
    for engine, database in engines.items():
        urls = {size: filled(database(size), size) for size in options.sizes}
        interleave.report(engine, interleave.measure(MEASURE, urls, rounds=options.rounds, warm=1))


def filled(url: str, size: int) -> dict[str, str]:
    """The environment of the database at ``url``, with at least ``size`` articles in it."""
    manage("migrate", "--no-input", "--verbosity=0", url=url)
    manage("seed_demo", f"--articles={size}", url=url)
    return environment(url)


def sqlite_database(size: int) -> str:
    return f"sqlite:///{HOME / f'{size}.sqlite3'}"


def postgresql_database(url: str, size: int, kind: str = "bench", copy_of: str = "") -> str:
    """The address of a database for this size, made if it is not there; as a copy, made anew."""
    name = f"newsroom_{kind}_{size}"
    template = urlsplit(copy_of).path.removeprefix("/") or "template1"
    with psycopg.connect(url, autocommit=True) as connection:
        if copy_of:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname=%s", [name]).fetchone():
            names = map(sql.Identifier, (name, template))
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def manage(*arguments: str, url: str) -> None:
    print(run(ROOT / "manage.py", *arguments, url=url), end="", file=sys.stderr)


def run(script: Path, *arguments: str, url: str) -> str:
    command = [sys.executable, str(script), *arguments]
    done = subprocess.run(
        command, env=environment(url), check=True, stdout=subprocess.PIPE, cwd=ROOT
    )
    return done.stdout.decode()


def environment(url: str) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": url,
        "SECRET_KEY": "benchmarks sign nothing that matters, so all may read this",
        "SITE_URL": "http://127.0.0.1:8000",
        "STATIC_ROOT": str(HOME / "static"),
        "MEDIA_ROOT": str(HOME / "media"),
    }


if __name__ == "__main__":
    main()
