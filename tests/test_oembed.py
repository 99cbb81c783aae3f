"""Providers are asked for titles at addresses of the table alone, and whatever they answer."""

import threading
from time import monotonic

import pytest

from articles import oembed
from articles.oembed import NoAnswer, Refused, fetch_title
from articles.text import embeds
from tests.support.provider import body, dripping, endless, provider, title

VIDEO = "https://www.youtube.com/watch?v=aB3_d-Fg7hI"
HEAD = b"HTTP/1.1 200 OK\r\n"


@pytest.fixture
def server(monkeypatch):
    with provider(monkeypatch) as server:
        yield server


@pytest.mark.parametrize(
    ("pasted", "asked"),
    [
        (
            "https://youtu.be/aB3_d-Fg7hI?si=spy&t=42",
            "www.youtube.com/oembed?format=json"
            "&url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3DaB3_d-Fg7hI",
        ),
        (
            "https://m.tiktok.com/@auyl.kz/video/7212345678901?lang=en",
            "www.tiktok.com/oembed"
            "?url=https%3A%2F%2Fwww.tiktok.com%2F%40auyl.kz%2Fvideo%2F7212345678901",
        ),
        (
            "https://vimeo.com/76979871/abcdef1234?share=copy",
            "vimeo.com/api/oembed.json?url=https%3A%2F%2Fvimeo.com%2F76979871%2Fabcdef1234",
        ),
        (
            "https://player.vimeo.com/video/76979871",
            "vimeo.com/api/oembed.json?url=https%3A%2F%2Fvimeo.com%2F76979871",
        ),
    ],
)
def test_the_one_address_of_a_thing_is_asked_about(server, pasted, asked):
    page = embeds.recognise(pasted).page
    assert fetch_title(page) == "Бөгет ашылды"
    assert server.asked == [asked]
    assert embeds.recognise(page).page == page


@pytest.mark.parametrize(
    "address",
    [
        "https://t.me/auyl_kanaly/15",  # has no such door
        "https://www.instagram.com/p/Cx-1_aBcDeF/",  # wants a key
        "https://www.openstreetmap.org/#map=12/43.2380/76.9450",
        "https://youtube.com.example.org/watch?v=aB3_d-Fg7hI",
        "http://127.0.0.1/watch?v=aB3_d-Fg7hI",
        "file:///etc/passwd",
        "",
    ],
)
def test_nobody_else_is_asked(server, address):
    with pytest.raises(Refused):
        fetch_title(address)
    assert server.asked == []


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("<script>alert(1)</script> & <b>су</b>", "<script>alert(1)</script> & <b>су</b>"),
        ("Бөгет\n\tашылды\u0000\u2028\u0085!", "Бөгет ашылды !"),
        ("su\u202etxt.exe\u2066\u200b", "sutxt.exe"),
        ("й".replace("й", "и\u0306"), "й"),
        ("су \ud800", "су"),
        ("👩\u200d🌾 егін", "👩\u200d🌾 егін"),
        ("ә" * 5000, "ә" * 300),
    ],
)
def test_a_title_is_plain_text(server, given, shown):
    server.answer = title(given)
    assert fetch_title(VIDEO) == shown


@pytest.mark.parametrize("given", ["", " \n", "\u200d\u202e", None, 5, ["су"], {"a": "b"}])
def test_what_is_no_title_is_none(server, given):
    server.answer = title(given)
    with pytest.raises(Refused):
        fetch_title(VIDEO)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_what_is_gone_or_private_is_refused(server, status):
    server.answer = body(b'{"title": "error"}', status)
    with pytest.raises(Refused, match=str(status)):
        fetch_title(VIDEO)


@pytest.mark.parametrize("status", [204, 301, 302, 307, 308, 429, 500, 503])
def test_another_status_is_no_answer_and_nobody_follows_a_redirect(server, status):
    server.answer = body(b"", status, Location=f"{server.address}/elsewhere")
    with pytest.raises(NoAnswer, match=str(status)):
        fetch_title(VIDEO)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "content",
    [b"<html>Sign in</html>", b"", b"\xff\xfe{}", b"[" * 60_000, b'{"title": "su', b"1" * 9000],
    ids=["html", "empty", "bytes", "deep", "cut", "number"],
)
def test_what_is_not_json_is_no_answer(server, content):
    server.answer = body(content)
    with pytest.raises(NoAnswer, match="not JSON"):
        fetch_title(VIDEO)


@pytest.mark.parametrize("content", [b"[]", b'"title"', b"null", b"{}"])
def test_json_without_a_title(server, content):
    server.answer = body(content)
    with pytest.raises(Refused, match="no title"):
        fetch_title(VIDEO)


def test_no_more_is_read_than_allowed(server):
    server.answer = endless
    with pytest.raises(NoAnswer, match="more than 65536 bytes"):
        fetch_title(VIDEO)


@pytest.mark.parametrize(
    "first",
    [b"", b"HTTP/1.1 ", HEAD + b"X: ", HEAD + b"Content-Length: 9999\r\n\r\n", HEAD + b"\r\n"],
    ids=["nothing", "status", "header", "text", "open text"],
)
def test_who_answers_byte_by_byte_is_left(server, monkeypatch, first):
    monkeypatch.setattr(oembed, "SECONDS", 0.3)
    server.answer = dripping(first)
    others, began = threading.enumerate(), monotonic()
    with pytest.raises(NoAnswer, match=r"nothing in 0\.3 seconds"):
        fetch_title(VIDEO)
    assert monotonic() - began < 60  # not for ever, on whatever machine
    for left in [new for new in threading.enumerate() if new not in others and is_ours(new)]:
        left.join(60)
        assert not left.is_alive()  # while the other side goes on


def is_ours(thread):
    return type(thread).__module__ == oembed.__name__


def test_who_is_not_there_gives_no_answer(server):
    server.shutdown()
    server.server_close()
    with pytest.raises(NoAnswer, match="ConnectionRefusedError"):
        fetch_title(VIDEO)
