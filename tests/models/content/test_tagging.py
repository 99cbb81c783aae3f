"""Tags are django-taggit's: by name, in order, each known again in whatever spelling."""

import json
from importlib import import_module

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from taggit.managers import TaggableManager

from articles.kazakh.words import name_key
from articles.models import Article, ArticleTag, AuditEntry, Autosave, Redirect, Tag
from articles.models.audit import first_broken
from articles.search import index
from tests.factories import make_article, make_tag
from tests.support.staff import form_of, make_staff

pytestmark = pytest.mark.django_db

NAME = "Су реформасы-2026"
SPELLINGS = [
    NAME,
    "#Су реформасы-2026",
    "су реформасы-2026",
    "СУ РЕФОРМАСЫ 2026",
    " Су  реформасы – 2026 ",
    "Су\u200b реформасы-2026",
    "Су рефо\u00adрмасы 2026",
    "«Су реформасы», 2026",
]


def names(article):
    return list(article.tags.names())


def test_the_field_is_one_of_taggit():
    assert isinstance(Article._meta.get_field("tags"), TaggableManager)


def test_tags_are_added_by_name_behind_those_that_are_there():
    article = make_article(tags=[make_tag("Ауыл", "auyl")])
    article.tags.add("Білім", "Ауыл", make_tag("Су", "su"))
    assert names(article) == ["Ауыл", "Білім", "Су"]
    assert Tag.objects.get(name="Білім").slug == "bilim"
    copies = {*article.taggings.values_list("published_at", flat=True)}
    assert copies == {article.published_at}


def test_set_keeps_the_order_given_and_remove_takes_any_spelling():
    article = make_article(tags=[make_tag("Ауыл", "auyl")])
    article.tags.set(["Су", "Ауыл", "Білім"])
    assert names(article) == ["Су", "Ауыл", "Білім"]
    article.tags.remove("#су", Tag.objects.get(name="Білім"))
    assert names(article) == ["Ауыл"]
    article.tags.clear()
    assert names(article) == []


def test_what_is_no_tag_is_refused():
    with pytest.raises(ValueError, match="a tag or its name"):
        make_article().tags.add(7)


def test_a_change_is_a_revision_in_the_index_and_on_record():
    article = make_article("Тақырып", tags=[])
    before = article.revisions.count()
    article.tags.add("Жерсілкініс")
    assert article.revisions.count() == before + 1
    assert article.revisions.first().content["tags"] == [Tag.objects.get().pk]
    assert list(Article.objects.filter(search_entry__text__icontains="жерсілкініс")) == [article]
    assert AuditEntry.objects.filter(model="tag", verb="add").count() == 1
    assert AuditEntry.objects.filter(model="article", key=article.pk).first().verb == "import"


def test_a_version_that_waits_keeps_its_own_changes():
    article = make_article("Бұрынғы", tags=[make_tag("Ауыл", "auyl")])
    content = article.content() | {"headline": "Күткен"}
    article.save_revision(content, by=None, at=timezone.now())
    article.tags.add("Су")
    working = article.working_content()
    assert working["headline"] == "Күткен"
    assert working["tags"] == [tag.pk for tag in article.tags.all()]
    assert Article.objects.get(pk=article.pk).headline == "Бұрынғы"


def test_common_tags_and_similar_articles():
    first, second = make_article(tags=[make_tag("Су", "su")]), make_article("Екінші")
    second.tags.set(["Су", "Ауыл"])
    assert [tag.name for tag in Article.tags.most_common()] == ["Су", "Ауыл"]
    assert first.tags.similar_objects() == [second]
    later = make_article("Ертең", publish=timezone.now() + timezone.timedelta(days=1))
    later.tags.set(["Ауыл"])
    assert list(Tag.objects.get(name="Ауыл").articles.live()) == [second]


def test_tags_of_many_articles_are_one_query():
    for number in range(3):
        make_article(f"Мақала {number}").tags.set(["Су", f"Тег {number}"])
    with CaptureQueriesContext(connection) as queries:
        found = {
            a.headline: [t.name for t in a.tags.all()]
            for a in Article.objects.prefetch_related("tags")
        }
    assert len(queries) == 2
    assert found["Мақала 2"] == ["Су", "Тег 2"]


