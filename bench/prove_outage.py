"""Proves what readers and editors see while the database, Redis or the worker is away.

    script/prove-outage                                   # all three
    script/prove-outage database --seconds 60

Readers ask for pages that were asked for before and for others, editors save, before something is
taken away, for so many seconds without it, and for a while after it is back. Prints a line for each
kind of request and phase, and how long after the return the last of them was not as before. Exits
with 1 where something is not as docs/operating.md promises.

The database must be a scratch one of PostgreSQL: it is migrated and filled. ``PG_CTL`` is the
command, with the folder of the data, by which it is stopped and started.
"""

import argparse
import os
import shlex
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count, cycle
from pathlib import Path
from typing import NamedTuple

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
REDIS_PORT = 8347
os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
os.environ["SITE_URL"], os.environ["ALLOWED_HOSTS"] = "http://127.0.0.1", "testserver"
os.environ["CACHE_URL"] = f"redis://127.0.0.1:{REDIS_PORT}/0"
django.setup()

from desk_writers import Site, Word, fill, wait_for_tasks  # noqa: E402
from django.db import OperationalError, connections  # noqa: E402
from django.utils import timezone  # noqa: E402
from site_processes import Times, running, server, worker  # noqa: E402

from articles.models import Article, SiteIdentity, Task  # noqa: E402
from articles.tasks import enqueue  # noqa: E402
from articles.tasks.indexing import index_articles  # noqa: E402
from tests.support.staff import form_of  # noqa: E402

BEFORE, AFTER = 10, 20  # seconds
SOON, BACK, LEASED = 1.0, 5.0, 60.0  # seconds: for a 503, for all as before, for a lost task
EDITORS = 4
OK, UNAVAILABLE = {200, 302}, 503


class Answer(NamedTuple):
    """To what kind of request, when it was asked, after how many seconds, and what it held."""

    kind: str
    asked: float
    after: float
    status: int
    is_whole: bool  # the page of an error has the newsroom's name, or what was typed


class Load:
    """Threads that ask until they are told to end."""

    def __init__(self, site: Site):
        self.site, self.answers, self._over = site, [], threading.Event()
        self.name = SiteIdentity.objects.get().name
        works = [self._kept, self._kept, self._others]
        works += [partial(self._saves, editor) for editor in range(EDITORS)]
        self._threads = [threading.Thread(target=self._run, args=[work]) for work in works]
        for thread in self._threads:
            thread.start()

    def end(self) -> list[Answer]:
        self._over.set()
        for thread in self._threads:
            thread.join()
        return sorted(self.answers, key=lambda answer: answer.asked)

    def _run(self, work: Callable[[], Iterator[float]]) -> None:
        for pause in work():
            if self._over.wait(pause):
                return

    def _note(self, kind: str, ask: Callable[[], Word], wanted: str) -> None:
        asked = time.monotonic()
        try:
            word = ask()
        except OSError as error:
            print(kind, error, file=sys.stderr)
            self.answers.append(Answer(kind, asked, time.monotonic() - asked, 0, False))
            return
        is_whole = word.status in OK or wanted in word.text
        self.answers.append(Answer(kind, asked, word.after, word.status, is_whole))

    def _kept(self) -> Iterator[float]:
        for address in cycle(("/", *self.site.pages)):
            self._note("kept", partial(self.site.ask, address), self.name)
            yield 0.02

    def _others(self) -> Iterator[float]:
        for number in count():
            address = ("/rss.xml", f"/search/?q=s{number}")[number % 2]
            self._note("other", partial(self.site.ask, address), self.name)
            yield 0.1

    def _saves(self, editor: int) -> Iterator[float]:
        key, form = self.site.articles[editor].pk, {}
        for number in count():
            with suppress(OperationalError):  # then what is typed stays on the same form
                form = form_of(Article.objects.get(pk=key), _save="1")
            lede = f"Терілген сөз {editor}-{number}"
            data, address = form | {"lede": lede}, f"/admin/articles/article/{key}/change/"
            self._note("save", partial(self.site.post, editor, address, data), lede)
            connections.close_all()
            yield 0.5


