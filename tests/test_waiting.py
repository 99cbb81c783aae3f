"""Readers never wait for writers; a writer waits a little, then has a word, and the text."""

import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from urllib.parse import urlencode

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connections
from django.test import Client
from lxml import html

from articles.db.locks import write_transaction
from articles.kazakh import typography
from articles.models import Article
from newsroom import threads
from tests.factories import make_article
from tests.support.database import restore
from tests.support.servers import server
from tests.support.staff import form_of, make_staff
from tests.support.waiting import LONGEST_WAIT

WRITERS = 20
CHANGE = "/admin/articles/article/{}/change/"


@pytest.fixture
def article(migrated, transactional_db):
    restore(migrated)
    return make_article("Су қоймасы", body="<p>Көктемде ашылады.</p>")


@pytest.fixture
def cookies(article):
    """Of an editor who has signed in, with the token of a form."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_staff("Editor"))
    client.get("/admin/password_change/")
    return {name: cookie.value for name, cookie in client.cookies.items()}


@pytest.fixture
def writing():
    """Somebody who writes until told to end: gives the function that tells."""
    begun, end = threading.Event(), threading.Event()

    def write():
        with write_transaction():
            Article.objects.update(source_url="")
            begun.set()
            end.wait(LONGEST_WAIT)
        connections.close_all()

    thread = threading.Thread(target=write)

    def begin():
        thread.start()
        begun.wait(LONGEST_WAIT)

        def finish():
            end.set()
            thread.join(LONGEST_WAIT)

        return finish

    yield begin
    end.set()


def filled(article, cookies, **changes):
    """The form of an article, as a browser sends it."""
    data = form_of(article, csrfmiddlewaretoken=cookies["csrftoken"], _save="1", **changes)
    return urlencode(data, doseq=True)


def post(site, address, body, cookies):
    header = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return site.ask(address, body=body, Cookie=header, Accept="text/html")


def fields(reply):
    """Name and value of all that the page of a busy server sends again."""
    [form] = html.fromstring(reply.text.encode(), parser=html.HTMLParser(encoding="utf-8")).xpath(
        "//form[@id='try-again']"
    )
    return [
        # The first line break in a text area is none of its text.
        (field.get("name"), field.get("value", (field.text or "").removeprefix("\n")))
        for field in form.xpath(".//input | .//textarea")
    ]


def test_readers_are_served_while_twenty_writers_wait(article, cookies, writing):
    address, form = CHANGE.format(article.pk), filled(article, cookies, lede="Бірдей")
    with server(WRITE_WAIT="60") as site, ThreadPoolExecutor(WRITERS) as pool:
        finish = writing()
        saves = [pool.submit(post, site, address, form, cookies) for _ in range(WRITERS)]
        replies = (found.result() for found in as_completed(saves))
        turned_away = [next(replies) for _ in range(WRITERS - threads.DESK)]
        assert {reply.status for reply in turned_away} == {503}
        assert all("retry-after" in reply.headers for reply in turned_away)
        for address in ("/", article.get_absolute_url(), "/livez", "/rss.xml"):
            assert site.ask(address).status == 200
        finish()
        assert {reply.status for reply in replies} == {302}


def test_a_save_that_waited_in_vain_comes_back_whole_and_can_be_sent_again(
    article, cookies, writing
):
    lede = 'Екі жол:\r\n"тырнақша" <b> & басқа'
    known, address = article.revisions.count(), CHANGE.format(article.pk)
    form = filled(article, cookies, lede=lede)
    with server(WRITE_WAIT="1") as site:
        finish = writing()
        reply = post(site, address, form, cookies)
        assert reply.status == 503
        assert ("lede", lede.replace("\r\n", "\n")) in fields(reply)  # as in any browser
        finish()
        assert article.revisions.count() == known
        again = post(site, address, urlencode(fields(reply)), cookies)
        assert again.status == 302
        latest = article.revisions.order_by("number").last()
        assert latest.content["lede"].split() == typography(lede).split()


def test_a_session_that_cannot_be_stored_is_no_fault_of_the_server(article, cookies, writing):
    session = SessionStore(cookies["sessionid"])
    assert session.exists(cookies["sessionid"])
    with server(WRITE_WAIT="1") as site:
        finish = writing()
        reply = post(site, "/admin/logout/", f"csrfmiddlewaretoken={cookies['csrftoken']}", cookies)
        assert reply.status == 503
        finish()
        assert session.exists(cookies["sessionid"])
