"""A real streaming replica of the PostgreSQL server that the tests have."""

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from unittest.mock import patch

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.db.replica import REPLICA

_CONFIGURATION = """
listen_addresses = ''
unix_socket_directories = '{folder}'
hot_standby = on
max_standby_streaming_delay = 1s
wal_receiver_status_interval = 1s
"""


class Server:
    """A standby in a folder of its own."""

    def __init__(self, folder):
        self.folder, self._data = Path(folder), Path(folder) / "data"
        self._bin = _programs()

    def copy_primary(self):
        """As operators make one: https://www.postgresql.org/docs/current/app-pgbasebackup.html."""
        primary = connections["default"].settings_dict
        where = ["--host", primary["HOST"], "--port", str(primary["PORT"] or 5432)]
        user = ["--username", primary["USER"] or "postgres", "--no-password"]
        how = ["--write-recovery-conf", "--checkpoint=fast", "--no-sync", "--pgdata", self._data]
        self._run("pg_basebackup", *where, *user, *how)
        with (self._data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(_CONFIGURATION.format(folder=self.folder))

    def start(self):
        log = ["--log", self.folder / "server.log"]
        self._run("pg_ctl", "start", "--silent", "--wait", "--pgdata", self._data, *log)

    def stop(self):
        self._run("pg_ctl", "stop", "--silent", "--mode", "immediate", "--pgdata", self._data)

    def _run(self, program, *arguments):
        command = [str(self._bin / program), *map(str, arguments)]
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL)


def _programs():
    """Debian keeps the server's programs off $PATH."""
    places = Path("/usr/lib/postgresql").glob("*/bin/pg_basebackup")
    newest = sorted(places, key=lambda path: int(re.sub(r"\D", "", path.parts[4])))
    found = newest[-1] if newest else shutil.which("pg_basebackup")
    return Path(found).resolve().parent


@contextmanager
def running():
    """The replica; ``known(HOST=server.folder)`` makes it known to Django."""
    folder = tempfile.mkdtemp(prefix="newsroom-replica.", dir="/tmp")  # a socket's path is short
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    server = Server(folder)
    try:
        server.copy_primary()
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


def _ensure_connection():
    """Django's own, with which a test may ask a database that came after the test began."""
    before = BaseDatabaseWrapper.ensure_connection

    def ensure_connection(self):
        if self.alias != REPLICA:
            before(self)
        elif self.connection is None:
            with self.wrap_database_errors:
                self.connect()

    return ensure_connection


@contextmanager
def known(**other):
    """Django knows a replica: the database of the tests, with these settings changed."""
    settings = deepcopy(connections["default"].settings_dict) | other
    connections.settings[REPLICA] = settings
    try:
        with patch.object(BaseDatabaseWrapper, "ensure_connection", _ensure_connection()):
            yield
    finally:
        connections[REPLICA].close()
        del connections[REPLICA]
        del connections.settings[REPLICA]
