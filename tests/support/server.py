"""A server of the site as an operator starts one: granian in a process of its own, and its log."""

import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Answer(NamedTuple):
    """What came back; ``headers`` ask for a name in whatever letters."""

    status: int
    headers: dict
    text: str


class Server:
    """Ask it; ``log`` has what it wrote."""

    def __init__(self, process, port, folder):
        self.process, self.port, self.folder = process, port, folder

    def ask(self, address, **headers):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request("GET", address, headers={"Host": "testserver"} | named)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read().decode())
        finally:
            connection.close()

    def log(self):
        """What is on standard output, and what on standard error.

        Without the note that a worker took long to end, as on a machine with much else to do.
        """
        return tuple(
            "".join(
                line
                for line in (self.folder / name).read_text().splitlines(keepends=True)
                if "refused to gracefully stop" not in line
            )
            for name in ("out", "err")
        )

    def wait(self):
        """Until it answers; one that has ended never will."""
        while self.process.poll() is None:
            try:
                return self.ask("/livez")
            except ConnectionError:
                continue
        raise AssertionError(self.log())


@contextmanager
def running(folder, application="tests.support.failing:application", workers=1, **environment):
    """A server that is there for the block, with this environment."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--no-ws", "--workers", str(workers)]
    command += ["--blocking-threads", "2", "--log-level", "warning"]
    command += ["--workers-kill-timeout", "5", application]  # one that is told to end as it starts
    with (folder / "out").open("w") as out, (folder / "err").open("w") as err:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | environment, stdout=out, stderr=err
        )
        try:
            server = Server(process, port, folder)
            server.wait()
            yield server
        finally:
            process.terminate()
            process.wait()
