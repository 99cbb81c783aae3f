"""Revisions: every save is kept whole, and readers see a text only when it is published."""

import pytest
from django.db import Error, connection, transaction

from articles.models import Article, AuditEntry, Kind, Revision
from articles.models.workflow.transitions import Status
from tests.factories import make_article, make_author, make_photo, make_section, make_tag
from tests.support.database import restore
from tests.support.editing import NOW, fresh, save

pytestmark = pytest.mark.django_db


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


LISTS = {"authors": "bylines", "tags": "taggings", "picks": "picks"}


def things(name):
    """Three of what stands in a list."""
    if name == "picks":
        return [make_article() for _ in range(3)]
    make = {"authors": make_author, "tags": make_tag}[name]
    return [make(f"Атауы {n}", f"atauy-{n}") for n in range(3)]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("order", [[], [0], [1, 0, 2], [2, 0], [0, 1]])
def test_a_list_of_the_row_is_as_it_was_saved(name, order):
    keys = [row.pk for row in things(name)]
    article = make_article(publish=False)
    save(article, **{name: keys[:2]})
    save(article, **{name: [keys[n] for n in order]})
    row = fresh(article)
    assert row.content()[name] == [keys[n] for n in order]
    assert list(getattr(row, LISTS[name]).values_list("position", flat=True)) == [
        *range(len(order))
    ]
    assert article.content() == row.content()


def test_what_is_in_the_lists_has_the_instant_of_the_article():
    article = make_article(publish=NOW, tags=[make_tag()])
    for rows in (article.bylines, article.taggings):
        assert rows.get().published_at == NOW


@pytest.mark.parametrize("publish", [True, False])
def test_the_history_has_numbers_in_a_row_and_the_row_knows_its_ends(publish):
    article = make_article("Бірінші", publish=publish)
    for headline in ("Екінші", "Үшінші"):
        save(article, headline=headline)
    row = fresh(article)
    assert [one.number for one in row.revisions.all()] == [3, 2, 1]
    assert (row.first_revision.number, row.latest_revision.number) == (1, 3)
    assert row.live_revision.number == (1 if publish else 3)
    assert row.has_unpublished_changes is publish
    assert row.headline == ("Бірінші" if publish else "Үшінші")
    acts = AuditEntry.objects.filter(model="article", key=article.pk, verb="save").order_by("pk")
    assert [(act.before, act.after["revision"]) for act in acts] == [
        ({"revision": 1}, 2),
        ({"revision": 2}, 3),
    ]
    assert acts.last().after["digest"] == row.latest_revision.digest


def test_what_a_script_writes_into_the_row_goes_under_what_waits():
    article = make_article("Бірінші", lede="Лид")
    pending = save(article, headline="Екінші")
    article.lede = "Скрипттен"
    article.save()
    article.record_row(by=None, at=NOW)
    row = fresh(article)
    assert [one.act for one in row.revisions.all()] == ["merge", "import", "save", "import"]
    assert (row.headline, row.lede) == ("Бірінші", "Скрипттен")
    assert (row.live_revision.number, row.latest_revision.number) == (3, 4)
    said = row.working_content()
    assert (said["headline"], said["lede"]) == ("Екінші", "Скрипттен")
    assert row.latest_revision.by == pending.by
    article.record_row(by=None, at=NOW)
    assert article.revisions.count() == 4


def test_tags_that_the_row_has_lost_since_are_lost_for_editors_too():
    tags = [make_tag(f"Атауы {n}", f"atauy-{n}") for n in range(3)]
    article = make_article(tags=tags[:2])
    assert article.working_content()["tags"] == [tags[0].pk, tags[1].pk]
    article.set_tags([tags[1]])
    assert article.working_content()["tags"] == [tags[1].pk]
    article.set_tags(tags[:2])
    save(article, tags=[tag.pk for tag in tags])
    article.set_tags([tags[0]])
    assert fresh(article).working_content()["tags"] == [tags[0].pk, tags[2].pk]


def test_an_article_from_before_revisions_begins_with_what_it_said():
    article = Article.objects.create(headline="Бұрынғы", kind=Kind.objects.first())
    assert article.working_content()["headline"] == "Бұрынғы"
    assert not article.has_unpublished_changes
    save(article, headline="Жаңа")
    headlines = [one.content["headline"] for one in article.revisions.order_by("number")]
    assert headlines == ["Бұрынғы", "Жаңа"]
    new = Article.objects.create(headline="", kind=Kind.objects.first())
    new.save_revision(new.content() | {"headline": "Жаңа"}, by=None, at=NOW, is_new=True)
    assert new.revisions.count() == 1


