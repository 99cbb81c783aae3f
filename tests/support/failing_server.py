"""A server of the site some of whose addresses fail, and its log."""

import os
import subprocess
import sys
from contextlib import contextmanager

from tests.support.servers import ROOT, Server
from tests.support.workers import free_port


class FailingServer(Server):
    """Ask it; ``log`` has what it wrote into ``folder``."""

    def __init__(self, process, port, folder):
        super().__init__(process, port)
        self.folder = folder

    def ask(self, address, **headers):
        return super().ask(address, **{"Host": "testserver"} | headers)

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


@contextmanager
def running(folder, application="tests.support.failing:application", workers=1, **environment):
    """A server that is there for the block, with this environment."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--no-ws", "--workers", str(workers)]
    command += ["--blocking-threads", "2", "--log-level", "warning"]
    command += ["--workers-kill-timeout", "5", application]  # one that is told to end as it starts
    with (folder / "out").open("w") as out, (folder / "err").open("w") as err:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | environment, stdout=out, stderr=err
        )
        try:
            server = FailingServer(process, port, folder)
            server.wait()
            yield server
        finally:
            process.terminate()
            process.wait()
