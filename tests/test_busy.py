"""The answer of a server that is busy, and who gets it."""

import io
import json

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory
from lxml import html

from articles.db.writer_queue import WriteTimeout
from articles.delivery.unavailable import busy
from articles.middleware import DeskThreadsMiddleware
from newsroom.startup import WholeBody

ADD = "/admin/articles/article/add/"
requests = RequestFactory()


def meanwhile(settings, request, first=None):
    """The answer to ``request`` that comes while the one thread of the desk is taken."""
    settings.DESK_THREADS = 1
    answers = []

    def view(asked):
        if not answers:
            answers.append(None)
            answers[0] = middleware(request)
        return HttpResponse("served")

    middleware = DeskThreadsMiddleware(view)
    assert middleware(first or requests.get("/admin/")).content == b"served"
    again = middleware(requests.post(ADD))
    assert again.content == b"served"  # who has ended lets the next one in
    return answers[0]


def form(data):
    """What the form of an article that the site has given out would send."""
    token = get_token(blank := requests.get("/"))
    request = requests.post(ADD, {"csrfmiddlewaretoken": token} | data)
    request.COOKIES["csrftoken"] = blank.META["CSRF_COOKIE"]
    return request


def sent_again(response):
    [found] = html.fromstring(response.content.decode()).xpath("//form[@id='try-again']")
    return {area.get("name"): area.text.strip() for area in found.xpath(".//textarea")}


def test_a_form_comes_back_with_what_was_typed(settings):
    response = meanwhile(settings, form({"headline": 'Су "қоймасы"', "tags": ["1", "+Су"]}))
    assert response.status_code == 503
    assert response["Retry-After"] == "2"
    assert "no-store" in response["Cache-Control"]
    assert sent_again(response)["headline"] == 'Су "қоймасы"'


def test_a_script_is_told_in_json(settings):
    headers = {"sec-fetch-dest": "empty"}
    response = meanwhile(settings, requests.post(ADD, {"body": "х"}, headers=headers))
    assert (response.status_code, response["Retry-After"]) == (503, "2")
    assert json.loads(response.content) == {"error": "busy", "retry_after": 2}


def test_a_page_of_the_desk_opens_by_itself_later(settings):
    response = meanwhile(settings, requests.get("/admin/"))
    assert (response.status_code, response["Refresh"]) == (503, "2")


def test_a_form_that_cannot_be_read_is_answered_all_the_same(settings):
    request = requests.post(ADD, b"nothing", content_type="multipart/form-data; boundary=x")
    assert meanwhile(settings, request).status_code == 503


@pytest.mark.parametrize("address", ["/", "/sayasat/", "/search/?q=su", "/livez"])
def test_readers_are_let_in_whoever_writes(settings, address):
    assert meanwhile(settings, requests.get(address)).content == b"served"
    assert meanwhile(settings, requests.head(address)).content == b"served"


def test_who_is_turned_away_asks_no_database():
    # Without the mark of a test that may, pytest forbids each query.
    assert busy(form({"body": "х"})).status_code == 503


def test_a_lock_that_did_not_come_is_the_same_answer():
    middleware = DeskThreadsMiddleware(lambda request: None)
    request = form({"body": "х"})
    response = middleware.process_exception(request, WriteTimeout("for 5 seconds"))
    assert response.status_code == 503
    assert sent_again(response) == {"body": "х"}
    assert middleware.process_exception(request, OperationalError("no such table")) is None


@pytest.mark.django_db
def test_the_half_of_a_form_is_no_form():
    body = b"username=a&password=b&next=/admin/"
    environ = requests.post("/admin/login/", {}).environ | {
        "wsgi.input": WholeBody(io.BytesIO(body)),
        "CONTENT_LENGTH": str(len(body) + 100),
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "HTTP_COOKIE": f"csrftoken={'x' * 32}",
        "HTTP_HOST": "testserver",
    }
    said = []
    get_wsgi_application()(environ, lambda status, headers: said.append(status))
    assert said == ["403 Forbidden"]
