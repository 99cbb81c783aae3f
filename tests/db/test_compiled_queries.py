"""A compiled query gives what its queryset would."""

import sys
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.db.compiled_queries import NEVER, CompiledQuery
from articles.delivery import visibility
from articles.models import Article, Autosave, RelatedWeight, Section
from articles.related.choosing import explain
from tests import factories
from tests.support import newsroom
from tests.support.staff import make_staff

pytestmark = pytest.mark.django_db

by_keys = CompiledQuery(
    lambda at, pks: Article.objects.live(at).select_related("section").filter(pk__in=pks),
    at=NEVER,
    pks=[-1, -2, -3],
)


def test_it_finds_what_the_queryset_finds():
    now = timezone.now()
    first, second, later = (
        factories.make_article(publish=now + timedelta(minutes=n)) for n in (-2, -1, 1)
    )
    keys = [first.pk, second.pk, later.pk]
    assert {article.pk for article in by_keys(at=now, pks=keys)} == {first.pk, second.pk}
    assert by_keys(at=now, pks=[later.pk]) == []
    assert by_keys(at=later.published_at, pks=[later.pk]) == [later]


def test_rows_are_whole_with_what_is_related():
    article = factories.make_article()
    with CaptureQueriesContext(connection) as queries:
        (found,) = by_keys(at=timezone.now(), pks=[article.pk])
        assert found.section.name == "Саясат"
    assert len(queries) == 1
    assert (found.published_at, found.body, found.sidebar) == (
        article.published_at,
        article.body,
        article.sidebar,
    )
    found.headline = "Сақталады"
    found.save()
    assert Article.objects.get().headline == "Сақталады"


def test_tuples_and_unions():
    live = CompiledQuery(
        lambda at: (
            Article.objects.live(at)
            .values_list("pk", "headline")
            .union(Section.objects.order_by().values_list("pk", "name"), all=True)
        ),
        at=NEVER,
    )
    article = factories.make_article("Бар")
    factories.make_article("Жоқ", publish=False)
    expected = [(article.pk, "Бар"), (article.section_id, "Саясат")]
    assert sorted(live(at=timezone.now())) == sorted(expected)


@pytest.mark.parametrize("keys", [[], [1, 2, 3, 4]])
def test_a_list_has_to_fit(keys):
    with pytest.raises(ValueError, match="room for 1 to 3"):
        by_keys(at=timezone.now(), pks=keys)


def test_an_example_that_is_not_in_the_query_is_a_fault():
    query = CompiledQuery(lambda pk, unused: Section.objects.filter(pk=pk), pk=-1, unused=-2)
    with pytest.raises(ValueError, match="unused"):
        query(pk=1, unused=2)


def test_one_statement_serves_small_keys_and_large_ones(settings):
    article = factories.make_article("Жалғыз")
    one = CompiledQuery(lambda pk: Article.objects.filter(pk=pk).values_list("headline"), pk=-1)
    found = [one(pk=key) for key in (article.pk, 40_000, 3_000_000_000, 2**62)]
    assert found == [[("Жалғыз",)], [], [], []]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT statement FROM pg_prepared_statements")
            prepared = [
                sql
                for (sql,) in cursor.fetchall()
                if sql.startswith('SELECT "articles_article"."headline"')
            ]
        # Behind a pooler none would be there for the next who asks.
        assert len(prepared) == (settings.DATABASE_POOL_MODE == "session")


LOOK_AT = (
    "{} gives other rows than its queryset. After an upgrade of Django look at what "
    "CompiledQuery.__call__ stands in for: get_compiler() of Query, execute_sql() and "
    "get_converters() of SQLCompiler; and at what CompiledQuery._compile reads: its select and "
    "col_count."
)


@pytest.fixture
def asked(client, db, monkeypatch):
    """All compiled queries, and the values that pages have asked them by: as plain querysets."""
    found = []

    def plain(query, **values):
        found.append((query, values))
        return list(query.queryset(**values))

    rows = CompiledQuery.rows

    def fetched(query, **values):
        found.append((query, values))
        return rows(query, **values)

    article = newsroom.build().article
    things = article, article.section, article.tags.first(), article.authors.first()
    alone_tag = factories.make_tag("Жалғыздық", "jalgyzdyq")
    alone = factories.make_article("Жалғыз", body="<p>Ештеңе.</p>", tags=[alone_tag])
    with monkeypatch.context() as patch:
        patch.setattr(CompiledQuery, "__call__", plain)
        patch.setattr(CompiledQuery, "rows", fetched)
        for address in ("/", "/archive/", *(one.get_absolute_url() for one in (*things, alone))):
            assert client.get(address).status_code == 200
        for start in ("/", *(thing.get_absolute_url() for thing in things[1:])):
            assert client.get(f"{start}rss.xml").status_code == 200
        assert client.get("/search/?q=кітап").context["results"].hits
        kinds = zip(("section", "tag", "author"), things[1:], strict=True)
        for asked_for in ("", *(f"?{kind}={thing.slug}" for kind, thing in kinds)):
            assert client.get(f"/api/v1/articles/{asked_for}").json()["results"]
        visibility.hidden([article.path, "/tag/kitap/", "/author/erlan-uzaqbai/"], timezone.now())
        desk = make_staff("Chief editor", is_superuser=True)
        client.force_login(desk)
        key = uuid.uuid4()
        Autosave.objects.create(key=key, by=desk, article=article, form={}, at=timezone.now())
        address = reverse("admin:articles_article_change", args=[article.pk])
        assert client.get(f"{address}?unsaved={key}").context
        RelatedWeight.objects.create(
            kind="topic", factor=1.2, accepted=20, dismissed=4, at=timezone.now()
        )
        assert explain(article, at=timezone.now())
        factories.make_article("Көрші", tags=[article.tags.first()])
    return found


def compiled_queries():
    """Those of modules, by name; others are made of what stands on every page, and asked here."""
    modules = {name: m for name, m in sys.modules.items() if name.startswith("articles.")}
    for name, module in modules.items():
        for variable, value in vars(module).items():
            for query in value.values() if isinstance(value, dict) else [value]:
                if isinstance(query, CompiledQuery):
                    yield query, f"{name}.{variable}"


def said(row):
    """All that a row has been given, what is related to it included."""
    if isinstance(row, tuple):
        return row
    related = {name: other and said(other) for name, other in row._state.fields_cache.items()}
    return type(row), {k: v for k, v in vars(row).items() if k != "_state"} | related


def test_every_query_gives_the_rows_of_its_queryset(asked):
    names = dict(compiled_queries())
    assert names.keys() <= {query for query, _values in asked}, "one that no page asks"
    for query, values in asked:
        expected = sorted(map(said, query.queryset(**values)), key=repr)
        found = sorted(map(said, query(**values)), key=repr)
        assert found == expected, LOOK_AT.format(names.get(query, "a query of the site context"))
        assert found, f"{names.get(query, 'a query of the site context')} has nothing to compare"
