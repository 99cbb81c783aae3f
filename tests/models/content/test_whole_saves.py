"""A save is done as a whole, or not at all."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.models import Article, AuditEntry, Revision
from articles.models.content import editing
from tests.factories import make_article, make_author, make_tag
from tests.support.database import restore
from tests.support.editing import NOW, fresh

pytestmark = pytest.mark.django_db

FAULTS = {
    "save_revision": lambda article: article.save_revision(article.content(), by=None, at=NOW),
    "record_row": lambda article: article.record_row(by=None, at=NOW),
    "apply_revision": lambda article: article.apply_revision(Revision(content={})),
    "set_authors": lambda article: article.set_authors(None),
    "set_tags": lambda article: article.set_tags(None),
    "set_picks": lambda article: article.set_picks(None),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_step_that_fails_takes_the_whole_act_with_it(name):
    """Whoever catches the error does not go on from half of what was to be done."""
    article = make_article(publish=False)
    if name in ("save_revision", "record_row"):
        Article.objects.filter(pk=article.pk).delete()
        article.headline = "Жаңа"
    with pytest.raises((Article.DoesNotExist, KeyError, TypeError)):
        FAULTS[name](article)
    assert transaction.get_rollback()
    transaction.set_rollback(False)


def fail(*args, **kwargs):
    raise LookupError


@pytest.mark.parametrize("name", ["save_revision", "record_row", "apply_revision"])
def test_a_save_that_fails_at_its_end_has_saved_nothing(
    migrated, transactional_db, monkeypatch, name
):
    """Also where whoever calls it has begun no transaction."""
    restore(migrated)
    article = make_article("Бірінші", publish=True)
    content = article.content() | {"headline": "Екінші", "picks": [make_article().pk]}
    if name == "record_row":
        Article.objects.filter(pk=article.pk).update(headline="Үшінші")
    if name == "apply_revision":
        revision = article.save_revision(content, by=None, at=NOW)
    act = {
        "save_revision": lambda: article.save_revision(content, by=None, at=NOW),
        "record_row": lambda: fresh(article).record_row(by=None, at=NOW),
        "apply_revision": lambda: article.apply_revision(revision),
    }
    before, acts = fresh(article), AuditEntry.objects.count()
    monkeypatch.setattr(editing, "_note_revisions", fail)
    monkeypatch.setattr(Article, "set_picks", fail)
    with pytest.raises(LookupError):
        act[name]()
    row = fresh(article)
    assert (row.content(), row.revisions.count()) == (before.content(), before.revisions.count())
    assert AuditEntry.objects.count() == acts


def test_a_save_makes_no_savepoints():
    """Each would be two more queries; who begins the transaction undoes all of it."""
    article = make_article(tags=[make_tag()], authors=[make_author()], publish=False)
    other = make_article("Басқа")
    content = article.content() | {"headline": "Екінші", "picks": [other.pk]}
    content |= {"tags": [], "authors": []}
    published = make_article("Шыққан", publish=True)
    Article.objects.filter(pk=published.pk).update(headline="Жаңа")
    published = fresh(published)
    with CaptureQueriesContext(connection) as queries:
        article.save_revision(content, by=None, at=NOW)
        published.record_row(by=None, at=NOW)
    assert fresh(article).headline == "Екінші"
    assert "SAVEPOINT" not in str(queries.captured_queries)
