"""Readers' pages from a real streaming replica: how old they may be, and for whom not at all."""

import pytest
from django.conf import settings as django_settings
from django.db import connection, connections, transaction

from articles.db import content_version, replica
from articles.delivery import page_store, site_context
from articles.models import Article, Tag
from tests.factories import make_article, make_tag
from tests.support import replica as servers
from tests.support.database import restore
from tests.support.staff import form_of, make_staff
from tests.support.waiting import wait_until
from tests.support.wsgi_site import Site

pytestmark = [
    pytest.mark.skipif("connection.vendor == 'sqlite'", reason="of PostgreSQL"),
    pytest.mark.skipif(
        django_settings.DATABASE_POOL_MODE == "transaction", reason="no pooler knows replication"
    ),
]


@pytest.fixture(scope="module")
def server(django_db_setup):
    with servers.running() as server:
        yield server


@pytest.fixture
def standby(server, migrated, transactional_db, settings):
    """The replica, with all that the primary has."""
    settings.PAGE_CACHE_DELAY_MS = 0
    restore(migrated)
    with servers.known(HOST=str(server.folder)):
        wait_for_replay()
        yield server
        content_version.close()


@pytest.fixture
def site(standby):
    return Site()


def ask(alias, sql, *values):
    with connections[alias].cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0] if cursor.description else None


def wait_for_replay():
    """The primary of the tests writes its log when it likes, unless a commit insists."""
    with transaction.atomic():
        ask("default", "SET LOCAL synchronous_commit = on")
        ask("default", "SELECT pg_logical_emit_message(true, '', '')")
    position = replica.position()
    wait_until(lambda: replica.has_reached(position))


@pytest.fixture
def paused(standby):
    """Replaying, held up until the test ends, or says so."""

    def resume():
        ask("replica", "SELECT pg_wal_replay_resume()")
        wait_for_replay()

    ask("replica", "SELECT pg_wal_replay_pause()")
    wait_until(lambda: ask("replica", "SELECT pg_get_wal_replay_pause_state()") == "paused")
    yield resume
    resume()


def headline(site, article, **about):
    answer = site.get(article.path, **about)
    return article.headline in answer.body.decode(), answer.from_django


def rename(article, headline):
    Article.objects.filter(pk=article.pk).update(headline=headline)


def test_pages_are_made_from_the_replica(site):
    article = make_article("Көшірмеден")
    wait_for_replay()
    seen = []

    def note(execute, sql, *args):
        seen.append(sql)
        return execute(sql, *args)

    with connection.execute_wrapper(note):
        assert headline(site, article) == (True, True)
    assert seen == []
    assert headline(site, article) == (True, False)


def test_a_change_is_in_the_answer_as_soon_as_it_is_replayed(site):
    article = make_article("Бұрынғы тақырып")
    wait_for_replay()
    for number in range(20):
        headline(site, article)
        article.headline = f"Жаңа тақырып {number}"
        rename(article, article.headline)
        wait_for_replay()
        assert headline(site, article)[0]


def test_what_is_no_content_leaves_pages_as_they_are(site):
    article = make_article()
    user = make_staff("Editor")
    wait_for_replay()
    headline(site, article)
    user.save()
    wait_for_replay()
    assert headline(site, article) == (True, False)


def test_transactions_that_commit_in_another_order_count_each(standby):
    tag, article = make_tag(), make_article()
    first, second = connection.copy(), connection.copy()
    try:
        for one, table, pk in (
            (first, "articles_tag", tag.pk),
            (second, "articles_section", article.section_id),
        ):
            one.set_autocommit(False)
            with one.cursor() as cursor:
                cursor.execute(f"UPDATE {table} SET name = 'Су' WHERE id = %s", [pk])
        wait_for_replay()
        before = content_version.current()
        for number, one in enumerate((second, first), start=1):
            one.commit()
            wait_for_replay()
            assert content_version.current() == before + number
            assert content_version.current() == before + number
    finally:
        first.close()
        second.close()


