"""A member of staff in one form: name, e-mail, role, sections and author page."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from articles.models import AuditEntry, Author, User
from tests.factories import make_author, make_section
from tests.support.staff import PASSWORD, make_staff

ADD = "/admin/articles/user/add/"


def change(user):
    return reverse("admin:articles_user_change", args=[user.pk])


def form(**fields):
    """What the form for a new reporter sends."""
    group = Group.objects.get(name="Reporter")
    filled = {"first_name": "Дана", "last_name": "Әлімқызы", "email": "dana@newsroom.example"}
    return filled | {"groups": [group.pk], "language": "kk", "author_page": "new"} | fields


def errors(response):
    return response.context["adminform"].form.errors


@pytest.fixture
def chief(sign_in):
    return sign_in("Chief editor")


def test_one_form_makes_an_account_a_role_sections_and_an_author_page(client, chief):
    section = make_section()
    response = client.post(ADD, form(sections=[section.pk]))
    dana = User.objects.get(email="dana@newsroom.example")
    assert response.url == change(dana)
    assert (dana.username, dana.name) == ("dana.alimqyzy", "Дана Әлімқызы")
    assert dana.is_staff
    assert dana.has_perm("articles.add_article")
    assert list(dana.sections.all()) == [section]
    assert (dana.author.name, dana.author.slug) == ("Дана Әлімқызы", "dana-alimqyzy")
    said = AuditEntry.objects.exclude(verb="sign_in").values_list("verb", "model", "by_name")
    assert set(said) >= {
        ("add", "user", "chief-editor"),
        ("add", "author", "chief-editor"),
        ("invite", "user", "chief-editor"),
    }


def test_new_articles_of_a_new_reporter_carry_their_byline(client, chief):
    client.post(ADD, form())
    dana = User.objects.get(email="dana@newsroom.example")
    client.force_login(dana)
    page = client.get("/admin/articles/article/add/")
    assert page.context["adminform"].form.initial["authors"] == [dana.author.pk]


def test_a_page_of_that_name_that_is_nobodys_is_taken_and_one_of_somebody_is_not(client, chief):
    nobodys = make_author("Дана Әлімқызы", "dana")
    client.post(ADD, form())
    assert User.objects.get(email="dana@newsroom.example").author == nobodys
    client.post(ADD, form(email="dana2@newsroom.example"))
    second = User.objects.get(email="dana2@newsroom.example")
    assert (second.username, second.author.slug) == ("dana.alimqyzy2", "dana-alimqyzy")


def test_the_author_page_is_changed_and_taken_away_in_the_same_form(client, chief):
    dana = make_staff("Reporter", "dana")
    first, second = make_author(), make_author("Д. Әлімқызы", "d-alimqyzy")
    url = change(dana)
    data = form(username="dana", is_active="on")
    client.post(url, data | {"author_page": first.pk})
    assert User.objects.get(pk=dana.pk).author == first
    client.post(url, {name: data[name] for name in data if name != "author_page"})
    assert User.objects.get(pk=dana.pk).author == first
    client.post(url, data | {"author_page": second.pk})
    assert User.objects.get(pk=dana.pk).author == second
    client.post(url, data | {"author_page": ""})
    assert not Author.objects.filter(user=dana).exists()
    acts = AuditEntry.objects.filter(model="author", verb="change").values_list("before", "after")
    assert acts.filter(key=first.pk).last() == ({"user": None}, {"user": "dana"})
    assert acts.filter(key=first.pk).first() == ({"user": "dana"}, {"user": None})


def test_whose_author_page_it_is_stays_with_who_has_it(client, chief):
    theirs = make_author(user=make_staff("Editor", "aliya"))
    response = client.post(ADD, form(author_page=theirs.pk))
    assert "author_page" in errors(response)
    theirs.refresh_from_db()
    assert theirs.user.username == "aliya"


def test_who_has_a_role_signs_in_and_who_has_none_does_not(client, chief):
    assert "groups" in errors(client.post(ADD, form(groups=[])))
    dana = make_staff("Reporter", "dana")
    client.post(change(dana), form(username="dana", is_active="on", groups=[]))
    assert not User.objects.get(pk=dana.pk).is_staff
    page = client.get("/admin/articles/user/").content.decode()
    assert "рөлі жоқ" in page
    client.post(change(dana), form(username="dana", is_active="on"))
    assert User.objects.get(pk=dana.pk).is_staff


def test_nobody_becomes_staff_or_superuser_by_what_the_form_does_not_ask(client, chief):
    client.post(ADD, form(is_superuser="on"))
    assert not User.objects.get(email="dana@newsroom.example").is_superuser


def test_one_person_has_one_account(client, chief):
    make_staff("Editor", "aliya", email="Dana@newsroom.example")
    response = client.post(ADD, form())
    assert "aliya" in errors(response)["email"][0]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"email": ""}, "email"),
        ({"username": "CHIEF-EDITOR"}, "username"),
        ({"password1": PASSWORD}, "password2"),
        ({"password1": "123", "password2": "123"}, "password2"),
        ({"first_name": "!", "last_name": "?"}, "last_name"),
        ({"first_name": "", "last_name": "", "email": "", "author_page": ""}, "first_name"),
        ({"author_page": "999999"}, "author_page"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(client, chief, fields, wrong):
    assert wrong in errors(client.post(ADD, form(**fields)))
    assert User.objects.count() == 1


def test_a_typed_password_sends_no_invitation(client, chief):
    client.post(ADD, form(password1=PASSWORD, password2=PASSWORD, email=""))
    dana = User.objects.get(username="dana.alimqyzy")
    assert dana.check_password(PASSWORD)
    assert dana.invited_at is None


def test_who_may_not_touch_authors_gives_nobody_an_author_page(client, chief):
    group = chief.groups.get()
    group.permissions.remove(*group.permissions.filter(codename="add_author"))
    assert 'name="author_page"' not in client.get(ADD).content.decode()
    client.post(ADD, form())
    assert User.objects.filter(email="dana@newsroom.example").exists()
    assert not Author.objects.exists()


def test_an_account_that_may_only_be_looked_at_is_shown(client, chief):
    root = User.objects.create_superuser("root", password="x")
    assert client.get(change(root)).status_code == 200