@contextmanager
def without_database() -> Iterator[None]:
    _control("stop", "--mode", "fast")
    yield
    _control("start", "--log", os.devnull)


def _control(*arguments: str) -> None:
    command = [*shlex.split(os.environ["PG_CTL"]), *arguments, "--silent", "--wait"]
    subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL)


class Process:
    """One that is killed for a while."""

    def __init__(self, begin: Callable[[], subprocess.Popen]):
        self._begin, self._process = begin, begin()

    @contextmanager
    def away(self) -> Iterator[None]:
        self._process.kill()
        self._process.wait()
        yield
        self._process = self._begin()

    def terminate(self) -> None:
        self._process.terminate()

    def wait(self) -> None:
        self._process.wait()


def redis() -> subprocess.Popen:
    command = ["redis-server", "--port", str(REDIS_PORT), "--save", "", "--bind", "127.0.0.1"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("outages", nargs="*", metavar="OUTAGE", help="database, redis, worker")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--port", type=int, default=8346)
    options = parser.parse_args()
    fill()
    store, does_tasks = Process(redis), Process(worker)
    outages = {"database": without_database, "redis": store.away, "worker": does_tasks.away}
    with running(store), running(does_tasks), running(server(options.port)):
        chosen = options.outages or outages
        held = [_prove(name, outages[name], options) for name in chosen]
    sys.exit(0 if all(held) else "not as it should be")


def _prove(name: str, outage: Callable, options: argparse.Namespace) -> bool:
    """Whether an outage is as it should be; prints the figures."""
    site = Site(options.port, 0)
    load = Load(site)
    time.sleep(BEFORE)
    if name == "worker":
        _keep_busy()
    stopping = time.monotonic()
    with outage():
        gone = time.monotonic()
        time.sleep(options.seconds)
    back = time.monotonic()
    done = wait_for_tasks() if name == "worker" else 0.0
    time.sleep(AFTER)
    answers = load.end()
    connections.close_all()  # which were cut off with the database
    phases = {
        "before": [answer for answer in answers if answer.asked + answer.after < stopping],
        "away": [answer for answer in answers if gone <= answer.asked and answer.asked < back],
        "after": [answer for answer in answers if back + BACK <= answer.asked],
    }
    for phase, found in phases.items():
        for kind in ("kept", "other", "save"):
            print(f"{name}, {phase}: {_line(kind, [a for a in found if a.kind == kind])}")
    late = [answer.asked + answer.after - back for answer in answers if answer.status not in OK]
    until = max([0.0, *late])
    print(f"{name}: as before {until:.1f} s after its return", flush=True)
    if name == "worker":
        print(f"worker: what it had left was done {done:.1f} s after its return", flush=True)
    held = (
        all(answer.status in OK for phase in ("before", "after") for answer in phases[phase])
        and all(answer.is_whole for answer in answers)
        and until <= BACK
        and done <= LEASED
        and not Task.objects.failed().exists()
    )
    if name != "database":
        return held and all(answer.status in OK for answer in answers)
    others = [answer for answer in phases["away"] if answer.kind != "kept"]
    return (
        held
        and all(answer.status in OK for answer in answers if answer.kind == "kept")
        and all(answer.status == UNAVAILABLE for answer in others)
        and all(answer.after < SOON for answer in phases["away"])
    )


def _line(kind: str, found: list[Answer]) -> str:
    if not found:
        return f"{kind}: none"
    counts = Counter(answer.status for answer in found)
    statuses = ", ".join(f"{number} x {status}" for status, number in counts.items())
    whole = "" if all(answer.is_whole for answer in found) else "; NOT WHOLE"
    return f"{kind}: {statuses}; {Times.of([answer.after for answer in found])}{whole}"


def _keep_busy() -> None:
    """Give the worker more than it can do before it is killed."""
    keys = list(Article.objects.live(timezone.now()).values_list("pk", flat=True))
    for key in keys:
        enqueue(index_articles, [key, *keys])
    connections.close_all()


if __name__ == "__main__":
    main()
