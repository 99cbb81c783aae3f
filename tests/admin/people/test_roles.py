"""Who may do what: asked of the server, not of the buttons."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from articles.models import Article, User
from articles.models.workflow.transitions import Status
from articles.receivers import make_roles
from tests.factories import make_article, make_author, make_photo, make_section
from tests.support.staff import PASSWORD, form_of, make_staff


def change(article):
    return reverse("admin:articles_article_change", args=[article.pk])


@pytest.mark.parametrize(
    ("role", "publishes"),
    [("Reporter", False), ("Photo editor", False), ("Editor", True), ("Chief editor", True)],
)
def test_publishing_by_post(client, sign_in, role, publishes):
    sign_in(role)
    article = make_article(publish=False)
    response = client.post(change(article), form_of(article, _publish="1"))
    article.refresh_from_db()
    assert response.status_code == (302 if publishes else 403)
    assert (article.status == Status.PUBLISHED) is publishes


def test_a_reporter_cannot_publish_while_adding(client, sign_in):
    sign_in("Reporter")
    data = form_of(headline="Ж", section=make_section().pk, byline=[make_author().pk], _publish="1")
    assert client.post("/admin/articles/article/add/", data).status_code == 403
    assert not Article.objects.exists()


def test_a_reporter_submits_and_no_more(client, sign_in):
    reporter = sign_in("Reporter")
    article = make_article(publish=False, created_by=reporter)
    page = client.get(change(article)).content.decode()
    assert 'name="_submit"' in page
    assert 'name="_publish"' not in page
    assert client.post(change(article), form_of(article, _submit="1")).status_code == 302
    article.refresh_from_db()
    assert article.status == Status.IN_REVIEW


def test_a_reporter_reads_what_is_out_and_does_not_touch_it(client, sign_in):
    sign_in("Reporter")
    article = make_article("Бұрынғы тақырып")
    page = client.get(change(article)).content.decode()
    assert "Бұрынғы тақырып" in page
    assert "Ауылдағы мектепте" in page
    assert 'name="headline"' not in page
    data = form_of(article, headline="Басқа")
    response = client.post(change(article), data, follow=True)
    assert "жарияланып кеткен" in response.content.decode()
    article.refresh_from_db()
    assert article.headline == "Бұрынғы тақырып"


def test_a_photo_editor_changes_the_photo_and_nothing_else(client, sign_in):
    sign_in("Photo editor")
    article = make_article("Бұрынғы тақырып", publish=False)
    photo = make_photo()
    data = form_of(article, headline="Басқа", body="<p>Басқа</p>", photo=photo.pk, tags=None)
    assert client.post(change(article), data).status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.photo) == ("Бұрынғы тақырып", photo)
    assert "Ауылдағы" in article.body
    assert article.bylines.count() == 1


def test_deleting(client, sign_in):
    sign_in("Editor")
    live, draft = make_article(), make_article(publish=False)
    delete = "admin:articles_article_delete"
    assert client.post(reverse(delete, args=[live.pk]), {"post": "yes"}).status_code == 403
    assert client.post(reverse(delete, args=[draft.pk]), {"post": "yes"}).status_code == 302
    assert list(Article.objects.all()) == [live]


def test_deleting_many_spares_what_is_out(client, sign_in):
    sign_in("Editor")
    live, draft = make_article("Ашық мақала"), make_article(publish=False)
    chosen = {"action": "delete_selected", "_selected_action": [live.pk, draft.pk]}
    response = client.post("/admin/articles/article/", chosen)
    assert "жарияланған мақала жойылмайды" in response.content.decode()
    client.post("/admin/articles/article/", chosen | {"post": "yes"})
    assert Article.objects.count() == 2


def test_a_reporter_does_not_delete(client, sign_in):
    sign_in("Reporter")
    article = make_article(publish=False)
    url = reverse("admin:articles_article_delete", args=[article.pk])
    assert client.post(url, {"post": "yes"}).status_code == 403


def test_a_chief_editor_touches_no_superuser(client, sign_in):
    chief = sign_in("Chief editor")
    root = User.objects.create_superuser("root", password="x")
    url = reverse("admin:articles_user_change", args=[root.pk])
    assert client.post(url, {"username": "root"}).status_code == 403
    assert client.get(f"{url[: -len('change/')]}password/").status_code == 403
    reporter = make_staff("Reporter")
    url = reverse("admin:articles_user_change", args=[reporter.pk])
    page = client.get(url).content.decode()
    assert "is_superuser" not in page
    assert "user_permissions" not in page
    groups = [group.pk for group in chief.groups.all()]
    client.post(
        url,
        {"username": "reporter", "language": "ru", "is_staff": "on", "is_active": "on",
         "groups": groups, "is_superuser": "on"},
    )  # fmt: skip
    reporter.refresh_from_db()
    assert reporter.language == "ru"
    assert not reporter.is_superuser


def test_a_chief_editor_names_the_sections_of_an_editor(client, sign_in):
    sign_in("Chief editor")
    dana, section = make_staff("Editor", "dana"), make_section()
    url = reverse("admin:articles_user_change", args=[dana.pk])
    assert "Саясат" in client.get(url).content.decode()
    data = {"username": "dana", "language": "kk", "is_staff": "on", "is_active": "on"}
    data |= {"groups": [group.pk for group in dana.groups.all()], "sections": [section.pk]}
    assert client.post(url, data).status_code == 302
    assert User.objects.get(pk=dana.pk).own_sections == {section.pk}


def test_a_chief_editor_takes_on_a_reporter(client, sign_in):
    sign_in("Chief editor")
    group = Group.objects.get(name="Reporter")
    response = client.post(
        "/admin/articles/user/add/",
        {"username": "dana", "password1": PASSWORD, "password2": PASSWORD, "language": "kk",
         "is_staff": "on", "groups": [group.pk]},
    )  # fmt: skip
    dana = User.objects.get(username="dana")
    assert response.url == reverse("admin:articles_user_change", args=[dana.pk])
    assert client.login(username="dana", password=PASSWORD)
    assert dana.has_perm("articles.add_article")
    assert not dana.has_perm("articles.publish_article")


def test_roles_have_names_in_the_users_language(client, sign_in):
    sign_in("Chief editor")
    page = client.get("/admin/articles/user/").content.decode()
    assert "Бас редактор" in page
    assert "Chief editor" not in page


def test_a_visitor_is_asked_to_sign_in(client, db):
    article = make_article(publish=False)
    for name in ("change", "preview"):
        response = client.get(reverse(f"admin:articles_article_{name}", args=[article.pk]))
        assert response.url.startswith("/admin/login/")
    assert client.get("/admin/articles/photo/choose/").status_code == 302


def test_an_upgrade_gives_roles_what_is_new_and_leaves_the_rest_as_the_operator_set_it(db):
    chief = Group.objects.get(name="Chief editor")
    chief.permissions.remove(
        Permission.objects.get(content_type__app_label="articles", codename="delete_tag")
    )
    Permission.objects.filter(codename="change_spelling").delete()
    make_roles(apps.get_app_config("articles"))
    held = set(chief.permissions.values_list("codename", flat=True))
    assert "change_spelling" in held
    assert "delete_tag" not in held


def test_what_a_person_may_beside_their_role(client, sign_in, django_assert_num_queries):
    user = sign_in("Reporter")
    user.user_permissions.add(
        Permission.objects.get(content_type__app_label="articles", codename="delete_tag")
    )
    user = User.objects.get(pk=user.pk)
    with django_assert_num_queries(1):
        assert user.has_perms(["articles.delete_tag", "articles.add_article"])
        assert not user.has_perm("articles.delete_section")
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert not User.objects.get(pk=user.pk).has_perm("articles.delete_tag")
