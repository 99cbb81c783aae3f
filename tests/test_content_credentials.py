"""Content credentials: what a picture's file says of its origin, and signs for."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from random import Random
from threading import Thread

import pytest

from articles.imaging import MEDIA_TYPES, child, content_credentials
from tests.support import pictures
from tests.support.signed_pictures import SIGNER, signed

ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "TIFF": "tif"}


def read(data, ending="jpg"):
    return content_credentials.read(BytesIO(data), MEDIA_TYPES[ending])


@pytest.mark.parametrize("format", ENDINGS)
def test_who_signed_and_with_what(format):
    found = read(signed(format), ENDINGS[format])
    assert found.is_intact
    assert (found.signer, found.generator) == (SIGNER, "Сынақ камерасы 2.1")
    assert (found.generated, found.signed_at) == ("", None)


@pytest.mark.parametrize(
    ("source", "generated"),
    [
        ("trainedAlgorithmicMedia", "whole"),
        ("compositeWithTrainedAlgorithmicMedia", "part"),
        ("algorithmicMedia", ""),
    ],
)
def test_what_a_learned_algorithm_made_is_known(source, generated):
    assert read(signed(source=source)).generated == generated


def test_a_file_that_was_changed_is_not_what_was_signed():
    data = bytearray(signed())
    data[-100] ^= 1  # of the picture itself
    found = read(bytes(data))
    assert (found.is_intact, found.signer) == (False, SIGNER)


def test_a_file_without_the_mark_costs_no_process(monkeypatch):
    monkeypatch.setattr(child, "run", None)
    assert read(pictures.encoded(pictures.drawn(), "JPEG")) is None


def test_without_the_package_there_are_none(monkeypatch):
    monkeypatch.setattr(content_credentials, "is_installed", lambda: False)
    monkeypatch.setattr(child, "run", None)
    assert read(signed()) is None


def test_what_is_damaged_says_nothing_wrong_and_raises_nothing():
    whole, random = signed(), Random(1)
    for _ in range(20):
        data = bytearray(whole[: random.randrange(len(whole) // 2, len(whole))])
        for _ in range(random.randrange(1, 40)):
            data[random.randrange(len(data))] = random.randrange(256)
        found = read(bytes(data))
        assert found is None or not found.is_intact


def test_a_file_makes_the_server_call_on_nobody():
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *args):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as site:
        Thread(target=site.serve_forever).start()
        data = signed(remote=f"http://127.0.0.1:{site.server_port}/credentials.c2pa")
        assert b"credentials.c2pa" in data
        found = read(data)
        site.shutdown()
    assert (found, asked) == (None, [])
