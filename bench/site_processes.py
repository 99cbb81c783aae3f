"""The processes of a site over the database of ``DATABASE_URL``, as an operator starts them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from time import sleep
from typing import IO, NamedTuple, TypeVar
from urllib.parse import urlsplit

from django.conf import settings

Process = TypeVar("Process")  # what has the ``terminate()`` and ``wait()`` of ``Popen``
ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def running(process: Process) -> Iterator[Process]:
    """``process`` for the block; then it is told to end."""
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def server(port: int, *arguments: str, stderr: IO | None = None) -> subprocess.Popen:
    """The web server, once it answers."""
    process = _start("-m", "newsroom.server", "--port", str(port), *arguments, stderr=stderr)
    while process.poll() is None:
        try:
            get(port, "/livez")
        except OSError:
            sleep(0.2)
        else:
            return process
    raise SystemExit("the server has ended")


def worker(stderr: IO | None = None) -> subprocess.Popen:
    """What does the background tasks, and lets the server go first."""
    streams = {"stdout": subprocess.DEVNULL, "stderr": stderr}
    return _start("manage.py", "worker", niceness=10, **streams)


class Times(NamedTuple):
    """Milliseconds in which so many answers came."""

    p50: float
    p99: float
    longest: float
    count: int

    @classmethod
    def of(cls, seconds: list[float]) -> "Times":
        ms = [1000 * one for one in sorted(seconds)]
        at = [ms[min(int(len(ms) * part), len(ms) - 1)] for part in (0.5, 0.99, 1)]
        return cls(*at, len(ms))

    def __str__(self):
        times = f"p50 {self.p50:.0f}, p99 {self.p99:.0f}, longest {self.longest:.0f} ms"
        return f"{times} ({self.count} answers)"


class Readers:
    """Two who read pages at ``port``, in a process of their own."""

    def __init__(self, port: int):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.process = _start("bench/read_pages.py", str(port), text=True, **pipes)

    def begin(self, pages: list[str], seconds: float) -> None:
        print(json.dumps({"pages": pages, "seconds": seconds}), file=self.process.stdin, flush=True)

    def found(self) -> dict:
        """Once they have ended: ``times`` of the answers in seconds, and how many ``errors``."""
        return json.loads(self.process.stdout.readline())


def _start(*command: str, niceness: int = 0, **streams: int | IO | bool | None) -> subprocess.Popen:
    own = os.environ | {"MALLOC_ARENA_MAX": "2"}
    nice = ["nice", "-n", str(niceness)] if niceness else []
    return subprocess.Popen([*nice, sys.executable, *command], cwd=ROOT, env=own, **streams)


def get(port: int, path: str) -> tuple[int, bytes]:
    """Status and page of an address of the site."""
    http = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        http.request("GET", path, headers={"Host": urlsplit(settings.SITE_URL).netloc})
        response = http.getresponse()
        return response.status, response.read()
    finally:
        http.close()


def children(process: subprocess.Popen) -> list[int]:
    """The numbers of the processes that it has started."""
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(number) for number in path.read_text().split()]


def memory(pid: int) -> dict[str, int]:
    """Kilobytes by kind (``Rss``, ``Pss``, ``Private_Dirty``, …), as Linux counts them."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    parts = (line.partition(":") for line in lines)
    return {name: int(value.split()[0]) for name, _, value in parts}


def open_files(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))
