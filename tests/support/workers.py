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
from tests.support.waiting import LONGEST_WAIT

ROOT = Path(__file__).resolve().parents[2]


class Worker:
    """A granian with one thread; ``ask`` is as ``crawl.ask``, of this worker."""

    def __init__(self, process, port):
        self.process, self.port = process, port

    def ask(self, address):
        response, body = self.send("GET", address)
        kind, place = (response.getheader(name, "") for name in ("Content-Type", "Location"))
        return Answer(response.status, kind, place, body)

    def send(self, method, address, body=None, **headers):
        """The response, and its body."""
        http = HTTPConnection("127.0.0.1", self.port, timeout=LONGEST_WAIT)
        try:
            http.request(method, address, body, {"Host": "testserver"} | headers)
            response = http.getresponse()
            return response, response.read()
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
def workers(count, clock, *, url=None, log=None):
    """So many of them, whose clock stands at the instant that the file ``clock`` says.

    They reach the database by ``url``, and write what they have to say into the file ``log``.
    """
    with ExitStack() as stack:
        file = stack.enter_context(log.open("w")) if log else None
        started = [stack.enter_context(_worker(clock, url, file)) for _ in range(count)]
        for worker in started:
            worker.wait()
        yield started


@contextmanager
def _worker(clock, url, log):
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--no-ws", "--workers", "1", "--blocking-threads", "1"]
    command += ["--log-level", "warning", "tests.support.clocked:application"]
    own = {"DATABASE_URL": url or database_url(), "MEDIA_ROOT": str(settings.MEDIA_ROOT)}
    own |= {"CLOCK": str(clock)}
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | own, stdout=log, stderr=log)
    try:
        yield Worker(process, port)
    finally:
        process.terminate()
        process.wait()


def free_port():
    """A port where nobody serves."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def database_url(host=None):
    """Of the database that the test has, as ``DATABASE_URL`` says it; by ``host`` and port."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    url = urlsplit(os.environ["DATABASE_URL"])
    if host:
        url = url._replace(netloc=f"{url.netloc.rpartition('@')[0]}@{host}")
    return url._replace(path=f"/{name}").geturl()
