"""What stands before the site and keeps pages: nginx and Varnish, by the shipped configurations.

How old a page may be there is measured by ``bench/prove_pages.py``; here is what may be there at
all, and for whom.
"""

from datetime import timedelta

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone

from articles.delivery import own_writes
from articles.delivery.wsgi_cache import CachedAnswers
from articles.models import Article
from tests.factories import make_article
from tests.support import nginx, varnish
from tests.support.staff import cookie_of, make_staff
from tests.support.waiting import wait_until

pytestmark = pytest.mark.once
EDGES = ("nginx", "varnish")


class Site:
    """The site behind an edge; ``asked`` has what came through to it."""

    def __init__(self, server):
        self._server, self._before = server, server.get_app()
        self._cached, self.asked = CachedAnswers(WSGIHandler()), []
        self.is_down = False
        server.set_app(self._answer)

    def _answer(self, environ, start_response):
        if environ["PATH_INFO"] != "/livez":
            self.asked.append(environ["PATH_INFO"])
        if self.is_down:
            raise ConnectionError("the application is down")
        return self._cached(environ, start_response)

    def restore(self):
        self._server.set_app(self._before)


@pytest.fixture
def site(live_server, settings):
    settings.ALLOWED_HOSTS = [nginx.HOST, "127.0.0.1", "localhost"]
    settings.PAGE_CACHE_DELAY_MS = 0
    site = Site(live_server.thread.httpd)
    site.port = live_server.thread.port
    yield site
    site.restore()


@pytest.fixture(params=EDGES)
def edge(request, site, settings, tmp_path):
    """The edge before the site."""
    folder = tmp_path / request.param
    folder.mkdir()
    if request.param == "varnish":
        running = varnish.running(folder, application=site.port)
    else:
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        running = nginx.running(folder, media=tmp_path, application=site.port, with_cache=True)
    with running as server:
        yield server


def test_a_page_is_kept_and_a_change_gets_through(edge, site):
    article = make_article("Бұрынғы тақырып")
    for _ in range(20):
        assert "Бұрынғы тақырып" in edge.ask(article.path).body.decode()
    assert len(site.asked) < 20
    Article.objects.filter(pk=article.pk).update(headline="Жаңа тақырып")
    wait_until(lambda: "Жаңа тақырып" in edge.ask(article.path).body.decode())
    article.withdraw(by=None, at=timezone.now())
    wait_until(lambda: edge.ask(article.path).status == 404)
    assert edge.ask(article.path).status == 404


@pytest.mark.parametrize("coding", ["br", "gzip", "identity"])
def test_each_browser_gets_what_it_can_read(edge, coding):
    article = make_article()
    answers = {
        accepted: edge.ask(article.path, Accept_Encoding=accepted)
        for accepted in ("br", "gzip", "identity")
    }
    assert [answer.status for answer in answers.values()] == [200, 200, 200]
    found = edge.ask(article.path, Accept_Encoding=coding)
    assert found.all("content-encoding") == ([coding] if coding != "identity" else [])
    assert found.body == answers[coding].body


def test_what_is_for_one_is_kept_for_nobody(edge, site):
    article = make_article()
    draft = make_article("Құпия жоба", publish=False)
    session = cookie_of(make_staff("Chief editor"))
    change = f"/admin/articles/article/{draft.pk}/change/"
    assert "Құпия жоба" in edge.ask(change, Cookie=session).body.decode()
    stranger = edge.ask(change)
    assert stranger.status == 302
    assert "Құпия" not in stranger.body.decode()
    edge.ask(article.path)
    written = {"Cookie": f"a=1; {own_writes.COOKIE}=1:x:y"}
    for about in ({"Cookie": session}, written, {"Authorization": "Basic eDp5"}):
        before = len(site.asked)
        assert edge.ask(article.path, **about).status == 200
        assert len(site.asked) == before + 1


def test_while_the_application_is_down_the_last_page_is_there(edge, site):
    article = make_article("Қалған бет")
    edge.ask(article.path)
    site.is_down = True
    for _ in range(3):
        answer = edge.ask(article.path)
        assert answer.status == 200
        assert "Қалған бет" in answer.body.decode()
    assert edge.ask("/archive/").status >= 500
    site.is_down = False
    wait_until(lambda: edge.ask("/archive/").status == 200)


def test_what_the_clock_has_taken_down_is_not_even_then(edge, site):
    article = make_article("Уақыты өтеді")
    assert edge.ask("/archive/").status == 200  # what is read once is read by now
    at = timezone.now()
    Article.objects.filter(pk=article.pk).update(withdraw_at=at + timedelta(seconds=4))
    assert edge.ask(article.path).status == 200
    site.is_down = True
    wait_until(lambda: edge.ask(article.path).status >= 500)
    # Until that instant it may be there, and was; afterwards it is not, whoever asks.
    wait_until(lambda: timezone.now() > at + timedelta(seconds=4))
    assert edge.ask(article.path).status >= 500
