"""Presence: who else has the article open, and who has saved it meanwhile."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Autosave, Presence
from tests.admin.articles.test_autosave import address
from tests.factories import make_article
from tests.support.staff import form_of, make_staff

pytestmark = pytest.mark.django_db


def test_others_are_named_while_they_are_here(client, editor):
    article = make_article(publish=False)
    other = make_staff("Chief editor", first_name="Сәуле", last_name="Омарова")
    here = Presence.objects.create(article=article, by=other, seen_at=timezone.now())
    assert client.post(address(article)).json()["others"] == ["Сәуле Омарова"]
    here.seen_at -= timedelta(seconds=15)
    here.save()
    assert client.post(address(article)).json()["others"] == []


def test_who_has_saved_meanwhile_is_named(client, editor):
    article = make_article(publish=False)
    base = {"base": article.latest_revision_id}
    assert client.post(address(article), base).json()["newer"] == ""
    other = make_staff("Chief editor", first_name="Сәуле", last_name="Омарова")
    article.save_revision(article.content() | {"lede": "Жаңа"}, by=other, at=timezone.now())
    assert client.post(address(article), base).json()["newer"] == "Сәуле Омарова"


def test_who_leaves_the_page_is_gone_at_once_and_the_text_is_kept(client, editor):
    article = make_article(publish=False)
    client.post(address(article))
    assert Presence.objects.filter(by=editor).exists()
    left = form_of(article, lede="Соңғы сөз") | {"_gone": "1", "_typed": "1"}
    assert client.post(address(article), left).status_code == 204
    assert not Presence.objects.exists()
    assert Autosave.objects.get(key=uuid.UUID(left["key"])).form["lede"] == ["Соңғы сөз"]
