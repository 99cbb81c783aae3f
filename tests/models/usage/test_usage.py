"""What is used is not deleted, by whatever door of Python, and what is gone is called so."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import (
    Article,
    Author,
    Kind,
    Layout,
    Photo,
    Section,
    SiteIdentity,
    Tag,
)
from articles.models.curation.page_layout import PageLayout
from articles.models.tag_merge import merge_tags
from articles.models.usage.usage import gone_from, usages
from articles.models.workflow.transitions import Status
from tests.factories import make_article, make_author, make_photo, make_section, make_tag
from tests.support.staff import make_staff

pytestmark = pytest.mark.django_db


def pending(article=None, **content):
    """An article, live unless one is given, with a pending version that says ``content``."""
    article = article or make_article("Шыққан")
    article.save_revision(article.content() | content, by=None, at=timezone.now())
    return article


def lay_out(layout, section=None):
    page = {"language": "kk", "section": section, "base": 0, "by": None}
    return Layout.save_version(layout, **page, at=timezone.now())


def in_a_slot(section):
    layout = PageLayout().place(make_article().pk, f"section.{section.pk}.0", timezone.now())
    return lay_out(layout)


def on_its_own_page(section):
    return lay_out(PageLayout().place(make_article().pk, "top.0", timezone.now()), section)


def the_only_section_of(section):
    editor = make_staff("Editor")
    editor.sections.add(section)
    return editor


def on_the_site(photo):
    SiteIdentity.objects.update_or_create(pk=1, defaults={"social_picture": photo})
    return SiteIdentity.load()


# What uses it, by the thing that is used: each gives the row that holds it fast.
USES = {
    "lead of a draft": (Photo, lambda one: make_article(photo=one, publish=False)),
    "lead of what is out": (Photo, lambda one: make_article(photo=one)),
    "lead of a row that nobody announced": (
        Photo,
        lambda one: Article.objects.create(headline="Ж", kind=Kind.objects.first(), photo=one),
    ),
    "in a body": (Photo, lambda one: make_article(body=f'<figure data-photo="{one.pk}"></figure>')),
    "lead of a pending version": (Photo, lambda one: pending(photo_id=one.pk)),
    "in the body of a pending version": (
        Photo,
        lambda one: pending(body=f'<p>М</p><figure data-photo="{one.pk}"></figure>'),
    ),
    "a portrait": (Photo, lambda one: make_author("Дана", "dana", portrait=one)),
    "the site's picture": (Photo, on_the_site),
    "section of an article": (Section, lambda one: make_article(section=one)),
    "section of a pending version": (Section, lambda one: pending(section_id=one.pk)),
    "section with a slot on the front page": (Section, in_a_slot),
    "section with a board": (Section, on_its_own_page),
    "section of an editor": (Section, the_only_section_of),
    "kind of an article": (Kind, lambda one: make_article(kind=one)),
    "kind of a pending version": (Kind, lambda one: pending(kind_id=one.pk)),
    "author of an article": (Author, lambda one: make_article(authors=[one])),
    "author of a pending version": (Author, lambda one: pending(authors=[one.pk])),
    "tag of an article": (Tag, lambda one: make_article(tags=[one])),
    "tag of a pending version": (Tag, lambda one: pending(tags=[one.pk])),
    "tag of the big story": (Tag, lambda one: lay_out(PageLayout(story=one.pk))),
    "pick of an article": (Article, lambda one: make_article().set_picks([one])),
    "pick of a pending version": (Article, lambda one: pending(picks=[one.pk])),
}
MAKE = {
    Photo: make_photo,
    Section: lambda: make_section("Бос", "bos"),
    Kind: lambda: Kind.objects.create(name="шолу"),
    Author: lambda: make_author("Бос", "bos"),
    Tag: lambda: make_tag("Бос", "bos"),
    Article: lambda: make_article("Бос", publish=False),
}


@pytest.mark.parametrize("name", USES)
def test_what_is_used_is_not_deleted(name):
    model, use = USES[name]
    thing = MAKE[model]()
    by = use(thing)
    [found] = usages(model, [thing.pk])
    assert by is None or found.by == by
    for delete in (thing.delete, model.objects.filter(pk=thing.pk).delete):
        with pytest.raises(ProtectedError), transaction.atomic():
            delete()
    assert model.objects.filter(pk=thing.pk).exists()


@pytest.mark.parametrize("model", MAKE)
def test_what_is_used_no_more_goes(model):
    thing = MAKE[model]()
    if model is Photo:
        article = pending(photo_id=thing.pk)
        article.save_revision(article.content(), by=None, at=timezone.now())
    thing.delete()
    assert not model.objects.filter(pk=thing.pk or 0).exists()


def test_drafts_that_pick_each_other_go_together():
    first, second = (make_article(publish=False) for _ in range(2))
    first.set_picks([second])
    second.set_picks([first])
    Article.objects.filter(pk__in=[first.pk, second.pk]).delete()
    assert not Article.objects.exists()


def test_a_pending_version_of_what_was_taken_back_counts_where_there_is_one():
    photo = make_photo()
    article = make_article()
    article.withdraw(by=None, at=timezone.now())
    article.save_revision(article.content() | {"photo_id": photo.pk}, by=None, at=timezone.now())
    assert [use.by for use in usages(Photo, [photo.pk])] == [article]


def test_a_merge_takes_pending_versions_and_the_big_story_along():
    gone, stays = make_tag("Су", "su", is_pinned=True), make_tag()
    article = pending(tags=[gone.pk])
    lay_out(PageLayout(story=gone.pk))
    merge_tags([gone], stays, by=None, at=timezone.now())
    article.refresh_from_db()
    assert article.working_content()["tags"] == [stays.pk]
    assert Layout.objects.current().get().layout.story == stays.pk
    assert not Tag.objects.filter(slug="su").exists()


def test_what_is_begun_to_be_used_in_the_same_transaction_is_seen():
    """As another's use is that came in while the deletion waited for its turn."""
    photo = make_photo()
    assert usages(Photo, [photo.pk]) == []
    pending(photo_id=photo.pk)
    with pytest.raises(ProtectedError), transaction.atomic():
        photo.delete()


