"""The web server as the site runs it, over the database of the test."""

import os
import subprocess
import sys
from contextlib import contextmanager
from email.message import Message
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from tests.support.waiting import LONGEST_WAIT
from tests.support.workers import database_url, free_port

ROOT = Path(__file__).resolve().parents[2]


class Reply(NamedTuple):
    """What came back; ``headers`` ask for a name in whatever letters."""

    status: int
    headers: Message
    text: str


class Server:
    """A server at a port of its own."""

    def __init__(self, process, port):
        self.process, self.port = process, port

    def ask(self, address, *, body=None, **headers):
        """Send a request, a POST where there is a ``body``, and read the reply."""
        http = HTTPConnection("127.0.0.1", self.port, timeout=LONGEST_WAIT)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            named.setdefault("Content-Type", "application/x-www-form-urlencoded")
        try:
            http.request("GET" if body is None else "POST", address, body, named)
            reply = http.getresponse()
            return Reply(reply.status, reply.headers, reply.read().decode())
        finally:
            http.close()

    def wait(self):
        """Until it answers."""
        while self.process.poll() is None:
            try:
                return self.ask("/livez")
            except (OSError, HTTPException):
                continue
        raise AssertionError("the server has ended")

    def workers(self):
        """Numbers of its processes that answer requests."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(number) for number in path.read_text().split()]


@contextmanager
def server(**environment):
    """A server that answers."""
    port = free_port()
    process = start(port, **environment)
    try:
        found = Server(process, port)
        found.wait()
        yield found
    finally:
        process.terminate()
        process.communicate()


def start(port, **environment):
    """The process of a server that begins."""
    own = {"DJANGO_SETTINGS_MODULE": "tests.settings", "MEDIA_ROOT": str(settings.MEDIA_ROOT)}
    own |= {"DATABASE_URL": database_url(), "PYTHONUNBUFFERED": "1"} | environment
    command = [sys.executable, "-m", "newsroom.server", "--port", str(port)]
    return subprocess.Popen(
        command, cwd=ROOT, env=os.environ | own, stderr=subprocess.PIPE, text=True
    )
