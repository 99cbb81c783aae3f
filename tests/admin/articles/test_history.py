"""Revisions at the desk: readers see what is published, editors see who wrote what, and go back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.admin.articles import history as screen
from articles.models import Article, AuditEntry
from articles.models.tag_merge import merge_tags
from articles.models.thinning import thin
from tests.admin.articles.test_form import change
from tests.factories import make_article, make_author, make_photo, make_section, make_tag
from tests.support.staff import form_of, make_staff

pytestmark = pytest.mark.django_db


def save(client, article, base=None, **fields):
    data = form_of(article, **fields)
    data["base"] = base or article.latest_revision_id
    return client.post(change(article), data)


def fresh(article):
    return Article.objects.get(pk=article.pk)


def history(article, number=None):
    if number is None:
        return reverse("admin:articles_article_history", args=[article.pk])
    return reverse("admin:articles_article_revision", args=[article.pk, number])


def test_a_saved_change_of_a_live_article_waits_for_its_publication(client, editor):
    article = make_article("Бұрынғы тақырып")
    save(client, article, headline="Жаңа тақырып")
    page = article.get_absolute_url()
    assert "Бұрынғы тақырып" in client.get(page).content.decode()
    assert "Жаңа тақырып" in client.get(change(article)).content.decode()
    save(client, fresh(article), headline="Жаңа тақырып", _amend="1")
    assert "Жаңа тақырып" in client.get(page).content.decode()
    assert not fresh(article).has_unpublished_changes


def test_a_button_pressed_twice_makes_one_article_and_one_transition(client, editor):
    data = form_of(
        headline="Бөгет салынды",
        section=make_section().pk,
        byline=[make_author().pk],
        tags=["+Су"],
        _publish="1",
    )
    first, second = (client.post("/admin/articles/article/add/", data) for _ in range(2))
    article = Article.objects.get()
    assert first.url == second.url == change(article)
    assert article.revisions.count() == 1
    assert [act.verb for act in AuditEntry.objects.filter(model="article")] == ["publish", "save"]


def test_what_is_typed_after_going_back_to_the_form_of_a_new_article_changes_it(client, editor):
    data = form_of(headline="Бөгет", _continue="1")
    client.post("/admin/articles/article/add/", data)
    client.post("/admin/articles/article/add/", data | {"headline": "Бөгет салынды"})
    assert Article.objects.get().headline == "Бөгет салынды"


def test_history_names_who_saved_and_shows_words(client, editor):
    article = make_article("Жаңа мектеп ашылды", publish=False)
    save(client, article, headline="Жаңа балабақша ашылды")
    assert editor.get_username() in client.get(history(article)).content.decode()
    page = client.get(history(article, 2)).content.decode()
    assert "<del>мектеп </del><ins>балабақша </ins>" in page


def test_markup_in_a_text_does_nothing_in_its_history(client, editor):
    article = make_article("Тақырып", publish=False)
    save(client, article, headline="<script>alert(1)</script>")
    page = client.get(history(article, 2)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page.replace("<ins>", "").replace("</ins>", "")


def test_any_version_can_be_restored_as_a_new_one(client, editor):
    tag = make_tag()
    article = make_article("Бірінші", tags=[tag], publish=False)
    save(client, article, headline="Екінші", tags=[])
    client.post(history(article, 1))
    article = fresh(article)
    assert (article.headline, list(article.tags.all())) == ("Бірінші", [tag])
    assert [revision.number for revision in article.revisions.all()] == [3, 2, 1]


def test_a_change_is_published_once_however_often_its_form_is_sent(client, editor):
    article = make_article()
    for said in (
        {"lede": "Жаңа лид", "change": "correction", "notice": "Лид"},
        {"lede": "Жаңа лид", "change": "apology", "notice": "Кешіріңіз"},
    ):
        sent = form_of(fresh(article), _amend="1", **said)
        for _ in range(2):
            assert client.post(change(article), sent).status_code == 302
    said = [(told.kind, told.note) for told in article.corrections.all()]
    assert said == [("apology", "Кешіріңіз"), ("correction", "Лид")]
    assert article.revisions.count() == 2


def test_any_two_versions_are_compared_in_the_order_of_time(client, editor):
    article = make_article("Бірінші", publish=False)
    for headline in ("Екінші", "Үшінші"):
        save(client, fresh(article), headline=headline)
    url = reverse("admin:articles_article_compare", args=[article.pk])
    page = client.get(url, {"old": "3", "new": "1"}, follow=True).content.decode()
    assert "<del>Бірінші</del><ins>Үшінші</ins>" in page
    assert client.get(url, {"old": "3", "new": "9"}, follow=True).status_code == 404
    assert client.get(url, {"old": "x"}).status_code == 404


def test_a_version_comes_back_without_what_is_gone(client, editor):
    photo, tag = make_photo(), make_tag()
    article = make_article("Тақырып", photo=photo, tags=[tag], publish=False)
    save(client, article, photo="", tags=[])
    photo.delete()
    tag.delete()
    client.post(history(article, 1))
    article = fresh(article)
    assert (article.photo, article.tags.count(), article.revisions.count()) == (None, 0, 2)


def test_a_version_comes_back_with_what_its_tags_were_merged_into(client, editor):
    first, second, last, other = (
        make_tag(name, slug) for name, slug in (("А", "a"), ("Ә", "ae"), ("Б", "b"), ("В", "v"))
    )
    article = make_article("Тақырып", tags=[other, first], publish=False)
    save(client, article, tags=[])
    for tag, into in ((first, second), (second, last)):
        merge_tags([tag], into, by=editor, at=timezone.now())
    client.post(history(article, 1))
    assert [tagging.tag for tagging in fresh(article).taggings.all()] == [other, last]


def test_a_photo_editor_does_not_bring_old_words_back(client, sign_in):
    sign_in("Photo editor")
    article = make_article(publish=False)
    save_as = make_staff("Editor", username="x")
    article.save_revision(article.content() | {"lede": "Жаңа"}, by=save_as, at=timezone.now())
    assert client.post(history(article, 1)).status_code == 403


def test_who_may_not_change_an_article_restores_nothing(client, sign_in):
    sign_in("Reporter")
    article = make_article("Бірінші")
    article.save_revision(
        article.content() | {"headline": "Екінші"},
        by=make_staff("Editor", username="x"),
        at=article.published_at,
    )
    assert client.post(history(article, 1)).status_code == 403


def test_every_act_is_on_record_with_the_person_and_the_place(client, editor):
    article = make_article("Тақырып", publish=False)
    save(client, article, headline="Жаңа", _publish="1")
    moved, saved = AuditEntry.objects.filter(key=article.pk, by_id=editor.pk)[:2]
    assert (moved.verb, saved.verb) == ("publish", "save")
    assert moved.origin == "127.0.0.1"
    assert (moved.before["status"], moved.after["status"]) == ("draft", "published")


def test_the_history_shows_where_it_was_thinned_out(client, editor):
    article = make_article(publish=False)
    begun = timezone.now() - timedelta(days=60)
    for text in ("бір", "екі", "үш"):
        content = article.working_content() | {"lede": text}
        article.save_revision(content, by=editor, at=begun)
    assert "алынып тасталған" not in client.get(history(article)).content.decode()
    thin(article.pk, at=timezone.now(), age=timedelta(days=30))
    page = client.get(history(article)).content.decode()
    assert "Осы жерден 2 ескі сақтау алынып тасталған" in page
    assert "тарихтан сиретіп алып тастады" in page
    assert client.get(history(article, 2)).status_code == 404
    assert "үш" in client.get(history(article, 4)).content.decode()


def test_a_gap_at_the_end_of_a_page_is_shown_there(client, editor, monkeypatch):
    monkeypatch.setattr(screen, "PAGE_SIZE", 1)
    article = make_article(publish=False)
    begun = timezone.now() - timedelta(days=60)
    for text in ("бір", "екі"):
        content = article.working_content() | {"lede": text}
        article.save_revision(content, by=editor, at=begun)
    thin(article.pk, at=timezone.now(), age=timedelta(days=30))
    newest, oldest = (client.get(history(article) + f"?before={n}") for n in ("", 3))
    assert "бір ескі сақтау" in newest.content.decode()
    assert "ескі сақтау" not in oldest.content.decode()