def test_usages_cost_the_same_in_one_article_and_in_thirty():
    things = {model: make() for model, make in MAKE.items()}
    fields = {"photo": things[Photo], "section": things[Section], "kind": things[Kind]}
    lists = {"authors": [things[Author]], "tags": [things[Tag]], "publish": False}

    def costs():
        counted = {}
        for model, thing in things.items():
            with CaptureQueriesContext(connection) as queries:
                found = usages(model, [thing.pk])
            counted[model] = len(found), len(queries)
        return counted

    counted = []
    for number in (1, 29):
        for _ in range(number):
            article = make_article(**fields, **lists)
            article.set_picks([things[Article]])
            Article.objects.filter(pk=article.pk).update(
                status=Status.PUBLISHED, slug="x", published_at=timezone.now()
            )
            pending(Article.objects.get(pk=article.pk), lede="Жаңа")
        counted.append(costs())
    one, thirty = counted
    for model, (found, queries) in one.items():
        assert found == 1
        assert thirty[model] == (30, queries)
        assert queries <= 8


@pytest.mark.parametrize("model", [Photo, Section, Author, Tag])
def test_what_is_gone_is_called_so(model):
    """From before uses were counted, or past the models."""
    article = make_article("Тақырып", publish=False)
    names = {Photo: "photo_id", Section: "section_id", Author: "authors", Tag: "tags"}
    key = 987_654
    value = [key] if model in (Author, Tag) else key
    content = article.content() | {names[model]: value}
    assert gone_from(article.content()) == []
    assert gone_from(content) == [f"өшірілген {model._meta.verbose_name} №{key}"]


def test_the_index_of_pending_versions_serves_their_list():
    plan = Article.objects.pending().only("pk").explain()
    assert connection.vendor != "sqlite" or "article_pending" in plan


def test_a_section_is_not_taken_from_under_the_reach_of_its_editor():
    section = make_section("Бос", "bos")
    editor = the_only_section_of(section)
    article = make_article(publish=False)
    with pytest.raises(ProtectedError), transaction.atomic():
        section.delete()
    with pytest.raises(PermissionDenied):
        article.publish(by=editor, at=timezone.now())
