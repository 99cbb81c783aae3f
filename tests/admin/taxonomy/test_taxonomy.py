"""Sections, tags, authors, the site itself: addresses made from names, words in Kazakh."""

import pytest
from django.urls import reverse

from articles.models import Author, Redirect, Section, SiteIdentity, Tag, User
from tests.factories import make_article, make_author, make_photo, make_section, make_tag


@pytest.fixture
def chief(sign_in):
    return sign_in("Chief editor")


def section_form(**fields):
    return {"name": "Ғылым", "position": 0, "in_menu": "on"} | fields


@pytest.mark.parametrize(
    ("name", "slug"), [("Қоғам", "qogam"), ("Ғылым және өнер", "gylym-jane-oner")]
)
def test_an_address_is_made_from_the_name(client, chief, name, slug):
    client.post("/admin/articles/section/add/", section_form(name=name))
    assert Section.objects.get().slug == slug


def test_a_second_author_of_the_same_name_gets_a_number(client, chief):
    for _ in range(3):
        client.post("/admin/articles/author/add/", {"name": "Айгүл Сәрсенова", "is_active": "on"})
    slugs = Author.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["aigul-sarsenova", "aigul-sarsenova-2", "aigul-sarsenova-3"]


def test_a_reserved_address_is_refused_in_kazakh(client, chief):
    response = client.post("/admin/articles/section/add/", section_form(slug="search"))
    assert "Бұл мекенжайды сайттың өзі пайдаланады" in response.content.decode()
    assert "slug" in response.context["adminform"].form.errors


def test_a_wrong_address_is_refused_in_kazakh(client, chief):
    response = client.post("/admin/articles/section/add/", section_form(slug="Ғылым"))
    assert "Тек кіші латын әріптері" in response.content.decode()


def test_a_changed_address_goes_on_leading_here(client, chief):
    section = make_section("Ғылым", "gylym")
    url = reverse("admin:articles_section_change", args=[section.pk])
    client.post(url, section_form(slug="bilim"))
    assert str(Redirect.objects.get()) == "/gylym/ → /bilim/"


def test_tags_are_counted_and_lead_to_their_articles(client, chief):
    tag = make_tag("Су", "su")
    make_tag("Тау", "tau")
    for _ in range(2):
        make_article(tags=[tag])
    response = client.get("/admin/articles/tag/")
    rows = response.context["cl"].result_list
    assert [(tag.name, tag.article_count) for tag in rows] == [
        ("Су", 2),
        ("Тау", 0),
    ]
    assert f"/admin/articles/article/?tag={tag.pk}" in response.content.decode()


def test_a_tag_goes_once_no_article_has_it(client, chief):
    tag = make_tag("Су", "su")
    article = make_article("Өзен тасыды", tags=[tag], publish=False)
    url = reverse("admin:articles_tag_delete", args=[tag.pk])
    client.post(url, {"post": "yes"})
    assert Tag.objects.exists()
    article.set_tags([])
    page = " ".join(client.get(url).content.decode().split())
    assert "Тегтер: 1" in page
    client.post(url, {"post": "yes"})
    assert not Tag.objects.exists()


@pytest.mark.parametrize("typed", ["СУ", "су"])
def test_search_knows_kazakh_letter_case(client, chief, typed):
    make_tag("Су реформасы")
    make_tag("Тау", "tau")
    found = client.get("/admin/articles/tag/", {"q": typed}).context["cl"].result_list
    assert [tag.name for tag in found] == ["Су реформасы"]


def test_pinning_in_the_list(client, chief):
    tag = make_tag()
    form = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": tag.pk}
    client.post("/admin/articles/tag/", form | {"form-0-is_pinned": "on", "_save": "1"})
    assert Tag.objects.get().is_pinned


def test_the_site_has_one_form(client, chief):
    response = client.get("/admin/articles/siteidentity/")
    assert response.url == "/admin/articles/siteidentity/1/change/"
    assert client.get("/admin/articles/siteidentity/add/").status_code == 403
    client.post(response.url, {"name": "Жаңа күн", "latin_standard": "2018"})
    identity = SiteIdentity.load()
    assert (identity.name, identity.latin_standard) == ("Жаңа күн", "2018")


def test_a_portrait_is_chosen_in_the_dialog(client, chief):
    author, photo = make_author(), make_photo()
    url = reverse("admin:articles_author_change", args=[author.pk])
    page = client.get(url).content.decode()
    assert "photo-dialog-template" in page
    assert "Портреті" in page
    client.post(url, {"name": author.name, "slug": author.slug, "portrait": photo.pk})
    author.refresh_from_db()
    assert (author.portrait, author.is_active) == (photo, False)


@pytest.mark.parametrize("back", ["/admin/articles/article/?state=draft", "https://evil.example/"])
def test_the_language_is_kept_with_the_user(client, chief, back):
    response = client.post("/admin/language/", {"language": "ru", "next": back})
    assert response.url == (back if back.startswith("/") else "/admin/")
    assert User.objects.get().language == "ru"
    page = client.get("/admin/").content.decode()
    assert '<html lang="ru"' in page


def test_an_unknown_language_changes_nothing(client, chief):
    client.post("/admin/language/", {"language": "xx"})
    assert User.objects.get().language == "kk"
