"""What stands on a live page is changed by who may publish there, or by a photo editor."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Photo, Tag, User
from articles.models.usage.media_permissions import can_change_media, can_delete_media
from tests.admin.media.test_photos import UPLOAD, picture
from tests.factories import make_article, make_author, make_photo, make_section, make_tag
from tests.support.staff import make_staff

pytestmark = pytest.mark.django_db
TYPED = {"credit": "Басқа", "alt": "Басқа сурет", "caption": "Басқа жазу"}


def change(photo):
    return reverse("admin:articles_photo_change", args=[photo.pk])


def words(photo):
    return Photo.objects.values_list("credit", "alt", "caption", "file").get(pk=photo.pk)


@pytest.fixture
def photo():
    return make_photo(credit="Марат", alt="Су бөгеті", caption="Бөгет")


def test_a_reporter_reads_the_photo_of_a_live_article_and_changes_nothing(client, sign_in, photo):
    sign_in("Reporter")
    make_article("Бөгет салынды", photo=photo)
    before = words(photo)
    page = client.get(change(photo)).content.decode()
    assert 'name="credit"' not in page
    assert "фоторедактор, бас редактор, мақаланы жариялай алатын редактор" in page
    assert ">Бөгет салынды</a>" in page
    for posted in (TYPED, TYPED | {"file": picture()}):
        assert client.post(change(photo), posted).status_code == 403
    assert words(photo) == before


def test_a_form_from_before_the_article_went_live_loses_nothing(client, sign_in, photo):
    reporter = sign_in("Reporter")
    article = make_article(photo=photo, publish=False, created_by=reporter)
    assert 'name="credit"' in client.get(change(photo)).content.decode()
    article.publish(by=None, at=timezone.now())
    before = words(photo)
    page = client.post(change(photo), TYPED)
    text = page.content.decode()
    assert page.status_code == 403
    assert "Сақталмады: бұл фотоны енді өзгерте алмайсыз." in text
    assert all(value in text for value in TYPED.values())
    assert words(photo) == before


def test_who_may_change_it_when_the_form_is_let_in_may_no_more_when_it_is_saved(
    client, sign_in, photo, monkeypatch
):
    sign_in("Reporter")
    save, before = Photo.save, words(photo)

    def save_later(self, *args, **kwargs):
        make_article(photo=photo)
        save(self, *args, **kwargs)

    monkeypatch.setattr(Photo, "save", save_later)
    page = client.post(change(photo), TYPED)
    assert page.status_code == 403
    assert "Басқа жазу" in page.content.decode()
    assert words(photo) == before


def test_nor_in_any_of_its_usages_but_one(client, sign_in, photo):
    reporter = sign_in("Reporter")
    make_article(photo=photo, publish=False, created_by=reporter)
    assert client.post(change(photo), TYPED).status_code == 302
    make_article(body=f'<p>М</p><figure data-photo="{photo.pk}"></figure>')
    assert client.post(change(photo), TYPED | {"caption": "Үшінші"}).status_code == 403


@pytest.mark.parametrize("role", ["Photo editor", "Chief editor"])
def test_a_photo_editor_changes_it_wherever_it_stands(client, sign_in, photo, role):
    sign_in(role)
    make_article(photo=photo)
    make_author("Дана", "dana", portrait=photo)
    assert client.post(change(photo), TYPED).status_code == 302
    assert words(photo)[0] == "Басқа"


def test_an_editor_changes_what_stands_in_their_sections_alone(client, sign_in, photo):
    editor = sign_in("Editor")
    editor.sections.add(make_section())
    article = make_article(photo=photo)
    assert client.post(change(photo), TYPED).status_code == 302
    sport = make_section("Спорт", "sport")
    content = article.content() | {"section_id": sport.pk}
    article.save_revision(content, by=None, at=timezone.now())  # it is about to move there
    assert client.post(change(photo), TYPED).status_code == 403
    editor.sections.add(sport)
    assert client.post(change(photo), TYPED).status_code == 302


def test_what_is_taken_back_and_what_is_to_come_is_the_publishers_too(photo):
    reporter = make_staff("Reporter")
    make_article(photo=photo, publish=timezone.now() + timezone.timedelta(days=1))
    assert not can_change_media(reporter, photo)
    other = make_photo()
    article = make_article(photo=other, created_by=reporter)
    article.withdraw(by=None, at=timezone.now())
    assert not can_change_media(reporter, other)


def test_nobody_deletes_by_the_right_to_delete_alone(photo):
    editor = make_staff("Editor")
    assert can_delete_media(editor, photo)
    assert not can_delete_media(make_staff("Reporter"), photo)
    sport = make_section("Спорт", "sport")
    editor.sections.add(sport)
    make_article(photo=photo)
    assert not can_delete_media(User.objects.get(pk=editor.pk), photo)


@pytest.mark.parametrize("role", ["Reporter", "Editor"])
def test_the_question_costs_the_same_in_three_articles_and_in_thirty(role):
    """Drafts of one's own, drafts that one only signs, articles that are out and to change."""
    user = make_staff(role)
    me = make_author("Мен", "men", user=user)
    user.sections.add(make_section())
    costs = []
    for number in (1, 10):
        photo = make_photo()
        for _ in range(number):
            make_article(photo=photo, publish=False, authors=[me])
            make_article(photo=photo, publish=False, created_by=user)
            if role == "Editor":
                article = make_article(photo=photo)
                article.save_revision(article.content() | {"lede": "Ж"}, by=None, at=timezone.now())
        user = User.objects.get(pk=user.pk)
        with CaptureQueriesContext(connection) as queries:
            assert can_change_media(user, photo)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_the_right_comes_with_an_upgrade_and_has_a_name_of_its_own(client, sign_in):
    right = Permission.objects.get(codename="change_any_photo")
    holders = set(Group.objects.filter(permissions=right).values_list("name", flat=True))
    assert holders == {"Photo editor", "Chief editor"}
    client.force_login(User.objects.create_superuser("root"))
    group = Group.objects.get(name="Photo editor")
    page = client.get(reverse("admin:auth_group_change", args=[group.pk])).content.decode()
    assert "фото: Кез келген фотоны өзгерте алады" in page
    assert page.count("фото: өзгерту<") == 1


