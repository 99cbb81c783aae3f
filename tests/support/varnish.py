"""The real Varnish with the site's own configuration, before a test server."""

import os
import subprocess
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

from tests.support.nginx import HOST, ROOT, Answer, program, wait_for
from tests.support.waiting import LONGEST_WAIT
from tests.support.workers import free_port


class Varnish(NamedTuple):
    """A running Varnish: ask it over http."""

    port: int

    def ask(self, target, method="GET", **headers):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=LONGEST_WAIT)
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, target, headers={"Host": HOST} | headers)
            return Answer.read(connection)
        finally:
            connection.close()


@contextmanager
def running(folder: Path, *, application: int):
    """Varnish by deploy/varnish.vcl, which asks the port ``application``."""
    # What it compiles is run by a user of its own, where it is started by root.
    folder.chmod(0o755)
    port, log = free_port(), folder / "varnish.log"
    with log.open("w") as output:
        process = subprocess.Popen(command(folder, port, application), stdout=output, stderr=output)
    try:
        wait_for(port, process, log)
        yield Varnish(port)
    finally:
        process.terminate()
        process.wait(LONGEST_WAIT)


def command(folder: Path, port: int, application: int) -> list[str]:
    """What starts it in ``folder``; it stays in the foreground."""
    vcl = (ROOT / "deploy" / "varnish.vcl").read_text()
    assert '.port = "8000"' in vcl
    (folder / "site.vcl").write_text(vcl.replace('.port = "8000"', f'.port = "{application}"'))
    jail = ["-j", "none"] if os.geteuid() == 0 else []
    options = ["-f", folder / "site.vcl", "-n", folder / "varnish", "-s", "malloc,32m"]
    options += ["-a", f"127.0.0.1:{port}", "-T", "none", "-p", "http_gzip_support=off"]
    return [program("varnishd"), "-F", *jail, *map(str, options)]
