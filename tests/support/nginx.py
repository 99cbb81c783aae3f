"""The real nginx with the site's own configuration, before a test server."""

import os
import re
import shutil
import socket
import ssl
import subprocess
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPSConnection
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.support.waiting import LONGEST_WAIT
from tests.support.workers import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "newsroom.test"
# What nginx needs around the file that is shipped: that goes into ``http { … }`` as it does on
# Debian. Every path is the test's own.
WRAPPER = """\
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
daemon off;
events {{ worker_connections 64; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {cache}
    include {folder}/site.conf;
}}
"""


class Answer(NamedTuple):
    """What came back over the wire; ``headers`` are all that came, in lower case, with doubles."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @classmethod
    def read(cls, connection):
        """From a connection on which it was asked for."""
        answer = connection.getresponse()
        found = [(name.lower(), value) for name, value in answer.getheaders()]
        return cls(answer.status, found, answer.read())

    def all(self, name):
        return [value for key, value in self.headers if key == name]

    def one(self, name):
        """The header, which must be there once and once only."""
        [value] = self.all(name)
        return value


class Nginx(NamedTuple):
    """A running nginx: ask it over https."""

    port: int

    def ask(self, target, method="GET", body=b"", **headers):
        """Send ``target`` as it stands: browsers put addresses in order, attackers do not."""
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection = HTTPSConnection("127.0.0.1", self.port, context=context, timeout=LONGEST_WAIT)
        try:
            connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
            connection.putheader("Host", headers.pop("Host", HOST))
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body or None)
            return Answer.read(connection)
        finally:
            connection.close()


@contextmanager
def running(folder: Path, *, media: Path, application: int, with_cache: bool = False):
    """nginx by deploy/nginx.conf, which gives out ``media`` and asks the port ``application``.

    ``with_cache``: with deploy/nginx-cache.conf as well.
    """
    plain, secure = free_port(), free_port()
    certificate, key = _certificate(folder)
    conf = (ROOT / "deploy" / "nginx.conf").read_text()
    for shipped, ours in {
        "127.0.0.1:8000": f"127.0.0.1:{application}",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ": f"listen 127.0.0.1:{secure} ",
        "newsroom.example;": f"{HOST};",
        "/etc/letsencrypt/live/newsroom.example/fullchain.pem": str(certificate),
        "/etc/letsencrypt/live/newsroom.example/privkey.pem": str(key),
        "/srv/newsroom/var/media/": f"{media}/",
        "/etc/nginx/newsroom/": f"{folder}/newsroom/",
    }.items():
        assert shipped in conf, shipped
        conf = conf.replace(shipped, ours)
    conf = re.sub(r"\n *listen \[::\].*", "", conf)  # a machine for tests may have no IPv6
    (folder / "site.conf").write_text(conf)
    user = "user root;" if os.geteuid() == 0 else ""  # else the workers may not read our files
    cache = _add_cache(folder) if with_cache else ""
    (folder / "nginx.conf").write_text(WRAPPER.format(folder=folder, user=user, cache=cache))
    process = subprocess.Popen(
        [program("nginx"), "-p", str(folder), "-e", str(folder / "error.log"), "-c", "nginx.conf"]
    )
    try:
        wait_for(secure, process, folder / "error.log")
        yield Nginx(secure)
    finally:
        process.terminate()
        process.wait(LONGEST_WAIT)


def _add_cache(folder):
    """The file beside the site's, and the line of ``http { … }`` that its comment gives."""
    shipped = (ROOT / "deploy" / "nginx-cache.conf").read_text()
    (folder / "newsroom").mkdir()
    (folder / "newsroom" / "cache.conf").write_text(shipped)
    [line] = re.findall(r"proxy_cache_path .*;", shipped)
    return line.replace("/var/cache/nginx/newsroom", f"{folder}/cache")


def program(name):
    """Where Debian has a server: not on the PATH of everybody."""
    found = shutil.which(name, path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    assert found, f"there is no {name} on this machine"
    return found


def wait_for(port, process, log):
    """Until somebody answers at the port; what the server says where it gives up."""
    while process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        try:
            process.wait(0.02)
        except subprocess.TimeoutExpired:
            continue
    raise AssertionError(log.read_text())


def _certificate(folder):
    """The files of a certificate for the test's host, signed by itself, and of its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    files = folder / "certificate.pem", folder / "key.pem"
    files[0].write_bytes(certificate.public_bytes(pem))
    files[1].write_bytes(key.private_bytes(pem, *private))
    return files
