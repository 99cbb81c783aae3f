"""A provider of embeds on this machine, and how to have it asked in the place of the true ones."""

import json
import socket
import threading
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from articles import oembed


class Provider(ThreadingHTTPServer):
    """Answers as ``answer`` says, a function of the handler; ``asked`` has whom it was taken for
    and the path of each request."""

    daemon_threads = True
    block_on_close = False

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked, self.stopped = [], threading.Event()
        self.answer = title("Бөгет ашылды")

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, *_):
        """Whoever hangs up in the middle is no fault."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append(self.headers["Host"] + self.path)
        self.server.answer(self)

    def log_message(self, *_):
        """Nothing: tests read what was asked."""


@contextmanager
def provider(monkeypatch):
    """A provider, which is asked by whoever asks one of the table; all others are refused."""

    class ToHere(HTTPConnection):
        """What is meant for a host of the table comes here, with all that it says."""

        def connect(self):
            self.sock = socket.create_connection(server.server_address, self.timeout)

    server = Provider()
    monkeypatch.setattr(oembed, "HTTPSConnection", ToHere)
    thread = threading.Thread(target=server.serve_forever, args=[0.05], daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopped.set()
        server.shutdown()
        server.server_close()


def body(content, status=200, **headers):
    """An answer with these bytes."""

    def answer(handler):
        handler.send_response(status)
        for name, value in ({"Content-Length": len(content)} | headers).items():
            handler.send_header(name.replace("_", "-"), str(value))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def title(text, **more):
    """An answer with this title, as providers give it."""
    return body(json.dumps({"type": "video", "title": text} | more).encode())


def endless(handler):
    """As many bytes as anybody takes."""
    handler.send_response(200)
    handler.end_headers()
    handler.wfile.write(b'{"title": "')
    while not handler.server.stopped.is_set():
        handler.wfile.write(b"a" * 1024**2)


def dripping(first):
    """An answer that begins with ``first``, and goes on for ever, byte by byte."""

    def answer(handler):
        handler.wfile.write(first)
        while not handler.server.stopped.wait(0.02):
            handler.wfile.write(b"a")
            handler.wfile.flush()

    return answer
