"""Titles of embeds come by themselves, after the save; what fails is quiet and tried again."""

import logging
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from articles.models import EmbedTitle, Task
from articles.models.media.embed_titles import PAUSES
from articles.tasks import immediately
from articles.tasks.embed_titles import AT_ONCE, fetch_embed_titles
from articles.tasks.periodic import enqueue_due
from articles.tasks.schedule import SCHEDULE
from tests.factories import make_article
from tests.support.provider import body, provider, title
from tests.support.tasks import run_waiting

pytestmark = pytest.mark.django_db

PASTED = "https://youtu.be/aB3_d-Fg7hI?t=42"
VIDEO = "https://www.youtube.com/watch?v=aB3_d-Fg7hI"
FILM = "https://vimeo.com/76979871"


@pytest.fixture
def server(monkeypatch, settings):
    settings.EMBED_TITLES = True
    with provider(monkeypatch) as server:
        yield server


def embed(address, typed=""):
    return f'<figure data-embed="{address}"{typed}></figure>'


def work(at=None):
    """What a worker does that looks at ``at`` what is due."""
    with time_machine.travel(at or timezone.now(), tick=False):
        enqueue_due(SCHEDULE, now=timezone.now())
        run_waiting()


def row(address=VIDEO):
    return EmbedTitle.objects.get(pk=address)


def test_the_title_comes_after_the_save(server):
    make_article(body=embed(PASTED))
    assert server.asked == []
    work()
    assert (row().title, row().retry_at, row().failure) == ("Бөгет ашылды", None, "")
    make_article(body=embed(VIDEO) + embed(PASTED))
    work()
    assert len(server.asked) == 1  # one thing, whatever its addresses


def test_nobody_is_asked_about_what_has_a_title_or_no_such_door(server):
    typed = embed(VIDEO, ' data-title="Ашылу"')
    make_article(body=typed + embed("https://t.me/auyl_kanaly/15") + f"<p>{FILM}</p>")
    work()
    assert (server.asked, EmbedTitle.objects.count()) == ([], 0)


def test_a_command_leaves_it_to_a_worker(server):
    with immediately():
        make_article(body=embed(VIDEO))
    assert server.asked == []
    work()
    assert row().title == "Бөгет ашылды"


def test_what_gives_no_answer_is_asked_again_later_and_later_and_at_last_no_more(server, caplog):
    caplog.set_level(logging.WARNING)
    server.answer = body(b"", 503)
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        make_article(body=embed(VIDEO))
        work(now)
    for count, pause in enumerate(PAUSES, 1):
        work(now + pause - timedelta(seconds=1))
        assert (len(server.asked), row().failure) == (count, "status 503")
        now += pause
        work(now)
    work(now + timedelta(days=30))
    assert len(server.asked) == row().attempts == len(PAUSES) + 1
    assert row().retry_at is None
    assert not Task.objects.failed().exists()
    assert [record.message for record in caplog.records if record.name.startswith("art")] == []


def test_a_title_may_come_at_the_second_attempt(server):
    server.answer = body(b"", 429)
    now = timezone.now()
    make_article(body=embed(VIDEO))
    work(now + timedelta(seconds=1))
    server.answer = title("Бөгет")
    work(now + timedelta(minutes=5))
    assert (row().title, row().failure) == ("Бөгет", "")


def test_who_gives_no_answer_is_left_alone_with_all_else_and_others_are_asked(server):
    def answer(handler):
        refuse = body(b"", 503)
        (refuse if "vimeo" in handler.headers["Host"] else title("Көл"))(handler)

    server.answer = answer
    films = [f"https://vimeo.com/7697987{n}" for n in range(5)]
    make_article(body="".join(map(embed, [*films, VIDEO])))
    work()
    hosts = [asked.partition("/")[0] for asked in server.asked]
    assert hosts == ["vimeo.com", "www.youtube.com"]
    assert (row(VIDEO).title, row(VIDEO).attempts) == ("Көл", 1)
    assert not EmbedTitle.objects.due(timezone.now()).exists()
    assert EmbedTitle.objects.filter(attempts=1, failure="status 503").count() == 5


def test_what_was_refused_or_given_up_may_be_asked_for_a_day_later(server):
    server.answer = body(b"", 404)
    article = make_article(body=embed(VIDEO))
    now = timezone.now()
    work(now)
    assert (row().failure, row().retry_at) == ("status 404", None)
    article.notify_changed(by=None, at=now)
    work(now + timedelta(hours=1))
    assert len(server.asked) == 1
    server.answer = title("Бөгет")
    article.notify_changed(by=None, at=now + timedelta(days=2))
    work(now + timedelta(days=2))
    assert (row().title, len(server.asked)) == ("Бөгет", 2)


def test_many_are_asked_for_bit_by_bit(server):
    addresses = [f"https://vimeo.com/76979{n:03}" for n in range(AT_ONCE + 1)]
    make_article(body="".join(map(embed, addresses)))
    work()
    assert not EmbedTitle.objects.filter(title="").exists()
    assert len(server.asked) == AT_ONCE + 1
    assert Task.objects.filter(task_path=fetch_embed_titles.module_path).count() == 2


def test_who_wants_nobody_asked_asks_nobody(server, settings):
    settings.EMBED_TITLES = False
    make_article(body=embed(VIDEO))
    work()
    fetch_embed_titles.call()
    assert (server.asked, Task.objects.filter(task_path__contains="embed").count()) == ([], 0)
    settings.EMBED_TITLES = True  # what was put in meanwhile is not forgotten
    work(timezone.now() + timedelta(minutes=2))
    assert row().title == "Бөгет ашылды"
