"""Thinning: what nobody has seen goes when it is old, on record; the database lets no more go."""

from datetime import UTC, datetime, timedelta
from importlib import import_module
from itertools import count

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from articles.models import AuditEntry, Autosave, PreviewLink, Revision, SiteIdentity, thinning
from articles.pruning import prune
from tests.factories import make_article
from tests.support.database import delete_by_hand
from tests.support.staff import make_staff

MIGRATION = import_module("articles.migrations.0030_packed_revisions")
BEGUN = datetime(2026, 1, 5, 9, tzinfo=UTC)
NOW = BEGUN + timedelta(days=100)
MONTH = timedelta(days=30)
_number = count(1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _guarded_history(db):
    """As every database but that of the tests has it."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(MIGRATION.SQLITE)


def draft():
    """An article nobody has published, with one revision."""
    article = make_article(publish=False)
    article.slug = "is-guarded"  # the database gives up the history of what never had an address
    article.save(update_fields=["slug"])
    return article


def save(article, text, at=BEGUN, by=None):
    return article.save_revision(article.working_content() | {"lede": text}, by=by, at=at)


def saved(article, times, at=BEGUN):
    """So many saves, each of another text."""
    return [save(article, f"Лид {next(_number)}", at) for _ in range(times)]


def thin(article, at=NOW, age=MONTH):
    return thinning.thin(article.pk, at=at, age=age)


def numbers(article):
    return list(article.revisions.order_by("number").values_list("number", flat=True))


def test_old_saves_go_but_for_the_first_and_the_last():
    article = draft()
    *_, last = saved(article, 4)
    assert numbers(article) == [1, 2, 3, 4, 5]
    assert thin(article) == 3
    assert numbers(article) == [1, 5]
    assert article.revisions.first().content == last.content


def test_a_long_history_goes_by_batches(monkeypatch):
    monkeypatch.setattr(thinning, "BATCH", 2)
    article = draft()
    saved(article, 6)
    assert thin(article) == 5
    assert numbers(article) == [1, 7]


def test_what_goes_is_on_record_and_the_record_holds():
    article, editor = draft(), make_staff("Editor")
    going = save(article, "Лид", by=editor)
    saved(article, 1)
    thin(article)
    [entry] = AuditEntry.objects.filter(verb="thin")
    assert (entry.model, entry.key, entry.by_id, entry.at) == ("article", article.pk, None, NOW)
    assert entry.before == {
        "revision": 2,
        "digest": going.digest,
        "by": "editor",
        "at": BEGUN.isoformat(),
    }
    call_command("verify_audit")


def test_what_is_younger_than_the_rule_stays_and_nothing_goes_before_a_month():
    article = draft()
    saved(article, 2, at=NOW - timedelta(days=29))
    saved(article, 1, at=NOW)
    assert thin(article, age=timedelta(days=1)) == 0
    assert thin(article, at=NOW + timedelta(days=2), age=timedelta(days=90)) == 0
    assert thin(article, at=NOW + timedelta(days=2)) == 2


def test_what_was_published_stays():
    article = draft()
    first, _second = saved(article, 2)
    article.publish(by=None, at=BEGUN)
    third, _fourth = saved(article, 2)
    article.amend(by=None, at=BEGUN)
    saved(article, 2)
    article.correct("update", by=None, at=BEGUN)
    fifth, _sixth = saved(article, 2)
    assert article.revisions.count() == 9
    assert thin(article) == 4
    gone = {first.number, third.number, fifth.number}
    assert not gone & set(numbers(article))
    assert numbers(article) == [1, 3, 5, 7, 9]


def test_what_was_withdrawn_since_stays_too():
    article = make_article()
    saved(article, 1)
    article.amend(by=None, at=BEGUN)
    article.withdraw(by=None, at=BEGUN)
    saved(article, 2)
    thin(article)
    assert numbers(article) == [1, 2, 4]


def test_merged_restored_and_imported_text_stays():
    article = draft()
    for act in ("merge", "restore", "import"):
        content = article.working_content() | {"lede": act}
        article.save_revision(content, by=None, at=BEGUN, act=act)
    saved(article, 1)
    assert thin(article) == 0


def test_what_somebody_outside_was_shown_stays_after_the_link_is_gone():
    article, editor = draft(), make_staff("Editor")
    saved(article, 1)
    link = PreviewLink.create_for(article, by=editor, at=BEGUN, days=1)
    saved(article, 2)
    link.delete()
    assert thin(article) == 1
    assert numbers(article) == [1, 2, 4]


def test_what_somebody_goes_on_from_stays():
    article, editor = draft(), make_staff("Editor")
    base, _last = saved(article, 2)
    key = "0b0bb0bb-0000-4000-8000-000000000001"
    Autosave.objects.create(by=editor, article=article, base=base, key=key, form={}, at=NOW)
    assert thin(article) == 0


def test_what_the_record_does_not_know_stays():
    article = draft()
    content = article.working_content()
    Revision.objects.create(article=article, number=2, content=content, act="save", at=BEGUN)
    Revision.objects.create(article=article, number=3, content=content, act="save", at=BEGUN)
    assert thin(article) == 0


def refused(revision):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        delete_by_hand(Revision, "id", revision.pk)


def record(article, revision, at=NOW, **said):
    before = {"revision": revision.number, "digest": revision.digest} | said
    AuditEntry.record("thin", article, by=None, at=at, before=before)


def test_the_database_lets_go_what_is_on_record_and_nothing_else():
    article = draft()
    one, two, _last = saved(article, 3)
    refused(one)
    record(article, two)
    refused(one)
    record(article, one, digest=two.digest)
    refused(one)
    record(article, one, at=BEGUN + timedelta(days=29))
    refused(one)
    record(article, one, at=BEGUN + timedelta(days=30))
    delete_by_hand(Revision, "id", one.pk)
    assert numbers(article) == [1, 3, 4]


def test_no_record_lets_the_database_give_up_what_was_seen_or_comes_first():
    article, editor = draft(), make_staff("Editor")
    one, two = saved(article, 2)
    article.publish(by=None, at=BEGUN)
    three = saved(article, 1)[0]
    PreviewLink.create_for(article, by=editor, at=BEGUN, days=1).delete()
    saved(article, 1)
    merged = article.save_revision(
        article.working_content() | {"lede": "Қос"}, by=None, at=BEGUN, act="merge"
    )
    saved(article, 1)
    first = article.revisions.get(number=1)
    for revision in (first, two, three, merged):
        record(article, revision)
        refused(revision)
    record(article, one)
    delete_by_hand(Revision, "id", one.pk)


def test_a_draft_that_was_never_out_goes_with_its_history():
    article = make_article(publish=False)
    saved(article, 2)
    article.delete()
    assert not Revision.objects.exists()


def test_nothing_goes_until_the_chief_editor_says_so():
    article = draft()
    saved(article, 3)
    assert prune(at=NOW)["thinned_revisions"] == 0
    SiteIdentity.objects.update_or_create(pk=1, defaults={"thin_history_after": 180})
    assert prune(at=NOW)["thinned_revisions"] == 0
    SiteIdentity.objects.update(thin_history_after=90)
    assert prune(at=NOW)["thinned_revisions"] == 2
    assert prune(at=NOW)["thinned_revisions"] == 0
    assert numbers(article) == [1, 4]
