"""Proves that readers do not wait for writers, with the server and its worker; a line for each act.

    DATABASE_URL=… bench/prove_readers.py                       # all scenarios
    DATABASE_URL=… bench/prove_readers.py locks --seconds 20    # one; each phase lasts so long

locks: somebody holds the lock of all writers while 20 others save and sign in.
saves: 20 editors save without a pause.
uploads: ten editors upload photos of 12 megapixels without a pause.
reindex: the command of this name.
merge, rename: of a tag with so many --articles, while editors save.

Readers ask for the front page and for articles, first while nothing else happens, then while the
scenario is played. Their 99th percentile may double, and no page may fail: else it ends with 1.
The database must be a scratch one: it is migrated and filled. A run ends by itself, when both
phases are over and what was begun in them is done.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
os.environ["SITE_URL"], os.environ["ALLOWED_HOSTS"] = "http://127.0.0.1", "testserver"
django.setup()

from desk_writers import WRITERS, Site, Word, Writers, fill, tag_of, wait_for_tasks  # noqa: E402
from django.db import connections  # noqa: E402
from site_processes import ROOT, Readers, Times, running, server, worker  # noqa: E402

from articles.db.locks import write_transaction  # noqa: E402
from articles.models import Article, Tag, Task  # noqa: E402
from articles.models.audit import first_broken  # noqa: E402

Scenario = Callable[[Site, float], str]  # given until when, it tells what the writers were told


def locks(site: Site, until: float) -> str:
    with write_transaction():
        Article.objects.filter(pk=site.articles[-1].pk).update(source_url="")
        writers = Writers([site.save, site.sign_in] * (WRITERS // 2), until)
        time.sleep(max(until - time.monotonic(), 0))
    return writers.report()


def saves(site: Site, until: float) -> str:
    return Writers([site.save] * WRITERS, until).report()


def uploads(site: Site, until: float) -> str:
    return Writers([site.upload] * 10, until).report()


def reindex(site: Site, until: float) -> str:
    command, count = [sys.executable, "manage.py", "reindex"], 0
    while time.monotonic() < until:
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        count += 1
    return f"{count} times"


def merge(site: Site, until: float) -> str:
    tag, into = tag_of(site.tagged), tag_of(1)
    report = _tag_act(site, until, lambda: site.merge(tag, into))
    left = wait_for_tasks()
    assert not Tag.objects.filter(pk=tag.pk).exists()
    return f"{report}; merged {left:.0f} s later"


def rename(site: Site, until: float) -> str:
    tag = tag_of(site.tagged)
    return _tag_act(site, until, lambda: site.rename(tag))


def _tag_act(site: Site, until: float, act: Callable[[], Word]) -> str:
    writers = Writers([site.save] * 4, until)
    word = act()
    assert word.status in (302, 503), word
    return f"{word.status} after {word.after:.1f} s; {writers.report()}"


SCENARIOS = {
    scenario.__name__: scenario for scenario in (locks, saves, uploads, reindex, merge, rename)
}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO", help=", ".join(SCENARIOS))
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--port", type=int, default=8340)
    parser.add_argument("--articles", type=int, default=100)
    options = parser.parse_args()
    fill()
    site = Site(options.port, options.articles)
    connections.close_all()
    with running(server(site.port)), running(worker()):
        for page in ("/", *site.pages):
            site.ask(page)
        readers = Readers(site.port)
        chosen = [SCENARIOS[name] for name in options.scenarios or SCENARIOS]
        with running(readers.process):
            held = [_prove(site, readers, scenario, options.seconds) for scenario in chosen]
    assert not Task.objects.failed().exists()
    broken, count, _seal = first_broken()
    assert broken is None, broken
    print(f"the record holds ({count} acts)")
    sys.exit(0 if all(held) else "readers have waited")


def _prove(site: Site, readers: Readers, scenario: Scenario, seconds: float) -> bool:
    """Whether readers have not noticed the scenario; prints the figures."""
    idle, _, _ = _read(site, readers, seconds, lambda site, until: "")
    busy, errors, report = _read(site, readers, seconds, scenario)
    wait_for_tasks()
    told = f"readers {idle}; then {busy}, {errors} failed; {report}"
    print(f"{scenario.__name__}: {told}", flush=True)
    return not errors and busy.p99 <= 2 * idle.p99


def _read(site: Site, readers: Readers, seconds: float, play: Scenario) -> tuple[Times, int, str]:
    """How long readers waited while ``play`` went on, how many pages failed, and its report."""
    readers.begin(site.pages, seconds)
    report = play(site, time.monotonic() + seconds)
    found = readers.found()
    return Times.of(found["times"]), found["errors"], report


if __name__ == "__main__":
    main()