def test_who_slept_while_marks_were_pruned_learns_of_it(standby):
    tag = make_tag()
    wait_for_replay()
    before = content_version.current()
    Tag.objects.filter(pk=tag.pk).update(name="Су")
    mark = ask("default", "SELECT max(xid)::text FROM articles_contentmark")
    left = "SELECT count(*) FROM articles_contentmark WHERE xid = %s"
    # While other transactions of the server that are older go on, it stays.
    wait_until(lambda: (content_version.prune(), ask("default", left, mark))[1] == 0)
    wait_for_replay()
    assert content_version.current() == before + 1
    assert content_version.current() == before + 1


def test_more_marks_than_are_looked_at_are_a_change(standby):
    """A transaction that stays open keeps all marks since it began among those to be looked at."""
    tag = make_tag()
    long = connection.copy()
    try:
        long.set_autocommit(False)
        with long.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()")
            cursor.execute("UPDATE articles_tag SET name = 'Су' WHERE id = %s", [tag.pk])
        wait_for_replay()
        content_version.current()
        future = "SELECT (1000000 + n)::text::xid8 FROM generate_series(1, %s) AS n"
        ask("default", f"INSERT INTO articles_contentmark {future}", 1100)
        wait_for_replay()
        before = content_version.current()
        long.commit()
        wait_for_replay()
        assert content_version.current() > before
    finally:
        long.close()
        ask("default", "DELETE FROM articles_contentmark WHERE xid > pg_current_xact_id()")


def test_who_has_just_written_sees_it_while_others_wait(site, client, paused):
    article, chief = make_article("Бұрынғы тақырып"), make_staff("Chief editor")
    paused()
    headline(site, article)
    ask("replica", "SELECT pg_wal_replay_pause()")
    wait_until(lambda: ask("replica", "SELECT pg_get_wal_replay_pause_state()") == "paused")
    client.force_login(chief)
    sent = form_of(article, headline="Жаңа тақырып") | {"_amend": ""}
    answer = client.post(f"/admin/articles/article/{article.pk}/change/", sent)
    cookie = answer.cookies["newsroom_position"]
    assert answer.status_code == 302
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (60, True, "Lax")
    own = {"HTTP_COOKIE": f"newsroom_position={cookie.coded_value}"}
    assert headline(site, article) == (True, False)
    seen = site.get(article.path, **own)
    assert "Жаңа тақырып" in seen.body.decode()
    assert seen.headers["cache-control"] == "private, no-store"
    assert headline(site, article) == (True, False)
    for forged in ("x", "1:x:y", cookie.coded_value.replace(":", "9:", 1)):
        assert headline(site, article, HTTP_COOKIE=f"newsroom_position={forged}") == (True, True)
    paused()
    seen = site.get(article.path, **own)
    assert "Жаңа тақырып" in seen.body.decode()
    assert "no-store" not in seen.headers["cache-control"]
    assert "Жаңа тақырып" in site.get(article.path).body.decode()


def test_who_has_just_written_does_not_wait_for_the_next_asking(site, client, settings):
    article, chief = make_article("Бұрынғы тақырып"), make_staff("Chief editor")
    wait_for_replay()
    settings.PAGE_CACHE_DELAY_MS = 3_600_000
    headline(site, article)
    client.force_login(chief)
    sent = form_of(article, headline="Жаңа тақырып") | {"_amend": ""}
    answer = client.post(f"/admin/articles/article/{article.pk}/change/", sent)
    wait_for_replay()
    own = {"HTTP_COOKIE": f"newsroom_position={answer.cookies['newsroom_position'].coded_value}"}
    assert headline(site, article) == (True, False)
    assert "Жаңа тақырып" in site.get(article.path, **own).body.decode()


def test_without_the_replica_pages_come_from_the_primary(site, standby, caplog):
    article = make_article("Бұрынғы тақырып")
    wait_for_replay()
    headline(site, article)
    standby.stop()
    try:
        for number in range(3):
            article.headline = f"Жаңа тақырып {number}"
            rename(article, article.headline)
            assert headline(site, article)[0]
            page_store.clear()
            site_context.forget()
            assert headline(site, article) == (True, True)
    finally:
        standby.start()
    wait_until(lambda: replica.source() == replica.REPLICA)
    assert headline(site, article)[0]
    said = [record.message for record in caplog.records if "replica" in record.message]
    assert [line.partition(":")[0][:22] for line in said] == [
        "The replica is away",
        "The replica is back af",
    ]
