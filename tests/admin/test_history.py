"""Revisions at the desk: readers see what is published, editors see who wrote what, and go back."""

import pytest
from django.urls import reverse

from articles.models import Act, Article
from tests.admin.test_article_form import change
from tests.factories import make_article, make_tag
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
    save(client, fresh(article), headline="Жаңа тақырып", _move_amend="1")
    assert "Жаңа тақырып" in client.get(page).content.decode()
    assert not fresh(article).has_unpublished_changes


def test_two_editors_changes_of_different_fields_are_both_kept(client, editor):
    article = make_article("Тақырып", publish=False)
    base = article.latest_revision_id
    save(client, article, base, lede="Біріншінің лиді.")
    save(client, article, base, headline="Екіншінің тақырыбы")
    article = fresh(article)
    assert (article.headline, article.lede) == ("Екіншінің тақырыбы", "Біріншінің лиді.")


def test_a_clash_shows_both_texts_and_saves_neither_over_the_other(client, editor):
    article = make_article("Тақырып", body="<p>бір</p><p>екі</p>", publish=False)
    base = article.latest_revision_id
    save(client, article, base, body="<p>бір</p><p>олардікі</p>")
    response = save(client, article, base, body="<p>бір</p><p>менікі</p>")
    page = response.content.decode()
    assert response.status_code == 200
    assert "&lt;p&gt;олардікі&lt;/p&gt;&lt;p&gt;менікі&lt;/p&gt;" in page
    assert fresh(article).body == "<p>бір</p><p>олардікі</p>"
    newest = fresh(article).latest_revision_id
    assert f'name="base" value="{newest}"' in page
    save(client, article, newest, body="<p>бір</p><p>менікі</p>")
    assert fresh(article).body == "<p>бір</p><p>менікі</p>"


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
    save(client, article, headline="Екінші", topics=[])
    client.post(history(article, 1))
    article = fresh(article)
    assert (article.headline, list(article.tags.all())) == ("Бірінші", [tag])
    assert [revision.number for revision in article.revisions.all()] == [3, 2, 1]


def test_who_may_not_change_an_article_restores_nothing(client, sign_in):
    sign_in("Reporter")
    article = make_article("Бірінші")
    article.keep(
        article.content() | {"headline": "Екінші"},
        by=make_staff("Editor", username="x"),
        at=article.published_at,
    )
    assert client.post(history(article, 1)).status_code == 403


def test_every_act_is_on_record_with_the_person_and_the_place(client, editor):
    article = make_article("Тақырып", publish=False)
    save(client, article, headline="Жаңа", _move_publish="1")
    moved, saved = Act.objects.filter(key=article.pk, by_id=editor.pk)[:2]
    assert (moved.verb, saved.verb) == ("publish", "save")
    assert moved.origin == "127.0.0.1"
    assert (moved.before["status"], moved.after["status"]) == ("draft", "published")
