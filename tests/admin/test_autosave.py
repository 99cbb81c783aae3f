"""What is typed is kept before it is saved; who else is typing is said while it is true."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Autosave, Presence
from tests.admin.test_article_form import change
from tests.factories import make_article
from tests.support.staff import form_of, make_staff

pytestmark = pytest.mark.django_db


def address(article=None):
    if article:
        return reverse("admin:articles_article_autosave", args=[article.pk])
    return reverse("admin:articles_article_autosave_new")


def keep(client, article=None, **fields):
    data = form_of(article, **fields) | {"_typed": "1"}
    if article:
        data["base"] = article.latest_revision_id
    return client.post(address(article), data)


def test_what_was_typed_is_offered_and_comes_back_and_the_article_is_as_it_was(client, editor):
    article = make_article("Тақырып", publish=False)
    keep(client, article, headline="Жазылып жатқан", body="<p>Жарты сөй", topics=["+Жаңа тег"])
    article.refresh_from_db()
    assert article.headline == "Тақырып"
    assert article.revisions.count() == 1
    assert "?unsaved=1" in client.get(change(article)).content.decode()
    page = client.get(change(article) + "?unsaved=1").content.decode()
    assert "Жазылып жатқан" in page
    assert "Жарты сөй" in page
    assert "+Жаңа тег" in page


def test_a_new_article_is_kept_before_it_has_ever_been_saved(client, editor):
    keep(client, headline="Әлі сақталмаған")
    page = client.get(reverse("admin:articles_article_add") + "?unsaved=1").content.decode()
    assert "Әлі сақталмаған" in page
    assert not Article.objects.exists()


def test_one_rolling_row_for_each_editor_gone_when_the_form_is_saved(client, editor):
    article = make_article("Тақырып", publish=False)
    for n in range(3):
        keep(client, article, headline=f"Тақырып {n}")
    assert Autosave.objects.get().form["headline"] == ["Тақырып 2"]
    client.post(change(article), form_of(article, headline="Тақырып 2"))
    assert not Autosave.objects.exists()


def test_nobody_sees_what_another_is_typing(client, editor):
    article = make_article("Тақырып", publish=False)
    keep(client, article, headline="Оңаша ой")
    client.force_login(make_staff("Chief editor"))
    assert "Оңаша ой" not in client.get(change(article) + "?unsaved=1").content.decode()


def test_who_may_not_change_an_article_keeps_nothing(client, sign_in):
    sign_in("Reporter")
    assert keep(client, make_article()).status_code == 403
    assert not Autosave.objects.exists()


def test_others_are_named_while_they_are_here(client, editor):
    article = make_article(publish=False)
    other = make_staff("Chief editor", first_name="Сәуле", last_name="Омарова")
    here = Presence.objects.create(article=article, by=other, seen_at=timezone.now())
    assert client.post(address(article)).json()["others"] == ["Сәуле Омарова"]
    here.seen_at -= timedelta(seconds=15)
    here.save()
    assert client.post(address(article)).json()["others"] == []


def test_who_leaves_the_page_is_gone_at_once(client, editor):
    article = make_article(publish=False)
    client.post(address(article))
    assert Presence.objects.filter(by=editor).exists()
    assert client.post(address(article), {"_gone": "1"}).status_code == 204
    assert not Presence.objects.exists()
