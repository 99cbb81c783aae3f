"""How many kept pages a second one core sends, beside what could be had at most.

    bench/bench_kept.py [--sizes 1000 100000] [--postgresql URL] [--rounds 3] [--seconds 3]

One article, asked for by ``wrk`` on 8 connections, of each server in turn: the site; a WSGI
function that gives the same bytes from memory, by the same granian; the site with Django's cache
middleware in place of the page cache; nginx with the page in a file; Varnish before the site.
Servers are on the first core, ``wrk`` on the second; requests are counted by the processor time
that a server took, so that it matters little what else the machine is doing. The median of the
rounds counts, and its ratio to the bare function.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import kept_servers
from bench_pages import SIZES, environment, filled, postgresql_database, sqlite_database

CONNECTIONS = 8
PORTS = {"site": 8390, "bare": 8391, "django": 8392, "nginx": 8393, "varnish": 8394}
_ARTICLE = (
    "from articles.models import Article; from django.utils import timezone;"
    "print(Article.objects.live(timezone.now()).in_language('kk').newest()[5].path)"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--postgresql", metavar="URL", default=os.environ.get("POSTGRES_URL"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=3)
    options = parser.parse_args()
    engines = {"SQLite": sqlite_database}
    if options.postgresql:
        engines["PostgreSQL"] = lambda size: postgresql_database(options.postgresql, size)
    for engine, database in engines.items():
        for size in options.sizes:
            filled(database(size), size)
            measure(engine, size, database(size), options)


def measure(engine: str, size: int, url: str, options: argparse.Namespace) -> None:
    """Print a line for each kind of request."""
    os.environ.update(environment(url))
    host = urlsplit(os.environ["SITE_URL"]).netloc
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", _ARTICLE]
    done = subprocess.run(command, cwd=kept_servers.ROOT, stdout=subprocess.PIPE, check=True)
    path = done.stdout.decode().split()[-1]
    with tempfile.TemporaryDirectory() as name, kept_servers.site(PORTS["site"]) as own:
        folder = Path(name)
        folder.chmod(0o755)
        page = kept_servers.fetched(PORTS["site"], path, host)
        etag = {key.lower(): value for key, value in page.headers}["etag"]
        kinds = {
            "bare": ("bare", {}),
            "kept": ("site", {}),
            "kept, br": ("site", {"Accept-Encoding": "gzip, deflate, br"}),
            "kept, 304": ("site", {"If-None-Match": etag}),
            "kept, ?x=": ("site", {}),
            "Django's cache": ("django", {}),
            "nginx, file": ("nginx", {}),
            "Varnish": ("varnish", {}),
        }
        with kept_servers.others(folder, page, PORTS, PORTS["site"]) as processes:
            processes["site"] = own
            found = {kind: [] for kind in kinds}
            for _ in range(options.rounds):
                for kind, (server, also) in kinds.items():
                    asked = f"{path}?x=1" if kind.endswith("?x=") else path
                    headers = {"Host": host} | also
                    before = kept_servers.processor_time(processes[server])
                    count = requests(PORTS[server], asked, headers, options.seconds)
                    took = kept_servers.processor_time(processes[server]) - before
                    found[kind].append(count / took)
    best = median(found["bare"])
    print(f"\n{engine}, {size:,} articles, {len(page.body):,} bytes")
    for kind, rates in found.items():
        print(f"{kind:16}{median(rates):9,.0f} rq/s  {median(rates) / best:.2f}")


def requests(port: int, path: str, headers: dict[str, str], seconds: int) -> int:
    """How many were answered; ends where one is answered by an error."""
    named = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    options = ["-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", *named]
    command = ["taskset", "-c", "1", "wrk", *options, f"http://127.0.0.1:{port}{path}"]
    said = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode()
    if "Non-2xx" in said:
        raise SystemExit(said)
    return int(re.search(r"(\d+) requests in", said)[1])


if __name__ == "__main__":
    main()
