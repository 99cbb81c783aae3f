"""A merge goes batch by batch: cheap, never half, and whoever is cut off is followed."""

import os
import signal
import subprocess
import sys

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, AuditEntry, Redirect, Tag, TagMerge
from articles.models.audit import first_broken
from articles.models.tag_merge import begin_merge, finish_merge, merge_tags
from articles.search import search
from tests.factories import make_article, make_tag
from tests.support.database import restore
from tests.support.staff import make_staff
from tests.support.workers import ROOT, database_url

_NO_QUERY = ("SAVEPOINT", "RELEASE", "SELECT pg_advisory", "SELECT set_config('lock")


@pytest.fixture
def twins(db):
    return make_tag("Жаңаөзен", "zhanaozen"), make_tag("Жаңа Өзен", "zhana-ozen")


def tags(article):
    return [tagging.tag.slug for tagging in article.taggings.select_related("tag")]


def merge(*gone, into):
    merge_tags(list(gone), into, by=None, at=timezone.now())


def continue_merge(into):
    finish_merge(into, clock=timezone.now)


@pytest.mark.django_db
@pytest.mark.parametrize(("count", "queries"), [(1, 58), (30, 59)])
def test_a_batch_costs_the_same_with_one_article_and_with_thirty(twins, count, queries):
    """But for the sidebars of those that stand beside each other."""
    gone, stays = twins
    for _ in range(count):
        make_article(tags=[gone, make_tag()])
    with CaptureQueriesContext(connection) as seen:
        merge(gone, into=stays)
    asked = [query["sql"] for query in seen if not query["sql"].startswith(_NO_QUERY)]
    assert len(asked) == queries
    assert {article.revisions.count() for article in Article.objects.all()} == {2}
    assert first_broken()[:2] == (None, AuditEntry.objects.count())


@pytest.mark.django_db
def test_each_article_says_in_its_history_and_in_search_what_it_says_now(twins):
    gone, stays, editor = *twins, make_staff("Chief editor")
    article = make_article("Көпір", tags=[make_tag(), gone, stays])
    merge_tags([gone], stays, by=editor, at=timezone.now())
    article.refresh_from_db()
    assert tags(article) == ["su-reformasy", "zhana-ozen"]
    assert article.latest_revision == article.live_revision
    assert article.latest_revision.content == article.content()
    assert (article.latest_revision.number, article.latest_revision.by) == (2, editor)
    entry = AuditEntry.objects.get(verb="import", after__revision=2)
    assert entry.after["digest"] == article.latest_revision.digest
    assert (entry.key, entry.by_id, entry.before) == (article.pk, editor.pk, {"revision": 1})
    hits = search("жаңаөзен", language="kk", at=timezone.now()).hits
    assert [hit.article for hit in hits] == []


@pytest.mark.django_db
def test_an_article_that_comes_to_stand_beside_others_does_so_at_once(twins):
    gone, stays = twins
    one = make_article("Бекіре тасқыннан қашты", tags=[gone])
    other = make_article("Бекіре туралы кітап", tags=[stays])
    Article.objects.update(sidebar=[])
    merge(gone, into=stays)
    for article, beside in ((one, other), (other, one)):
        article.refresh_from_db()
        assert article.sidebar == [beside.pk]


@pytest.mark.django_db
def test_a_tag_that_is_being_merged_is_not_given_out_any_more(client, twins):
    gone, stays = twins
    begin_merge([gone], stays, by=None, at=timezone.now())
    assert Tag.objects.named("#ЖАҢАӨЗЕН") == stays
    client.force_login(make_staff("Reporter"))
    offered = client.get("/admin/articles/article/choose/tags/?q=жаңа").json()["items"]
    assert [item["text"] for item in offered] == ["#Жаңа Өзен"]


@pytest.mark.django_db
def test_who_puts_the_old_tag_on_an_article_meanwhile_gets_the_one_that_stays(twins):
    gone, stays = twins
    begin_merge([gone], stays, by=None, at=timezone.now())
    published, draft = make_article(tags=[gone]), make_article(tags=[gone], publish=False)
    pending = make_article()
    content = pending.content() | {"tags": [gone.pk]}
    pending.save_revision(content, by=None, at=timezone.now())
    continue_merge(stays)
    assert tags(published) == tags(draft) == ["zhana-ozen"]
    pending.refresh_from_db()
    assert pending.working_content()["tags"] == [stays.pk]
    assert not Tag.objects.filter(pk=gone.pk).exists()


@pytest.mark.django_db
def test_progress_is_what_has_moved(twins):
    gone, stays = twins
    articles = [make_article(tags=[gone]) for _ in range(3)]
    begin_merge([gone], stays, by=None, at=timezone.now())
    articles[0].set_tags([stays])
    merge = TagMerge.objects.get()
    assert (merge.done, merge.total) == (1, 3)
    continue_merge(stays)
    assert not TagMerge.objects.exists()


@pytest.mark.django_db
def test_a_tag_into_which_another_is_being_merged_may_itself_be_merged(client, twins):
    gone, between = twins
    stays = make_tag()
    article = make_article(tags=[gone])
    begin_merge([gone], between, by=None, at=timezone.now())
    with pytest.raises(ValidationError, match="басқа тегке"):
        begin_merge([gone], stays, by=None, at=timezone.now())
    merge(between, into=stays)
    assert tags(article) == [stays.slug]
    for tag in (gone, between):
        moved = client.get(tag.path)
        assert (moved.status_code, moved.url) == (301, stays.path)


@pytest.mark.django_db
def test_who_merges_into_a_tag_that_is_being_merged_merges_into_the_one_that_stays(twins):
    gone, stays = twins
    other = make_tag()
    article = make_article(tags=[other])
    begin_merge([gone], stays, by=None, at=timezone.now())
    merge(other, into=gone)
    assert tags(article) == [stays.slug]
    assert list(Tag.objects.all()) == [stays]


@pytest.mark.django_db
def test_neither_of_two_tags_that_are_being_merged_is_deleted(twins):
    begin_merge([twins[0]], twins[1], by=None, at=timezone.now())
    for tag in twins:
        with pytest.raises(ProtectedError), transaction.atomic():
            tag.delete()


def test_a_merge_that_was_killed_in_its_middle_is_ended_by_the_next(
    migrated, transactional_db, client
):
    restore(migrated)
    gone, stays = make_tag("Жаңаөзен", "zhanaozen"), make_tag("Жаңа Өзен", "zhana-ozen")
    articles = [make_article(tags=[gone]) for _ in range(40)]
    own = {"DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-m", "tests.support.killed_merge", f"{gone.pk}", f"{stays.pk}"]
    killed = subprocess.run(command, cwd=ROOT, env=os.environ | own, check=False)
    assert killed.returncode == -signal.SIGKILL
    moved = [article for article in articles if tags(article) == ["zhana-ozen"]]
    assert 0 < len(moved) < 40
    assert TagMerge.objects.get().done == len(moved)
    assert {article.revisions.count() for article in moved} == {2}
    assert client.get("/tag/zhanaozen/").status_code == 200
    continue_merge(stays)
    assert {tuple(tags(article)) for article in articles} == {("zhana-ozen",)}
    assert {article.revisions.count() for article in articles} == {2}
    assert first_broken()[0] is None
    assert Redirect.objects.get().target == "/tag/zhana-ozen/"
    assert client.get("/tag/zhanaozen/").status_code == 301
