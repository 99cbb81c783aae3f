"""Revisions: every save is kept whole, and readers see a text only when it is published."""

from datetime import UTC, datetime

import pytest
from django.db import Error, connection, transaction

from articles.models import Article, Revision
from tests.factories import make_article, make_author, make_tag

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)


def save(article, **changes):
    return article.save_revision(article.working_content() | changes, by=None, at=NOW)


def fresh(article):
    return Article.objects.get(pk=article.pk)


def test_a_draft_takes_a_save_over_at_once():
    article = make_article(publish=False)
    save(article, headline="Жаңа тақырып")
    assert fresh(article).headline == "Жаңа тақырып"


def test_a_published_article_is_read_as_it_was_until_it_is_published_again():
    article = make_article("Бұрынғы", tags=[make_tag()])
    save(article, headline="Жаңа", body="<p>Жаңа мәтін.</p>", tags=[])
    article = fresh(article)
    assert (article.headline, article.tags.count()) == ("Бұрынғы", 1)
    assert article.has_unpublished_changes
    assert article.working_content()["headline"] == "Жаңа"
    article.apply_revision(article.latest_revision)
    article = fresh(article)
    assert (article.headline, article.tags.count()) == ("Жаңа", 0)
    assert not article.has_unpublished_changes


def test_every_save_is_kept_with_byline_order_tags_and_picks():
    authors = [make_author(f"Автор {n}", f"avtor-{n}") for n in (1, 0)]
    article, other = make_article(authors=authors, tags=[make_tag()], publish=False), make_article()
    save(article, picks=[other.pk])
    save(article, authors=[authors[1].pk])
    first, second, third = article.revisions.order_by("number")
    assert first.content["authors"] == [author.pk for author in authors]
    assert (first.content["picks"], second.content["picks"]) == ([], [other.pk])
    assert third.content["authors"] == [authors[1].pk]
    assert [byline.author for byline in fresh(article).bylines.all()] == [authors[1]]


def test_saving_the_same_again_adds_nothing():
    article = make_article(publish=False)
    save(article)
    assert article.revisions.count() == 1


def test_what_is_written_into_the_row_itself_is_on_record_too():
    article = make_article("Бұрынғы")
    article.headline = "Импорттан келген"
    article.save()
    article.notify_changed(by=None, at=NOW)
    assert [revision.content["headline"] for revision in article.revisions.all()] == [
        "Импорттан келген",
        "Бұрынғы",
    ]
    assert not fresh(article).has_unpublished_changes


def test_a_tag_that_is_gone_is_left_out_when_a_revision_is_taken_over():
    tag = make_tag()
    article = make_article(tags=[tag], publish=False)
    old = article.revisions.first()
    article.set_tags([])
    tag.delete()
    article.apply_revision(old)
    assert fresh(article).tags.count() == 0


def test_a_revision_is_never_changed():
    revision = make_article().revisions.first()
    with pytest.raises(TypeError):
        revision.save()
    with pytest.raises(TypeError):
        Revision.objects.update(number=7)


def test_nor_past_the_models():
    make_article()
    statements = ["UPDATE articles_revision SET note = 'x'"]
    if connection.vendor == "postgresql":  # SQLite's tables are emptied by deleting: migration 0007
        statements.append("DELETE FROM articles_revision")
    for statement in statements:
        denied = pytest.raises(Error, match="never changed")
        with denied, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
