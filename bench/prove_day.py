"""Plays a working day in a newsroom, compressed, and proves that nothing grows or breaks.

    DATABASE_URL=… bench/prove_day.py [--hours 8] [--minutes 60]

The clock of the server, of its worker and of the desk goes so much faster that so many hours pass
in so many minutes: articles appear and are withdrawn when they are due, the nightly tasks are done.
Ten editors write, autosave, save, publish at once and later, amend; one of them uploads photos, the
chief editor arranges the front page and merges tags; readers go through pages and search.

Prints memory and open files of the process that answers and of the worker by sixths of the day,
what was asked and how it ended. Exits with 1 where the last third of the day holds more than a
tenth above the second (and more than a few), where a request failed, the record of acts is not
whole, or ``check_content`` has findings that it had not before. The database must be a scratch one:
it is migrated and filled.
"""

import argparse
import os
import subprocess
import sys
import time
from collections import Counter, defaultdict
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import mean

BENCH = Path(__file__).resolve().parent


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--hours", type=float, default=8)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--port", type=int, default=8348)
    return parser.parse_args()


options = _options()
sys.path.insert(0, str(BENCH.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "day_settings"
os.environ["PYTHONPATH"] = str(BENCH)
os.environ["SITE_URL"], os.environ["ALLOWED_HOSTS"] = "http://127.0.0.1", "testserver"
began = datetime.now(UTC)
os.environ["CLOCK_BEGAN"] = began.isoformat()
evening = began.replace(hour=16, minute=0) + timedelta(days=1)  # then the night comes
os.environ["CLOCK_AT"] = evening.isoformat()
os.environ["CLOCK_SPEED"] = str(options.hours * 60 / options.minutes)

import django  # noqa: E402

django.setup()

from day_staff import Day  # noqa: E402
from desk_writers import fill, wait_for_tasks  # noqa: E402
from django.db import connections  # noqa: E402
from django.utils import timezone  # noqa: E402
from site_processes import (  # noqa: E402
    ROOT,
    Readers,
    Times,
    children,
    memory,
    open_files,
    running,
    server,
    worker,
)

from articles.models import Article, Task  # noqa: E402
from articles.models.audit import first_broken  # noqa: E402

PARTS, SAMPLES = 6, 10  # of the day, and of each of them
FLAT, A_FEW = 1.1, 5
FORMS = {"add", "save", "publish", "amend", "merge"}
Figures = dict[str, list[int]]  # what is measured, and how much of it there was at each instant


def main() -> None:
    fill()
    before = findings()
    log = (ROOT / "var" / "bench" / "day.log").open("w")
    with ExitStack() as stack:
        site = stack.enter_context(running(server(options.port, stderr=log)))
        tasks = stack.enter_context(running(worker(stderr=log)))
        readers = Readers(options.port)
        stack.enter_context(running(readers.process))
        day = Day(options.port, timedelta(hours=options.hours), options.minutes * 60)
        live = Article.objects.live(timezone.now()).in_language("kk").newest()[:2_000]
        readers.begin([article.path for article in live], day.seconds)
        connections.close_all()
        figures = sample(site, tasks, day)
        day.end()
        read = readers.found()
        wait_for_tasks()
    held = [
        report_figures(figures),
        report_requests(day.statuses),
        report_readers(read),
        report_content(findings() - before),
        report_log(Path(log.name).read_text()),
    ]
    sys.exit(0 if all(held) else "not as it should be")


def sample(site: subprocess.Popen, tasks: subprocess.Popen, day: Day) -> Figures:
    """Look at the processes all day long."""
    found: Figures = defaultdict(list)
    for number in range(1, PARTS * SAMPLES + 1):
        due = day.began + day.seconds * number / (PARTS * SAMPLES)
        time.sleep(max(0.0, due - time.monotonic()))
        [answering] = children(site)
        for name, pid in (("server", answering), ("worker", tasks.pid)):
            found[f"{name}, MB"].append(memory(pid)["Rss"] // 1024)
            found[f"{name}, open files"].append(open_files(pid))
        if number % SAMPLES == 0:
            told = ", ".join(f"{name} {values[-1]}" for name, values in found.items())
            print(f"{timezone.localtime():%H:%M} {told}", file=sys.stderr, flush=True)
    return found


def findings() -> set[str]:
    """What ``check_content`` finds."""
    command = [sys.executable, "manage.py", "check_content", "--format", "jsonl"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    return set(done.stdout.splitlines())


def report_figures(figures: Figures) -> bool:
    """Whether nothing has grown in the last third of the day."""
    held = True
    for name, values in figures.items():
        parts = [mean(values[at : at + SAMPLES]) for at in range(0, len(values), SAMPLES)]
        second, third = mean(parts[2:4]), mean(parts[4:])
        # SQLite closes a file later where another thread has a lock on it.
        grown = third > max(FLAT * second, second + A_FEW)
        held = held and not grown
        told = " ".join(f"{part:6.0f}" for part in parts)
        print(f"{name:<22}{told}{'  GROWS' if grown else ''}")
    return held


def report_requests(statuses: dict[str, Counter]) -> bool:
    """Whether every act ended as it may: done, or to be tried again."""
    held = True
    for act, counts in sorted(statuses.items()):
        told = ", ".join(f"{number} x {status}" for status, number in counts.items())
        is_fine = counts.keys() <= ({302, 503} if act in FORMS else {200, 201, 302, 503})
        held = held and is_fine
        print(f"{act:<22}{told}{'' if is_fine else '  WRONG'}")
    return held


def report_readers(read: dict) -> bool:
    print(f"readers: {Times.of(read['times'])}, {read['errors']} failed")
    return not read["errors"]


def report_content(found: set[str]) -> bool:
    broken, count, _seal = first_broken()
    failed = Task.objects.failed().count()
    done = Task.objects.finished().count()
    print(
        f"the record {'is broken' if broken else 'holds'} ({count} acts); {done} tasks, {failed}"
        f" failed; check_content finds {len(found)}"
    )
    print(*sorted(found)[:10], sep="\n")
    return not broken and not failed and not found


def report_log(text: str) -> bool:
    """Whether the log has no error but those of who was to try again."""
    lines = [line for line in text.splitlines() if "[error" in line]
    wrong = [line for line in lines if "status_code=503" not in line]
    print(f"log: {len(lines)} errors, {len(wrong)} of them no 503")
    print(*wrong[:5], sep="\n")
    return not wrong and "Traceback" not in text


if __name__ == "__main__":
    main()
