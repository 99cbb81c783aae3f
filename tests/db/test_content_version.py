"""What counts as a change of the content: every row that a page is made of, by whatever door."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone

from articles.db import content_version
from articles.models import Autosave, Presence, SiteIdentity, Tag
from tests.factories import make_article, make_photo, make_section, make_tag
from tests.support.database import restore
from tests.support.staff import make_staff
from tests.support.triggers import CONTENT, triggers

NO_CONTENT = {
    *("act", "announcement", "autosave", "collectedphoto", "collection", "fileusage", "gaterule"),
    *("acceptedword", "articletemplate", "articletemplate_tags", "bulkact", "bulkactline"),
    *("importedpage", "keyterm", "kindfee", "note", "note_named", "notesread", "periodicrun"),
    *("photocredentials", "photoentry", "photouse"),
    *("photoword", "planfeed", "presence", "previewlink", "relatedweight", "revision"),
    *("suggestion", "tagmerge", "tagword", "taskprogress", "trashedarticle", "user", "user_groups"),
    *("savedview", "user_sections", "user_user_permissions", "worker"),
}
on_postgresql = pytest.mark.skipif("connection.vendor == 'sqlite'", reason="of PostgreSQL")


@pytest.fixture
def version(migrated, transactional_db, settings):
    """How often the content was another, since this was asked last."""
    settings.PAGE_CACHE_DELAY_MS = 0
    restore(migrated)
    last = content_version.current()

    def changes():
        nonlocal last
        before, last = last, content_version.current()
        return last - before

    return changes


def execute(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_each_table_is_content_or_is_not():
    tables = {
        model._meta.db_table.removeprefix("articles_")
        for model in apps.get_app_config("articles").get_models(include_auto_created=True)
        if model._meta.db_table.startswith("articles_")
    }
    assert {name.removeprefix("articles_") for name in CONTENT} | NO_CONTENT == tables
    assert not NO_CONTENT & {name.removeprefix("articles_") for name in CONTENT}


def test_each_table_of_content_leaves_marks(db):
    """SQLite loses them where a migration writes the table anew by another way than Django's."""
    expected = dict.fromkeys(CONTENT, 3 if connection.vendor == "sqlite" else 1)
    found = triggers("articles_mark_")
    assert found == expected


def test_a_commit_of_content_is_seen_once(version):
    assert version() == 0
    make_article(tags=[make_tag()])
    assert version() >= 1
    assert version() == 0


@pytest.mark.parametrize("statement", ["UPDATE articles_tag SET name = name", "DELETE FROM {}"])
def test_plain_sql_counts(version, statement):
    make_tag()
    version()
    execute(statement.format("articles_tag"))
    assert (version(), version()) == (1, 0)


def test_what_is_rolled_back_does_not_count(version):
    make_tag()
    version()
    with transaction.atomic():
        Tag.objects.update(name="Су")
        transaction.set_rollback(True)
    assert version() == 0


def test_inside_a_transaction_nothing_has_changed_yet(version):
    make_tag()
    version()
    with transaction.atomic():
        Tag.objects.update(name="Су")
        assert version() == 0
    assert version() == 1


def test_what_the_desk_does_beside_the_content_does_not_count(version):
    article, user = make_article(), make_staff("Editor")
    version()
    now = timezone.now()
    Session.objects.create(session_key="a" * 32, session_data="", expire_date=now)
    Autosave.objects.create(key=uuid4(), article=article, by=user, form={}, at=now)
    Presence.objects.create(article=article, by=user, seen_at=now)
    user.save()
    assert version() == 0


def test_who_lets_go_and_asks_again_sees_another_version(version):
    content_version.close()
    assert version() == 1


def test_not_asked_again_within_the_delay(version, settings):
    tag = make_tag()
    version()
    settings.PAGE_CACHE_DELAY_MS = 60_000
    Tag.objects.filter(pk=tag.pk).update(name="Су")
    assert version() == (1 if connection.vendor == "sqlite" else 0)
    settings.PAGE_CACHE_DELAY_MS = 0
    assert version() == (0 if connection.vendor == "sqlite" else 1)


@on_postgresql
def test_transactions_that_commit_in_another_order_count_each(version):
    """The first to begin is the last to commit, and leaves the older mark."""
    tag, section = make_tag(), make_section()
    version()
    first, second = connection.copy(), connection.copy()
    try:
        for one in (first, second):
            one.set_autocommit(False)
        with first.cursor() as cursor:
            cursor.execute("UPDATE articles_tag SET name = 'Су' WHERE id = %s", [tag.pk])
        with second.cursor() as cursor:
            cursor.execute("UPDATE articles_author SET name = 'Су' WHERE id = %s", [section.pk])
        assert version() == 0
        second.commit()
        assert version() == 1
        first.commit()
        assert (version(), version()) == (1, 0)
    finally:
        first.close()
        second.close()


@on_postgresql
def test_marks_are_pruned_and_who_slept_through_it_learns_of_it(version):
    """How many go is for the other transactions of the server to say, those of other tests too."""
    make_article()
    from_another_server = "9000000000000000000"
    execute("INSERT INTO articles_contentmark VALUES (%s)", from_another_server)
    version()
    assert content_version.prune() >= 1
    assert (version(), version()) == (1, 0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(xid) < %s FROM articles_contentmark", [from_another_server])
        assert cursor.fetchone() == (True,)


@on_postgresql
def test_truncating_counts(version):
    make_tag()
    version()
    execute("TRUNCATE articles_tag CASCADE")
    assert version() == 1


def stamp():
    return SiteIdentity.load().stamp


@pytest.fixture
def rows(db):
    SiteIdentity.objects.update_or_create(pk=1, defaults={"name": "Дала үні"})
    make_article(tags=[make_tag(is_pinned=True), make_tag("Жер", "jer")])


@pytest.mark.parametrize(
    ("statement", "is_frame"),
    [
        ("UPDATE articles_section SET position = position + 1", True),
        ("UPDATE articles_kind SET name = name", True),
        ("UPDATE articles_tag SET name = 'Су' WHERE is_pinned", True),
        ("UPDATE articles_tag SET name = 'Су' WHERE NOT is_pinned", False),
        ("UPDATE articles_tag SET is_pinned = true WHERE NOT is_pinned", True),
        ("UPDATE articles_tag SET is_pinned = false WHERE is_pinned", True),
        ("UPDATE articles_siteidentity SET name = 'Су'", True),
        ("UPDATE articles_siteidentity SET stamp = stamp", True),
        ("UPDATE articles_article SET headline = 'Су'", False),
    ],
)
def test_what_stands_around_every_page_draws_a_new_stamp(rows, statement, is_frame):
    before = stamp()
    execute(statement)
    assert (stamp() != before) == is_frame


def test_the_social_picture_is_of_the_frame(rows):
    photo = make_photo()
    before = stamp()
    execute("UPDATE articles_photo SET alt = 'Су'")
    assert stamp() == before
    SiteIdentity.objects.update(social_picture=photo)
    before = stamp()
    execute("UPDATE articles_photo SET alt = 'Жер'")
    assert stamp() != before


def test_a_session_that_ends_is_no_content(version):
    Session.objects.create(session_key="b" * 32, session_data="", expire_date=timezone.now())
    version()
    Session.objects.filter(expire_date__lt=timezone.now() + timedelta(days=1)).delete()
    assert version() == 0
