"""The article form: what is saved, in which order, and what happens when something is missing."""

import gc
import weakref
from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Kind, Tag, User
from articles.models.workflow.transitions import Status
from articles.signals import article_changed
from tests.factories import make_article, make_author, make_photo, make_section, make_tag
from tests.support.staff import form_of

ADD = "/admin/articles/article/add/"


def change(article):
    return reverse("admin:articles_article_change", args=[article.pk])


@pytest.fixture
def heard():
    """The ``article_changed`` signals sent during the test."""
    calls = []

    def listen(sender, **kwargs):
        calls.append(kwargs)

    article_changed.connect(listen)
    yield calls
    article_changed.disconnect(listen)


def test_a_new_article_starts_as_kazakh_news_signed_by_the_user(client, sign_in):
    user = sign_in("Reporter")
    author = make_author("Дана Ахметова", "dana-ahmetova", user=user)
    form = client.get(ADD).context["adminform"].form
    assert form.initial["kind"] == Kind.objects.get(name="жаңалық")
    assert form["language"].initial == "kk"
    assert form.initial["authors"] == [author.pk]


def test_a_new_article_is_a_draft_of_its_writer(client, sign_in, heard):
    user = sign_in("Reporter")
    author = make_author()
    data = form_of(headline="Су\nқоймасы  жөнделді", byline=[author.pk], _continue="1")
    response = client.post(ADD, data)
    article = Article.objects.get()
    assert response.url == change(article)
    assert article.headline == "Су қоймасы жөнделді"
    assert (article.status, article.created_by) == (Status.DRAFT, user)
    assert [call["by"] for call in heard] == [user]


def test_tags_authors_and_picks_keep_the_order_of_the_form(client, editor):
    article = make_article(publish=False)
    tags = [make_tag("Су", "su"), make_tag("Ауыл", "auyl")]
    authors = [make_author("Әсем Бек", "asem-bek"), make_author()]
    picks = [make_article(), make_article()]
    for direction in (1, -1):
        data = form_of(
            article,
            tags=[tag.pk for tag in tags[::direction]],
            byline=[author.pk for author in authors[::direction]],
            related=[pick.pk for pick in picks[::direction]],
        )
        assert client.post(change(article), data).status_code == 302
        article.refresh_from_db()
        assert [tagging.tag for tagging in article.taggings.all()] == tags[::direction]
        assert [byline.author for byline in article.bylines.all()] == authors[::direction]
        assert [pick.related for pick in article.picks.all()] == picks[::direction]


def test_a_new_tag_is_made_where_it_is_typed(client, editor):
    article = make_article(publish=False)
    known = make_tag("Су реформасы", "su-reformasy")
    data = form_of(article, tags=["+#Өзен", "+су РЕФОРМАСЫ", known.pk])
    client.post(change(article), data)
    made = Tag.objects.get(name="Өзен")
    assert made.slug == "ozen"
    assert [tagging.tag for tagging in article.taggings.all()] == [made, known]


def test_new_tags_that_are_spelled_alike(client, editor):
    article = make_article(publish=False)
    client.post(change(article), form_of(article, tags=["+Өзен", "+өзен", "+Өзен!"]))
    assert [(tag.name, tag.slug) for tag in article.tags.all()] == [("Өзен", "ozen")]


def test_who_may_not_add_tags_makes_none(client, editor):
    editor.groups.clear()
    editor.user_permissions.set(
        Permission.objects.filter(codename__in=["change_article", "add_article"])
    )
    client.force_login(editor)
    article = make_article(publish=False, created_by=editor)
    response = client.post(change(article), form_of(article, tags=["+Өзен"]))
    assert "tags" in response.context["adminform"].form.errors
    assert not Tag.objects.exists()


def test_the_body_is_cleaned(client, editor):
    article = make_article(publish=False)
    photo = make_photo()
    body = f'<p onclick="x()">Сәлем</p><script>1</script><figure data-photo="{photo.pk}"></figure>'
    client.post(change(article), form_of(article, body=body))
    article.refresh_from_db()
    assert article.body == f'<p>Сәлем</p><figure data-photo="{photo.pk}"></figure>'


