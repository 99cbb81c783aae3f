"""A database that can be taken away from a worker of the site, and given back."""

import socket
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from uuid import uuid4

from django.db import connection

from tests.support.workers import database_url


@contextmanager
def removable_database():
    """The database of the test, as ``url`` leads to it; ``take_away()`` and ``bring_back()``."""
    database = (_File if connection.vendor == "sqlite" else _Proxy)()
    try:
        yield database
    finally:
        database.bring_back()
        database.close()


class _File:
    """SQLite: the worker knows the file by a link, which is not there for a while.

    The file itself stays where it is: the test has connections to it.
    """

    def __init__(self):
        self._path = Path(connection.settings_dict["NAME"])
        self._link = self._path.with_name(f"link-{uuid4().hex}.sqlite3")
        self.url = f"sqlite:///{self._link}"
        self.bring_back()

    def take_away(self):
        self._link.unlink()

    def bring_back(self):
        if not self._link.is_symlink():
            self._link.unlink(missing_ok=True)
            self._link.symlink_to(self._path)

    def close(self):
        self._link.unlink()


class _Proxy:
    """PostgreSQL: a port of this machine, which refuses connections for a while."""

    def __init__(self):
        self._listener, self._sockets = None, []
        self._port = 0
        self.bring_back()
        self.url = database_url(f"127.0.0.1:{self._port}")

    def bring_back(self):
        if self._listener:
            return
        self._listener = socket.create_server(("127.0.0.1", self._port))
        self._port = self._listener.getsockname()[1]
        Thread(target=self._accept, args=[self._listener], daemon=True).start()

    def take_away(self):
        """As a server that is stopped does: nobody gets in, and who is inside is thrown out."""
        for one in (self._listener, *self._sockets):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._listener, self._sockets = None, []

    close = take_away

    def _accept(self, listener):
        with suppress(OSError):
            while True:
                inside, _ = listener.accept()
                outside = _server()
                self._sockets += [inside, outside]
                for pair in ((inside, outside), (outside, inside)):
                    Thread(target=_pass_on, args=pair, daemon=True).start()


def _server():
    """A connection to the server of the tests."""
    host, port = (connection.settings_dict[name] for name in ("HOST", "PORT"))
    if not host.startswith("/"):
        return socket.create_connection((host or "127.0.0.1", int(port or 5432)))
    server = socket.socket(socket.AF_UNIX)
    server.connect(f"{host}/.s.PGSQL.{port or 5432}")
    return server


def _pass_on(source, target):
    with suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_RDWR)
