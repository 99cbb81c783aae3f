"""The web server: ``python -m newsroom.server --port 8000 --workers 2``.

granian, with the threads of ``newsroom.threads``. A worker that dies is replaced, however many do;
an environment with a fault, or a port that is taken, is one line and exit code 1.
"""

import argparse
import errno
import socket
import subprocess
import sys
import time

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from . import threads
from .language import gettext as _

_APPLICATION = "newsroom.wsgi:application"
_PAUSE = 1  # seconds before a worker that dies again and again is replaced
_LEAVING = 30  # seconds for what is being answered when a worker is told to go


class _Deaths(dict):
    """When granian last replaced each worker, by the number of the worker.

    It asks that of a worker which has died, and ends itself where that was a moment ago. Here it
    hears that it was long ago, after a pause in which a fault does no harm.
    """

    def get(self, worker, default=None):
        if worker in self:
            time.sleep(_PAUSE)
        return 0


def main() -> None:
    """Serve until told to end."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    held = _hold(options.host, options.port)
    _check_application()
    server = Granian(
        _APPLICATION,
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=threads.ALL,
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=_LEAVING,
    )
    server.respawned_wrks = _Deaths()
    with held:
        server.serve()


def _hold(host: str, port: int) -> socket.socket:
    """Keep the port for this server until it ends; end at once where somebody serves there.

    granian itself would share it. The socket that is given back has a name of Linux in no folder,
    which two that start at the same instant cannot both have.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    held = socket.socket(socket.AF_UNIX)
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            held.bind(f"\0newsroom {host}:{port}")
            probe.bind((host, port))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            why = _("another server has this port") if taken else error.strerror
            sys.exit(_("The newsroom does not start: %s") % f"{host}:{port}: {why}.")
    return held


def _check_application() -> None:
    """End where the application does not start; it has said why.

    In another process: workers that come later are to load what is there then.
    """
    check = subprocess.run([sys.executable, "-c", "import newsroom.wsgi"], check=False)
    if check.returncode:
        sys.exit(check.returncode)


if __name__ == "__main__":
    main()
