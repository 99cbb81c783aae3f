"""What ``bench_kept.py`` compares: servers that give one page, each on the first core alone."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from time import sleep
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.support import varnish  # noqa: E402
from tests.support.nginx import program  # noqa: E402

_NGINX = """\
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
daemon off;
events {{ worker_connections 1024; }}
http {{
    default_type text/html;
    access_log off;
    sendfile on;
    open_file_cache max=10;
    keepalive_requests 100000;
    server {{
        listen 127.0.0.1:{port};
        root {folder}/files;
    }}
}}
"""
_GRANIAN = """\
import sys
from granian import Granian
from granian.constants import Interfaces
sys.path[:0] = [{folder!r}, {root!r}]
from newsroom import threads
sys.setswitchinterval(threads.SWITCH_INTERVAL)
Granian({application!r}, address="127.0.0.1", port={port}, interface=Interfaces.WSGI, workers=1,
        blocking_threads=threads.ALL, websockets=False).serve()
"""
_BARE = """\
import json
body, headers = open({body!r}, "rb").read(), [tuple(one) for one in json.load(open({headers!r}))]
def application(environ, start_response):
    start_response("200 OK", headers)
    return [body]
"""
_DJANGO = """\
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "django_cache_settings"
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
"""
_DJANGO_SETTINGS = """\
from newsroom.settings import *
MIDDLEWARE = ["django.middleware.cache.UpdateCacheMiddleware", *MIDDLEWARE,
              "django.middleware.cache.FetchFromCacheMiddleware"]
"""


class Page(NamedTuple):
    """A page as the site answers it."""

    path: str
    body: bytes
    headers: list[tuple[str, str]]


def fetched(port: int, path: str, host: str) -> Page:
    """The page at ``path``, from the memory of the site at ``port``."""
    for _ in range(3):
        http = HTTPConnection("127.0.0.1", port)
        http.request("GET", path, headers={"Host": host})
        response = http.getresponse()
        page = Page(path, response.read(), response.getheaders())
        assert response.status == 200, response.status
        http.close()
    kept = [(name, value) for name, value in page.headers if name.lower() not in ("date", "server")]
    return page._replace(headers=kept)


@contextmanager
def site(port: int) -> Iterator[int]:
    """The site as it is served; gives the number of its process."""
    with _pinned([sys.executable, "-m", "newsroom.server", "--port", str(port)], port) as process:
        yield process


@contextmanager
def others(
    folder: Path, page: Page, ports: dict[str, int], site_port: int
) -> Iterator[dict[str, int]]:
    """A bare WSGI function, Django's cache middleware, nginx with the file, Varnish.

    Gives the numbers of their processes.
    """
    (folder / "page.html").write_bytes(page.body)
    (folder / "headers.json").write_text(json.dumps(page.headers))
    names = {"body": str(folder / "page.html"), "headers": str(folder / "headers.json")}
    (folder / "bare.py").write_text(_BARE.format(**names))
    (folder / "django_cache.py").write_text(_DJANGO)
    (folder / "django_cache_settings.py").write_text(_DJANGO_SETTINGS)
    file = folder / "files" / page.path.strip("/") / "index.html"
    file.parent.mkdir(parents=True)
    file.write_bytes(page.body)
    commands = {
        "bare": _granian(folder, "bare:application", ports["bare"]),
        "django": _granian(folder, "django_cache:application", ports["django"]),
        "nginx": _nginx(folder, ports["nginx"]),
        "varnish": varnish.command(folder, ports["varnish"], site_port),
    }
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(_pinned(command, ports[name]))
            for name, command in commands.items()
        }


def processor_time(process: int) -> float:
    """Seconds that a process and those it has started have computed."""
    total = 0.0
    for task in Path(f"/proc/{process}/task").iterdir():
        total += int((task / "schedstat").read_text().split()[0]) / 1e9
        children = (task / "children").read_text().split()
        total += sum(processor_time(int(child)) for child in children)
    return total


def _granian(folder: Path, application: str, port: int) -> list[str]:
    names = {"folder": str(folder), "root": str(ROOT), "application": application, "port": port}
    return [sys.executable, "-c", _GRANIAN.format(**names)]


def _nginx(folder: Path, port: int) -> list[str]:
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder, port=port, user=user))
    return [program("nginx"), "-p", str(folder), "-e", f"{folder}/error.log", "-c", "nginx.conf"]


@contextmanager
def _pinned(command: list[str], port: int) -> Iterator[int]:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(["taskset", "-c", "0", *command], cwd=ROOT, **quiet)
    try:
        while True:
            if process.poll() is not None:
                raise SystemExit(f"{command[0]} has ended")
            try:
                HTTPConnection("127.0.0.1", port).connect()
            except OSError:
                sleep(0.1)
            else:
                break
        yield process.pid
    finally:
        process.terminate()
        process.wait()
