"""What is saved is saved whole, whatever breaks, and whoever else is saving."""

import threading

import pytest
from django.db import DatabaseError, connection, connections
from django.test import Client

from articles.models import Article, AuditEntry
from tests.admin.articles.test_form import ADD, change
from tests.factories import make_article, make_author, make_section
from tests.support.staff import form_of, make_staff

WRITERS, SAVES = 3, 5


class Broken:
    """Lets a number of statements through, then none that changes anything."""

    def __init__(self, whole):
        self.left = whole

    def __call__(self, execute, sql, *args):
        self.left -= not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))
        if self.left < 0 and sql.startswith(("INSERT", "UPDATE", "DELETE")):
            raise DatabaseError("the disk is gone")
        return execute(sql, *args)


@pytest.mark.django_db
@pytest.mark.parametrize("whole", range(0, 60, 7))
def test_a_publication_that_breaks_leaves_nothing_and_works_the_second_time(client, editor, whole):
    data = form_of(
        headline="Бөгет салынды",
        seo_headline="Бөгет",
        section=make_section().pk,
        byline=[make_author().pk],
        tags=["+Су"],
        _publish="1",
    )
    recorded = AuditEntry.objects.count()
    client.raise_request_exception = False
    with connection.execute_wrapper(Broken(whole)):
        assert client.post(ADD, data).status_code == 500
    assert not Article.objects.exists()
    assert AuditEntry.objects.count() == recorded
    client.post(ADD, data)
    article = Article.objects.live().get()
    assert article.latest_revision == article.live_revision
    assert [act.verb for act in AuditEntry.objects.filter(model="article")] == ["publish", "save"]


def test_writers_at_the_same_time_lose_nothing(live_server):
    users = [make_staff("Editor", username=f"writer-{n}") for n in range(WRITERS)]
    body = "".join(f"<p>{n}:</p>" for n in range(WRITERS))
    article = make_article(body=body, publish=False)
    answers = []

    def write(number):
        client = Client()
        client.force_login(users[number])
        for save in range(SAVES):
            stored = Article.objects.get(pk=article.pk)
            text = stored.body.replace(f"<p>{number}:", f"<p>{number}: {number}ж{save}")
            answers.append(client.post(change(stored), form_of(stored, body=text)).status_code)
        connections.close_all()

    threads = [threading.Thread(target=write, args=[n]) for n in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [302] * (WRITERS * SAVES)
    body = Article.objects.get().body
    assert all(f"{n}ж{save}" in body for n in range(WRITERS) for save in range(SAVES))