# The five doors at which a name comes in


def by_the_desk(name, client, tmp_path):
    article = make_article(publish=False)
    address = f"/admin/articles/article/{article.pk}/change/"
    client.post(address, form_of(article, tags=[f"+{name}"]))
    return article.tags.get()


def by_import(name, client, tmp_path):
    record = {
        "headline": f"Мақала {name}",
        "kind": "жаңалық",
        "section": "Саясат",
        "body": "<p>Су.</p>",
    }
    record |= {"published_at": "2026-03-03T12:00:00+05:00", "tags": [name], "authors": ["Асқар"]}
    file = tmp_path / "page.jsonl"
    file.write_text(json.dumps(record), encoding="utf-8")
    call_command("import_articles", file, format="jsonl")
    return Article.objects.latest("pk").tags.get()


def by_the_tag_screen(name, client, tmp_path):
    response = client.post(
        "/admin/articles/tag/add/", {"name": name, "slug": "", "description": ""}
    )
    if response.status_code != 302:
        assert f"#{NAME}" in response.content.decode()  # it says which tag that is
    return Tag.objects.get()


def by_autosave(name, client, tmp_path):
    """What was typed and came in behind its save is known to be saved, whatever the spelling."""
    article = make_article(publish=False)
    typed = form_of(article, tags=[f"+{name}"])
    client.post(f"/admin/articles/article/{article.pk}/change/", typed)
    client.post(
        f"/admin/articles/article/{article.pk}/autosave/", typed | {"_typed": "1", "_rescued": "1"}
    )
    assert not Autosave.objects.filter(article=article).exists()
    return article.tags.get()


def by_program(name, client, tmp_path):
    article = make_article()
    article.tags.add(name)
    return article.tags.get()


DOORS = [by_the_desk, by_import, by_the_tag_screen, by_autosave, by_program]


@pytest.mark.parametrize("door", DOORS)
def test_eight_spellings_are_one_tag(client, tmp_path, door):
    client.force_login(make_staff("Chief editor"))
    found = {door(name, client, tmp_path) for name in SPELLINGS}
    assert found == {Tag.objects.get()}
    assert (found.pop().name, Tag.objects.get().slug) == (NAME, "su-reformasy-2026")


def test_what_is_not_the_same_stays_apart():
    keys = [name_key(name) for name in ("C", "C#", "C++", "Су", "Суы", "Су 2026")]
    assert len(set(keys)) == len(keys)
    assert name_key("#") == name_key(" \u200b ") == ""


def test_the_database_holds_no_second_spelling():
    make_tag("Су реформасы", "su")
    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.create(name="#су  реформасы", slug="su-2")


def test_a_tag_is_renamed_with_its_key():
    tag = make_tag("Су", "su")
    tag.name = "Өзен"
    tag.save(update_fields=["name"])
    assert Tag.objects.named("#ӨЗЕН") == tag
    assert Tag.objects.named("Су").pk is None


def test_tags_that_were_there_twice_are_merged_by_the_migration():
    stays, goes = make_tag("Су реформасы", "su"), make_tag("Басқа", "su-2", is_pinned=True)
    both, one = make_article(tags=[stays, goes]), make_article("Бірі", tags=[goes])
    table = connection.ops.quote_name(Tag._meta.db_table)
    with connection.cursor() as cursor:  # as a database of before has it
        cursor.execute(f"UPDATE {table} SET name = %s WHERE id = %s", ["СУ реформасы", goes.pk])
    before = MigrationLoader(connection).project_state(("articles", "0023_tag_key"))
    import_module("articles.migrations.0023_tag_key").fill(before.apps, None)
    assert list(Tag.objects.all()) == [stays]
    assert Tag.objects.get().is_pinned
    assert names(both) == names(one) == ["Су реформасы"]
    assert ArticleTag.objects.count() == 2
    assert Redirect.objects.get(path="/tag/su-2/").target == "/tag/su/"
    assert AuditEntry.objects.get(verb="merge_tags").after == {"tag": stays.pk}
    assert first_broken()[0] is None
    index.write([one])
    assert one.working_content()["tags"] == [stays.pk]
