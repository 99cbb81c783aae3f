"""What an entry of the log says of the request that was answered, and what it leaves out."""

import logging

import pytest
from django.contrib import admin
from django.core import mail
from django.db import OperationalError
from django.http import HttpResponse

from articles.monitoring import addresses, current_request
from newsroom import urls
from tests.support.staff import make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken(monkeypatch, client):
    """A client that gets what a browser gets when the first page of the desk fails."""

    def fails(*args, **options):
        raise RuntimeError("the fault of the test")

    monkeypatch.setattr(admin.site, "index_template", None)
    monkeypatch.setattr(admin.site, "each_context", fails)
    client.raise_request_exception = False
    return client


def test_an_error_of_the_desk_names_who_met_it(broken, entries):
    aigerim = make_staff("Editor", "aigerim")
    broken.force_login(aigerim)
    answer = broken.get("/admin/?q=su", headers={"x-forwarded-for": "203.0.113.9"})
    [entry] = entries()
    assert answer.status_code == 500
    assert (entry["user_key"], entry["user"]) == (aigerim.pk, str(aigerim))
    assert (entry["address"], entry["client"]) == ("/admin/?q=su", "203.0.113.9")
    assert entry["exception"].endswith("RuntimeError: the fault of the test")
    assert entry["request_id"] == answer.headers["X-Request-ID"]
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", "Қате нөмірі:"), ("ru", "Номер ошибки:"), ("en", "Error number:")],
)
def test_the_page_of_an_error_says_its_number_in_the_language_of_who_reads(broken, language, words):
    broken.force_login(make_staff("Editor", "aigerim", language=language))
    answer = broken.get("/admin/")
    number = answer.headers["X-Request-ID"]
    assert f'<p lang="{language}">{words} <code>{number}</code></p>' in answer.content.decode()


def test_an_error_where_no_page_is_found_has_its_traceback(client, entries, monkeypatch):
    def fails(path):
        raise RuntimeError("the fault of the test")

    monkeypatch.setattr("articles.views.errors._target", fails)
    client.raise_request_exception = False
    assert client.get("/joq/joq/joq").status_code == 500
    [entry] = entries()
    assert entry["exception"].endswith("RuntimeError: the fault of the test")
    assert "Resolver404" not in entry["exception"]


def test_while_the_database_is_away_each_page_is_one_line(client, entries, monkeypatch):
    def fails(*args, **options):
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr("articles.views.errors._target", fails)
    monkeypatch.setattr(urls, "handler500", lambda request: HttpResponse("away", status=503))
    client.raise_request_exception = False
    assert client.get("/joq/joq/joq").status_code == 503
    [entry] = entries()
    assert (entry["event"], entry["level"]) == ("Service Unavailable", "error")
    assert entry["error"] == "OperationalError: connection refused"
    assert "exception" not in entry


def test_what_is_not_found_or_forbidden_is_no_entry(client, entries):
    assert client.get("/joq/").status_code == 404
    assert client.post("/").status_code == 405
    client.force_login(make_staff("Reporter", "aigerim"))
    assert client.get("/admin/articles/user/").status_code == 403
    assert entries() == []


def test_an_entry_of_the_code_itself_says_which_request_it_was(client, entries, monkeypatch):
    def warns(request):
        logging.getLogger("articles.somewhere").warning("look here: %s", request.path)

    monkeypatch.setattr("articles.views.errors._target", lambda path: warns(_current()))
    client.get("/joq/preview/secret/", headers={"x-request-id": "12345678"})
    [entry] = entries()
    assert entry["event"] == "look here: /joq/preview/***/"
    assert (entry["address"], entry["request_id"]) == ("/joq/preview/***/", "12345678")


def _current():
    return current_request.current_request()


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/sayasat/12-su/?page=2", "/sayasat/12-su/?page=2"),
        ("/preview/abc/media/photos/1.jpg", "/preview/***/media/photos/1.jpg"),
        ("/latn/preview/abc/", "/latn/preview/***/"),
        ("/admin/reset/MQ/set-abc/", "/admin/reset/***/"),
        ("/admin/invitation/MQ/1:a:b/", "/admin/invitation/***/"),
        ("/admin/reset/done/", "/admin/reset/done/"),
        ("/?a=1&Token=x&b=&password=y", "/?a=1&Token=***&b=&password=***"),
    ],
)
def test_what_opens_a_door_is_not_in_the_log(address, shown):
    assert addresses.without_secrets(address) == shown


@pytest.mark.parametrize(
    ("given", "peer", "is_taken"),
    [
        ("0123456789abcdef", "127.0.0.1", True),
        ("0123-abcd", "::1", True),
        ("0123-abcd", "", True),  # nginx on a socket
        ("0123456789abcdef", "203.0.113.9", False),
        ("short", "127.0.0.1", False),
        ("x" * 65, "127.0.0.1", False),
        ("a\nnew line: 12345", "127.0.0.1", False),
        ("<b>12345678</b>", "127.0.0.1", False),
    ],
)
def test_the_number_of_a_request_is_the_proxys_or_a_new_one(client, given, peer, is_taken):
    answers = [
        client.get("/livez", headers={"x-request-id": given}, REMOTE_ADDR=peer) for _ in range(2)
    ]
    numbers = {answer.headers["X-Request-ID"] for answer in answers}
    assert (numbers == {given}) == is_taken
    assert len(numbers) == (1 if is_taken else 2)
