"""Which database is read: readers' pages from the replica, all else from the primary."""

import pytest
from django.db import connections, transaction

from articles.db import content_version, replica
from articles.db.compiled_queries import NO_KEY, CompiledQuery
from articles.models import Article, Section
from tests.factories import make_article, make_section
from tests.support import replica as servers
from tests.support.database import restore
from tests.support.staff import form_of, make_staff
from tests.support.wsgi_site import Site

by_key = CompiledQuery(lambda pk: Section.objects.filter(pk=pk), pk=NO_KEY)


@pytest.fixture
def asked(migrated, transactional_db, settings):
    """What each database was asked, by alias; both are the same."""
    settings.PAGE_CACHE_DELAY_MS = 0
    restore(migrated)
    asked = {"default": [], "replica": []}
    with servers.known():
        wrappers = {
            alias: connections[alias].execute_wrapper(_noting(asked[alias])) for alias in asked
        }
        with wrappers["default"], wrappers["replica"]:
            yield asked
        content_version.close()


def _noting(sqls):
    def note(execute, sql, *args):
        sqls.append(sql)
        return execute(sql, *args)

    return note


def test_readers_pages_come_from_the_replica_alone(asked):
    article, site = make_article(), Site()
    for address in ("/", article.path, "/search/?q=мектеп", "/rss.xml"):
        asked["default"].clear()
        asked["replica"].clear()
        site.get(address)
        assert asked["default"] == []
        assert asked["replica"]


def test_the_desk_knows_the_primary_alone(asked, client):
    article = make_article()
    Site().get(article.path)  # which holds rows of the replica in memory
    client.force_login(make_staff("Chief editor"))
    asked["replica"].clear()
    assert client.get("/admin/").status_code == 200
    change = f"/admin/articles/article/{article.pk}/change/"
    assert client.get(change).status_code == 200
    sent = form_of(article, headline="Жаңа тақырып") | {"_amend": ""}
    assert client.post(change, sent).status_code == 302
    assert client.get("/admin/articles/layout/", follow=True).status_code == 200
    assert asked["replica"] == []
    assert Article.objects.get().headline == "Жаңа тақырып"


def test_a_compiled_query_goes_where_it_is_wanted_now(asked):
    section = make_section()
    for alias in ("replica", "default", "replica"):
        for sqls in asked.values():
            sqls.clear()
        with replica.reading(alias):
            [found] = by_key(pk=section.pk)
        assert found == section
        assert found._state.db == alias
        assert [name for name, sqls in asked.items() if sqls] == [alias]


def test_an_object_of_the_replica_is_saved_to_the_primary(asked):
    make_article()
    with replica.reading("replica"):
        article = Article.objects.get()
    asked["replica"].clear()
    article.headline = "Басқа"
    article.save()
    article.refresh_from_db()
    assert Article.objects.live().filter(section=article.section).count() == 1
    assert asked["replica"] == []


def test_a_transaction_does_not_span_both(asked):
    assert replica.of_readers() == "replica"
    with transaction.atomic():
        assert replica.of_readers() == "default"


def test_nothing_is_migrated_there():
    router = replica.Router()
    assert not router.allow_migrate("replica", "articles")
    assert router.allow_migrate("default", "articles")


@pytest.mark.django_db
def test_without_a_replica_nobody_gets_a_cookie(client):
    article = make_article()
    client.force_login(make_staff("Chief editor"))
    sent = form_of(article, headline="Жаңа тақырып") | {"_amend": ""}
    answer = client.post(f"/admin/articles/article/{article.pk}/change/", sent)
    assert "newsroom_position" not in answer.cookies
