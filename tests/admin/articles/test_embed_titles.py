"""The editor is told what an embed is called, and the history says it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import EmbedTitle, Task
from tests.admin.articles.test_history import fresh, history, save
from tests.factories import make_article
from tests.support.provider import body, provider
from tests.support.tasks import run_waiting

pytestmark = pytest.mark.django_db

PASTED = "https://youtu.be/aB3_d-Fg7hI?t=42"
DOOR = "/admin/articles/article/embed-title/"


@pytest.fixture
def server(monkeypatch, settings):
    settings.EMBED_TITLES = True
    with provider(monkeypatch) as server:
        yield server


def ask(client, address=PASTED):
    response = client.post(DOOR, {"address": address})
    assert response.status_code == 200
    return response.json()


def test_what_is_put_in_is_asked_for_by_a_worker_at_once(client, editor, server):
    assert reverse("admin:articles_article_embed_title") == DOOR
    assert ask(client) == ask(client) == {"title": "", "is_awaited": True}
    assert (server.asked, Task.objects.waiting().count()) == ([], 1)
    run_waiting()
    assert ask(client) == {"title": "Бөгет ашылды", "is_awaited": False}
    assert len(server.asked) == 1


def test_nobody_waits_for_what_gave_no_answer(client, editor, server):
    server.answer = body(b"", 503)
    ask(client)
    run_waiting()
    assert ask(client) == {"title": "", "is_awaited": False}


@pytest.mark.parametrize(
    "address", ["https://t.me/auyl_kanaly/15", "https://example.org/", "javascript:alert(1)", ""]
)
def test_others_are_asked_for_nothing(client, editor, server, address):
    assert ask(client, address) == {"title": "", "is_awaited": False}
    assert not EmbedTitle.objects.exists()
    assert not Task.objects.exists()


def test_where_nobody_is_to_be_asked_nothing_is_awaited(client, editor, server, settings):
    settings.EMBED_TITLES = False
    assert ask(client) == {"title": "", "is_awaited": False}
    assert not Task.objects.exists()


def test_to_read_it_is_no_door(client, editor):
    assert client.get(DOOR).status_code == 405


def test_the_history_says_it_beside_the_address(client, editor):
    article = make_article(publish=False)
    figure = f'<figure data-embed="{PASTED}"></figure>'
    save(client, article, body=article.body + figure)
    assert f"{PASTED}]" in client.get(history(article, 2)).content.decode()
    EmbedTitle.objects.get().learn("<i>Бөгет</i>", at=timezone.now())
    page = client.get(history(article, 2)).content.decode()
    assert f"&lt;i&gt;Бөгет&lt;/i&gt;, {PASTED}]" in page
    assert fresh(article).body.endswith(figure)  # in the text nothing was written
