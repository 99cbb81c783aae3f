"""Workers of the site: processes of their own over the database of the test, all with one clock."""

import os
import socket
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from tests.support.crawl import Answer

ROOT = Path(__file__).resolve().parents[2]


class Worker:
    """A granian with one thread; ``ask`` is as ``crawl.ask``, of this worker."""

    def __init__(self, process, port):
        self.process, self.port = process, port

    def ask(self, address):
        http = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            http.request("GET", address, headers={"Host": "testserver"})
            response = http.getresponse()
            kind, place = (response.getheader(name, "") for name in ("Content-Type", "Location"))
            return Answer(response.status, kind, place, response.read())
        finally:
            http.close()

    def wait(self):
        """Until it answers; a worker that has ended never will."""
        while True:
            assert self.process.poll() is None, "the worker has ended"
            try:
                return self.ask("/livez")
            except ConnectionError:
                continue


@contextmanager
def workers(count, clock):
    """So many of them, whose clock stands at the instant that the file ``clock`` says."""
    with ExitStack() as stack:
        started = [stack.enter_context(_worker(clock)) for _ in range(count)]
        for worker in started:
            worker.wait()
        yield started


@contextmanager
def _worker(clock):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--no-ws", "--workers", "1", "--blocking-threads", "1"]
    command += ["--log-level", "warning", "tests.support.clocked:application"]
    own = {"DATABASE_URL": database_url(), "MEDIA_ROOT": str(settings.MEDIA_ROOT)}
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | own | {"CLOCK": str(clock)})
    try:
        yield Worker(process, port)
    finally:
        process.terminate()
        process.wait()


def database_url():
    """Of the database that the test has, as ``DATABASE_URL`` says it."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
