"""Every screen of the editors in one language at a time: not a word of another slips through."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from articles.models import Article, SiteIdentity, Spelling, User
from tests import factories
from tests.support.languages import strays
from tests.support.registered import registered_models
from tests.support.staff import form_of


@pytest.fixture
def newsroom(db):
    """One of everything, written without a letter that would look like a leak: {model: object}."""
    section = factories.make_section("Спорт", "sport", name_ru="Спорт", name_en="Спорт")
    author = factories.make_author("Марат Сапаров", "marat-saparov")
    tag = factories.make_tag("Алматы", "almaty")
    photo = factories.make_photo(credit="Марат Сапаров")
    article = factories.make_article(
        "Алматы мен Астана",
        section=section,
        authors=[author],
        tags=[tag],
        photo=photo,
        body="<p>Дода</p>",
    )
    SiteIdentity.renew_stamp()
    kind = article.kind
    kind.name = kind.name_ru = kind.name_en = "хабар"
    kind.save()
    type(kind).objects.exclude(pk=kind.pk).delete()
    spelling = Spelling.objects.create(word="Алматы", is_kept=True)
    objects = (section, author, tag, photo, article, kind, spelling, SiteIdentity.objects.get())
    return {type(thing): thing for thing in objects}


@pytest.fixture
def chief(newsroom):
    user = User.objects.create_user("marat", password="ashyq-qupiya-2026", is_staff=True)
    user.groups.add(Group.objects.get(name="Chief editor"))
    newsroom[User] = user
    return user


DATA = {
    "Саясат", "Спорт", "Марат Сапаров", "Алматы мен Астана", "Алматы", "Астана", "Дода", "хабар",
    "sayasat", "sport", "marat", "almaty", "marat-saparov",
}  # fmt: skip


def screens(newsroom):
    """Names and arguments of the admin's addresses: of the site, of each model, of each object."""
    yield from (("index", []), ("password_change", []), ("password_change_done", []))
    yield ("app_list", ["articles"])
    for model in registered_models():
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        yield from ((f"{name}_changelist", []), (f"{name}_add", []))
        if model in newsroom:
            for page in ("change", "history", "delete"):
                yield (f"{name}_{page}", [newsroom[model].pk])


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_screen_speaks_one_language(client, newsroom, chief, language):
    chief.language = language
    chief.save()
    client.force_login(chief)
    found = {}
    for name, arguments in screens(newsroom):
        response = client.get(reverse(f"admin:{name}", args=arguments), follow=True)
        if response.status_code != 403:
            assert response.status_code == 200, name
            found[name] = strays(response.content.decode(), language, DATA)
    assert len(found) > 20
    assert {name: stray for name, stray in found.items() if stray} == {}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_refusals_speak_one_language(client, newsroom, chief, language):
    chief.language = language
    chief.save()
    client.force_login(chief)
    found = {}
    for model in registered_models():
        name = f"{model._meta.app_label}_{model._meta.model_name}_add"
        response = client.get(reverse(f"admin:{name}"))
        if response.status_code == 403:
            continue
        formsets = response.context["inline_admin_formsets"]
        management = {
            f"{inline.formset.prefix}-{field}": 0
            for inline in formsets
            for field in ("TOTAL_FORMS", "INITIAL_FORMS")
        }
        page = client.post(reverse(f"admin:{name}"), management).content.decode()
        if "errornote" in page:
            found[name] = strays(page, language, DATA)
    assert len(found) > 4
    assert {name: stray for name, stray in found.items() if stray} == {}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_history_written_in_kazakh_is_read_in_every_language(client, newsroom, chief, language):
    article = newsroom[Article]
    client.force_login(chief)
    changed = form_of(article, headline="Астана", tags=[], photo=None, agency="Дода")
    client.post(reverse("admin:articles_article_change", args=[article.pk]), changed)
    withdrawn = form_of(Article.objects.get(), _withdraw="1")
    client.post(reverse("admin:articles_article_change", args=[article.pk]), withdrawn)
    client.get(reverse("admin:index"))  # what was done is said there, still in Kazakh
    chief.language = language
    chief.save()
    page = client.get(reverse("admin:articles_article_history", args=[article.pk]))
    assert strays(page.content.decode(), language, DATA) == []
    said = {"kk": "жарияланымнан алу", "ru": "снять с публикации", "en": "withdraw"}[language]
    assert said in page.content.decode().lower()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_closed_door_speaks_one_language(client, newsroom, chief, language):
    chief.language = language
    chief.save()
    chief.groups.set([Group.objects.get(name="Reporter")])
    client.force_login(chief)
    response = client.get(reverse("admin:articles_user_changelist"))
    assert response.status_code == 403
    assert strays(response.content.decode(), language, DATA) == []


def test_the_door_is_in_kazakh(client, db):
    pages = [client.get(reverse("admin:login")), client.post(reverse("admin:login"), {})]
    pages.append(client.post(reverse("admin:login"), {"username": "marat", "password": "qate"}))
    for page in pages:
        assert strays(page.content.decode(), "kk", DATA) == []
    assert "Кіру" in pages[0].content.decode()