def test_the_dialog_adds_a_photo_and_touches_none(client, sign_in, photo):
    sign_in("Reporter")
    make_article(photo=photo)
    before = words(photo)
    data = {"file": picture(), "credit": "Дана", "alt": "Ауыл", "id": photo.pk, "pk": photo.pk}
    assert client.post(UPLOAD, data).json()["photo"]["id"] != photo.pk
    assert words(photo) == before


def test_a_reporter_pins_no_tag_to_every_page(client, sign_in):
    sign_in("Reporter")
    add = "/admin/articles/tag/add/"
    assert 'name="is_pinned"' not in client.get(add).content.decode()
    client.post(add, {"name": "Су", "is_pinned": "on"})
    assert not Tag.objects.get().is_pinned
    sport = make_tag("Спорт", "sport")
    rows = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "_save": "1"}
    rows |= {"form-0-id": sport.pk, "form-0-is_pinned": "on"}
    client.post("/admin/articles/tag/", rows)
    assert not Tag.objects.filter(is_pinned=True).exists()


def test_a_photo_editor_shows_readers_no_other_photo_without_a_publisher(client, sign_in, photo):
    sign_in("Photo editor")
    article = make_article()
    url = reverse("admin:articles_article_change", args=[article.pk])
    data = {"photo": photo.pk, "photo_caption": "", "base": article.latest_revision_id, "shown": ""}
    client.post(url, data | {"_amend": "1"})
    client.post(url, data)
    article = Article.objects.get(pk=article.pk)
    assert (article.photo, article.latest_revision.content["photo_id"]) == (None, photo.pk)
