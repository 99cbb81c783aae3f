"""What it costs to merge a tag: seconds, queries, and how long others waited.

    bench/bench_merge.py [--articles 300 5000] [--postgresql URL]

As ``bench_desk.py`` it writes, into databases of its own: ``merge-N.sqlite3`` and
``newsroom_merge_N``.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from bench_pages import HOME, filled, postgresql_database

SIZE = 6_000  # articles of the newsroom
MEASURE = Path(__file__).with_name("measure_merge.py")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[300, 5_000])
    parser.add_argument("--postgresql", metavar="URL", default=os.environ.get("POSTGRES_URL"))
    options = parser.parse_args()
    HOME.mkdir(parents=True, exist_ok=True)
    urls = [f"sqlite:///{HOME / f'merge-{SIZE}.sqlite3'}"]
    if options.postgresql:
        urls.append(postgresql_database(options.postgresql, SIZE, "merge"))
    for url in urls:
        own = filled(url, SIZE)
        for count in options.articles:
            command = [sys.executable, str(MEASURE), str(count), str(HOME / "merge-stop")]
            subprocess.run(command, env=own, check=True)


if __name__ == "__main__":
    main()
