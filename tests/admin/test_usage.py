"""Deleting at the desk: what is used is named and stays; what is gone is called so everywhere."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from articles.models import (
    Article,
    AuditEntry,
    Author,
    Kind,
    Photo,
    PhotoEntry,
    PreviewLink,
    Section,
    Tag,
    User,
)
from tests.factories import make_article, make_photo
from tests.models.usage.test_usage import MAKE, USES
from tests.support.database import delete_by_hand
from tests.support.staff import form_of, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(User.objects.create_superuser("root"))
    return client


def address(thing, name, *arguments):
    route = f"admin:articles_{thing._meta.model_name}_{name}"
    return reverse(route, args=[thing.pk, *arguments])


@pytest.mark.parametrize("name", USES)
def test_each_use_is_named_with_a_link_and_nothing_goes(desk, name):
    model, use = USES[name]
    thing = MAKE[model]()
    use(thing)
    url, chosen = address(thing, "delete"), {"post": "yes"}
    page = desk.get(url).content.decode()
    assert 'href="/admin/articles/' in page.split('id="content"')[1]
    assert "_change" not in page
    desk.post(url, chosen)
    if model not in (Photo,):
        chosen |= {"action": "delete_selected", "_selected_action": [thing.pk]}
        desk.post(reverse(f"admin:articles_{model._meta.model_name}_changelist"), chosen)
    assert model.objects.filter(pk=thing.pk).exists()
    assert not AuditEntry.objects.filter(verb="delete").exists()


@pytest.mark.parametrize("model", [Photo, Section, Kind, Author, Tag])
def test_what_somebody_begins_to_use_meanwhile_stays(desk, model, monkeypatch):
    thing = MAKE[model]()
    use = next(use for of, use in USES.values() if of is model)
    record = AuditEntry.record
    doors = [(address(thing, "delete"), {"post": "yes"})]
    if model is not Photo:
        many = {"action": "delete_selected", "_selected_action": [thing.pk], "post": "yes"}
        doors.append((reverse(f"admin:articles_{model._meta.model_name}_changelist"), many))

    def record_later(verb, what, **said):
        if verb == "delete":
            use(thing)
        return record(verb, what, **said)

    for url, data in doors:
        monkeypatch.setattr(AuditEntry, "record", record_later)
        response = desk.post(url, data)
        monkeypatch.undo()
        assert response.status_code == 302
        assert "осы арада" in desk.get(response.url).content.decode()
    assert model.objects.filter(pk=thing.pk).exists()
    assert not AuditEntry.objects.filter(verb="delete").exists()


def test_many_usages_are_not_all_named(desk):
    photo = make_photo()
    for _ in range(25):
        make_article(photo=photo, publish=False)
    page = desk.get(address(photo, "delete")).content.decode()
    assert page.count("/admin/articles/article/") < 25
    assert "тағы басқа жерде" in page


def lose(photo):
    """Take its row out past the model, as before uses were counted."""
    with connection.constraint_checks_disabled():
        delete_by_hand(PhotoEntry, "photo_id", photo.pk)
        delete_by_hand(Photo, "id", photo.pk)


@pytest.fixture
def old(desk):
    """A draft whose first version names a photo, a photo in the text, a tag that are gone."""
    lead, inside = make_photo(caption="Бөгет"), make_photo(caption="Өзен")
    tag = MAKE[Tag]()
    body = f'<p>Мәтін</p><figure data-photo="{inside.pk}"></figure>'
    article = make_article("Тақырып", photo=lead, tags=[tag], body=body, publish=False)
    keys = lead.pk, inside.pk, tag.pk
    plain = {"photo": "", "tags": [], "body": "<p>Мәтін</p>"}
    desk.post(address(article, "change"), form_of(article, **plain))
    for thing in (lead, tag):
        desk.post(address(thing, "delete"), {"post": "yes"})
    lose(inside)
    return Article.objects.get(pk=article.pk), keys


def said(keys):
    lead, inside, tag = keys
    return [
        f"өшірілген фото №{lead} «Бөгет»",
        f"өшірілген фото №{inside}",
        f"өшірілген тег №{tag} «#Бос»",
    ]


def test_history_and_comparison_say_what_is_gone(desk, old):
    article, keys = old
    pages = [
        desk.get(address(article, "revision", 2)),
        desk.get(address(article, "revision", 1)),
        desk.get(address(article, "compare"), {"old": 1, "new": 2}, follow=True),
    ]
    for page in pages:
        assert page.status_code == 200
        text = page.content.decode().replace("&quot;", '"')
        assert all(name in text for name in said(keys)), text
    assert desk.get(address(article, "history")).status_code == 200


def test_restoring_says_what_does_not_come_back(desk, old):
    article, keys = old
    page = desk.post(address(article, "revision", 1), follow=True).content.decode()
    assert all(name in page for name in said(keys))
    restored = Article.objects.get(pk=article.pk)
    assert (restored.photo, list(restored.tags.all())) == (None, [])


def test_a_preview_of_an_old_version_says_what_is_gone(desk, old):
    article, keys = old
    first = article.revisions.get(number=1)
    now, by = timezone.now(), make_staff("Editor")
    link = PreviewLink.objects.create(
        article=article, revision=first, by=by, at=now, expires_at=now + timezone.timedelta(days=1)
    )
    page = desk.get(reverse("preview", args=[link.token])).content.decode()
    assert all(name in page for name in said(keys))
    assert "өшірілген" not in desk.get(address(article, "preview")).content.decode()
