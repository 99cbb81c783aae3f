"""Buckets of a server that speaks S3, on this machine, and that can refuse to store."""

from contextlib import contextmanager
from threading import Thread
from uuid import uuid4

import boto3
from moto.server import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

from newsroom.file_storage import bucket

_NO_ROOM = (507, "InsufficientStorage")
REFUSED = (403, "AccessDenied")


class S3Server:
    """Its ``address``, and ``asked``: the method and path of each request since it was emptied."""

    def __init__(self):
        self._stores = DomainDispatcherApplication(create_backend_app)
        self._refuses, self._left, self.asked = None, 0, []
        make = {"threaded": True, "request_handler": MotoRequestHandler}
        self._server = make_server("127.0.0.1", 0, self._answer, **make)
        self.address = f"http://127.0.0.1:{self._server.port}"
        self._thread = Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def stop(self):
        self._server.shutdown()
        self._thread.join()

    @contextmanager
    def full(self, *, after=0, fault=_NO_ROOM):
        """Inside, it stores ``after`` objects and refuses the next."""
        self._refuses, self._left = fault, after
        try:
            yield
        finally:
            self._refuses = None

    def methods(self):
        """Those of the requests since ``asked`` was emptied."""
        return {method for method, _path in self.asked}

    def _answer(self, environ, start_response):
        self.asked.append((environ["REQUEST_METHOD"], environ["PATH_INFO"]))
        if self._refuses and environ["REQUEST_METHOD"] == "PUT":
            self._left -= 1
            if self._left < 0:
                return _refusal(environ, start_response, *self._refuses)
        return self._stores(environ, start_response)


def _refusal(environ, start_response, status, code):
    environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    start_response(f"{status} {code}", [("Content-Type", "application/xml")])
    return [f"<Error><Code>{code}</Code><Message>no</Message></Error>".encode()]


@contextmanager
def s3_server():
    """A server that is empty."""
    server = S3Server()
    try:
        yield server
    finally:
        server.stop()


def new_bucket(server):
    """``MEDIA_STORAGE`` of a new bucket."""
    name, endpoint = f"newsroom-{uuid4().hex[:8]}", server.address
    key = {"aws_access_key_id": "key", "aws_secret_access_key": "secret"}
    client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", **key)
    client.create_bucket(Bucket=name)
    return f"s3://key:secret@{name}/media?endpoint={endpoint}&region=us-east-1"


def use(settings, address):
    """Let the newsroom keep its files there."""
    settings.STORAGES = {**settings.STORAGES, "default": bucket(address)}