def test_publishing_without_section_and_author_says_so_and_loses_nothing(client, editor):
    data = form_of(headline="Атаусыз мақала", body="<p>Ұзақ мәтін.</p>", _publish="1")
    response = client.post(ADD, data)
    page = response.content.decode()
    assert "Бөлімі таңдалмаған." in page
    assert "Автор да, агенттік те көрсетілмеген." in page
    assert "Ұзақ мәтін." in page
    assert not Article.objects.exists()


def test_a_refused_form_keeps_tags_that_are_not_there_yet(client, editor):
    data = form_of(headline="", tags=["+Өзен"], byline=[make_author().pk])
    page = client.post(ADD, data).content.decode()
    assert 'value="+Өзен"' in page
    assert "Айгүл Сәрсенова" in page


def test_publish_now(client, editor, heard):
    data = form_of(
        headline="Бөгет салынды",
        section=make_section().pk,
        byline=[make_author().pk],
        _publish="1",
    )
    response = client.post(ADD, data, follow=True)
    article = Article.objects.live().get()
    assert article.get_absolute_url() in response.content.decode()
    assert article.updated_at is None
    assert [call["article"].status for call in heard] == [Status.PUBLISHED]


def test_the_history_names_the_transitions(client, editor):
    article = make_article(publish=False)
    client.post(change(article), form_of(article, lede="Жаңа лид", _publish="1"))
    url = reverse("admin:articles_article_history", args=[article.pk])
    assert "Жариялау" in client.get(url).content.decode()
    editor.language = "ru"
    editor.save()
    page = client.get(url).content.decode()
    assert "Опубликовать" in page


def test_a_live_article_cannot_lose_what_a_published_one_needs(client, editor):
    article = make_article()
    for missing in (
        {"section": ""},
        {"authors": None},
        {"published_at_0": "", "published_at_1": ""},
    ):
        response = client.post(change(article), form_of(article, **missing))
        assert response.context["adminform"].form.errors, missing
    article.refresh_from_db()
    assert article.is_live()
    assert article.section
    assert article.bylines.count() == 1


def test_news_in_a_live_article_is_dated(client, editor):
    article = make_article(publish=timezone.now() - timedelta(hours=3))
    client.post(
        change(article), form_of(article, lede="Жаңа мәлімет.", change="update", _amend="1")
    )
    article.refresh_from_db()
    assert timezone.now() - article.updated_at < timedelta(minutes=1)


def test_a_stale_button_is_refused(client, editor):
    article = make_article()
    response = client.post(change(article), form_of(article, _submit="1"))
    assert "әрекеті қолданылмайды" in response.content.decode()
    article.refresh_from_db()
    assert article.status == Status.PUBLISHED


def test_the_way_of_an_article_through_the_desk(client, editor):
    article = make_article(publish=False)
    for move, status in [
        ("submit", Status.IN_REVIEW),
        ("return", Status.DRAFT),
        ("submit", Status.IN_REVIEW),
        ("approve", Status.READY),
        ("publish", Status.PUBLISHED),
        ("withdraw", Status.WITHDRAWN),
    ]:
        page = client.get(change(article)).content.decode()
        assert f"_{move}" in page
        client.post(change(article), form_of(article, **{f"_{move}": "1"}))
        article.refresh_from_db()
        assert article.status == status


def test_an_article_is_not_related_to_itself(client, editor):
    article = make_article(publish=False)
    response = client.post(change(article), form_of(article, related=[article.pk]))
    assert "Мақала өзіне қатысты бола алмайды." in response.content.decode()


def test_the_class_of_a_form_holds_on_to_no_request(rf, db):
    request = rf.get(ADD)
    request.user = User.objects.create_superuser("root")
    admin.site.get_model_admin(Article).get_form(request)
    alive = weakref.ref(request)
    del request
    gc.collect()
    assert alive() is None
