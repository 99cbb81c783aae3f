"""What the desk asks the database for: the same for a short history and a long one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from tests.admin.articles.test_change_list import LIST
from tests.factories import make_article, make_author, make_tag
from tests.support.staff import form_of
from tests.support.tasks import run_waiting

pytestmark = pytest.mark.django_db

_NO_QUERY = ("SAVEPOINT", "RELEASE", "SELECT pg_advisory", "SELECT set_config('lock")


def address(article, name):
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def asked(act, *arguments):
    """How many queries ``act`` takes, beside those that only open and close and wait."""
    with CaptureQueriesContext(connection) as seen:
        act(*arguments)
    return sum(not query["sql"].startswith(_NO_QUERY) for query in seen.captured_queries)


def save(client, article, **fields):
    data = form_of(article, lede=f"{timezone.now()}", **fields)
    return asked(client.post, address(article, "change"), data)


@pytest.mark.parametrize("saves", [2, 30])
def test_what_is_done_with_an_article_costs_the_same_at_any_length_of_its_history(
    client, editor, saves
):
    tags = [make_tag(), make_tag("Су", "su"), make_tag("Ауыл", "auyl")]
    others = [make_article(tags=tags) for _ in range(8)]
    authors = [make_author(), make_author("Әсем Бек", "asem-bek")]
    article = make_article("Суат", publish=False, tags=tags, authors=authors)
    article.set_picks(others[:2])
    for number in range(saves):
        content = article.content() | {"lede": f"{number}"}
        article.save_revision(content, by=editor, at=timezone.now())
    article.notify_changed(by=editor, at=timezone.now())
    client.get(address(article, "change"))
    run_waiting()

    def fresh():
        return Article.objects.get(pk=article.pk)

    assert {
        "open": asked(client.get, address(article, "change")),
        "save": save(client, fresh()),
        "history": asked(client.get, address(article, "history")),
        "publish": save(client, fresh(), _publish="1"),
        "amend": save(client, fresh(), _amend="1"),
        "list": asked(client.get, LIST),
        "search": asked(client.get, f"{LIST}?q=суат"),
    } == {
        "open": 25,
        "save": 26,
        "history": 7,
        "publish": 42,
        "amend": 53,
        "list": 13,
        "search": 16,
    }
    assert fresh().is_live()