def test_an_instance_from_before_goes_on_from_what_is_stored():
    article, early = make_article(publish=False), make_article(publish=False)
    early = fresh(article)
    save(article, headline="Бірінші")
    save(early, headline="Екінші")
    assert [one.number for one in early.revisions.all()] == [3, 2, 1]
    article.withdraw_at = None
    with transaction.atomic():
        article.lock_and_reload()
    assert article.latest_revision.content["headline"] == "Екінші"


def test_who_is_gone_is_no_article():
    article = make_article(publish=False)
    Article.objects.filter(pk=article.pk).delete()
    with pytest.raises(Article.DoesNotExist), transaction.atomic():
        article.lock_and_reload()


def test_a_revision_comes_back_without_what_is_gone_since():
    section, gone = make_section("Спорт", "sport"), make_section("Ескі", "eski")
    photo, lost = make_photo(), make_photo()
    tag, author = make_tag("Ауыл", "auyl"), make_author("Дана", "dana")
    article = make_article(
        "Бірінші", publish=False, section=gone, photo=lost, tags=[tag], authors=[author]
    )
    old = article.revisions.get()
    save(article, headline="Екінші", section_id=section.pk, photo_id=photo.pk, tags=[], authors=[])
    article.notify_changed(by=None, at=NOW)
    author.delete()
    lost.delete()
    gone.delete()
    restored = fresh(article).restore(old, by=None, at=NOW)
    assert (restored.act, restored.note, restored.number) == ("restore", "№1", 3)
    row = fresh(article)
    assert (row.headline, row.photo, row.section) == ("Бірінші", None, None)
    assert [tag.pk] == row.content()["tags"]
    assert row.content()["authors"] == []
    assert row.revisions.count() == 3


def test_a_kind_that_is_gone_stays_what_it_is_now():
    kind, other = Kind.objects.create(name="Ескі"), Kind.objects.get(name="жаңалық")
    article = make_article(publish=False, kind=kind)
    old = article.revisions.get()
    save(article, kind_id=other.pk)
    kind.delete()
    article = fresh(article)
    article.apply_revision(old)
    assert fresh(article).kind == other


def test_a_content_is_shown_without_being_saved():
    article, other = make_article("Бірінші"), make_author("Дана", "dana")
    content = article.content() | {"headline": "Екінші", "authors": [other.pk, 987_654]}
    authors, tags = article.preview_with(content)
    assert (article.headline, authors, tags) == ("Екінші", [other], [])
    assert fresh(article).headline == "Бірінші"
    assert fresh(article).content()["authors"] != [other.pk]


@pytest.mark.parametrize("name", ["authors", "tags", "picks"])
def test_a_list_that_cannot_be_saved_is_as_it_was(migrated, transactional_db, name):
    restore(migrated)
    article = make_article(tags=[make_tag()])
    article.set_picks([make_article()])
    before = article.content()
    with pytest.raises((Error, ValueError)):
        getattr(article, f"set_{name}")([*things(name)[:1], None])
    assert fresh(article).content() == before


@pytest.mark.parametrize("status", Status)
def test_only_what_is_out_has_changes_that_are_not(status):
    article = make_article()
    save(article, headline="Жаңа")
    article.status = status
    assert article.has_unpublished_changes is (status == Status.PUBLISHED)


def test_what_was_taken_back_takes_a_save_over_at_once():
    article = make_article()
    article.withdraw(by=None, at=NOW)
    save(article, headline="Жаңа")
    assert fresh(article).headline == "Жаңа"


def test_a_revision_comes_back_whole_with_the_digest_that_is_on_record():
    article = make_article(lede="«Ә» <b>&amp;</b> \u2028 😀", body="<p>Бөгет</p>" * 300)
    stored = Revision.objects.get(pk=article.latest_revision_id)
    assert stored.content == article.content()
    [entry] = AuditEntry.objects.filter(verb="import")
    assert entry.after["digest"] == stored.digest
    assert (stored.whole, len(stored.packed) < 1_000) == ({}, True)


def test_a_revision_from_before_they_were_packed_is_read_as_it_is():
    article = make_article(publish=False)
    old = Revision(article=article, number=2, act="save", at=NOW)
    old.whole = article.content() | {"lede": "Бұрынғы"}
    old.save()
    Article.objects.update(latest_revision=old)
    article = fresh(article)
    assert (article.latest_revision.packed, article.working_content()["lede"]) == (None, "Бұрынғы")
    article.restore(article.latest_revision, by=None, at=NOW)
    assert fresh(article).lede == "Бұрынғы"


def test_a_list_of_revisions_loads_no_content(django_assert_num_queries):
    make_article()
    [revision] = Revision.objects.without_content()
    with django_assert_num_queries(1):
        assert revision.content["headline"]
