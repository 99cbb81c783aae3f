"""Every screen of the editors in one language at a time: not a word of another slips through."""

import json
import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse
from lxml import html

from articles.models import SiteIdentity, User
from tests import factories

# Words that no language translates. What the newsroom itself writes is in DATA.
NAMES = {
    "AVIF", "CSS", "Control", "Command", "Ctrl", "Enter", "Esc", "HTML", "JPEG", "Mac", "Newsroom",
    "PNG", "Reuters", "SEO", "SSO", "Tab", "Telegram", "URL", "WebP", "WhatsApp", "https",
}  # fmt: skip
LANGUAGE_NAMES = {"Қазақша", "Русский", "English"}
SHOWN_ATTRIBUTES = (
    "title aria-label placeholder alt label data-added data-create data-failed data-gone "
    "data-link-prompt data-moved data-nothing data-removed"
).split()
KAZAKH_LETTER = re.compile("[әғқңөұүһі]", re.IGNORECASE)
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
PASSWORD_HASH = re.compile(r"\S*\*{6,}")
LATIN_WORD = re.compile(r"(?<![\w/.@-])[A-Za-z]{2,}(?![\w/@-])")


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
    SiteIdentity.touch()
    kind = article.kind
    kind.name = kind.name_ru = kind.name_en = "хабар"
    kind.save()
    type(kind).objects.exclude(pk=kind.pk).delete()
    objects = (section, author, tag, photo, article, kind, SiteIdentity.objects.get())
    return {type(thing): thing for thing in objects}


@pytest.fixture
def chief(newsroom):
    user = User.objects.create_user("marat", password="ashyq-qupiya-2026", is_staff=True)
    user.groups.add(Group.objects.get(name="Chief editor"))
    newsroom[User] = user
    return user


DATA = {
    "Саясат", "Спорт", "Марат Сапаров", "Алматы мен Астана", "Алматы", "Дода", "хабар", "sayasat",
    "sport", "marat", "almaty", "marat-saparov",
}  # fmt: skip
WRITTEN = re.compile(
    rf"(?<!\w)({'|'.join(sorted(DATA | LANGUAGE_NAMES, key=len, reverse=True))})(?!\w)"
)


def screens(newsroom):
    """Names and arguments of the admin's addresses: of the site, of each model, of each object."""
    yield from (("index", []), ("password_change", []), ("password_change_done", []))
    yield ("app_list", ["articles"])
    for model in admin.site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        yield from ((f"{name}_changelist", []), (f"{name}_add", []))
        if model in newsroom:
            for page in ("change", "history", "delete"):
                yield (f"{name}_{page}", [newsroom[model].pk])


def texts(page):
    """What a person reads or hears on ``page``, piece by piece."""
    tree = html.fromstring(page)
    for element in tree.xpath("//script | //style | //*[@aria-hidden='true'] | //body//*[@lang]"):
        element.drop_tree()
    for element in tree.iter(html.etree.Element):
        yield from filter(None, (element.text, element.tail))
        yield from (element.get(name) for name in SHOWN_ATTRIBUTES if element.get(name))
        if element.tag == "input" and element.get("type") in ("submit", "button", "reset"):
            yield element.get("value", "")
        if element.get("data-inline-formset"):
            options = json.loads(element.get("data-inline-formset"))["options"]
            yield from (options["addText"], options["deleteText"])


def own_words(text):
    """``text`` without what the newsroom wrote and without names."""
    return PASSWORD_HASH.sub(" ", WRITTEN.sub(" ", text))


def strays(page, language):
    """The pieces of ``page`` with words of a language other than ``language``."""
    for text in texts(page):
        words = own_words(text)
        latin = set(LATIN_WORD.findall(words)) - NAMES
        wrong = {
            "kk": latin,
            "ru": latin or KAZAKH_LETTER.search(words),
            "en": CYRILLIC.search(words) or KAZAKH_LETTER.search(words),
        }[language]
        if wrong:
            yield " ".join(text.split())


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
            found[name] = sorted(set(strays(response.content.decode(), language)))
    assert len(found) > 20
    assert {name: stray for name, stray in found.items() if stray} == {}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_refusals_speak_one_language(client, newsroom, chief, language):
    chief.language = language
    chief.save()
    client.force_login(chief)
    found = {}
    for model in admin.site._registry:
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
            found[name] = sorted(set(strays(page, language)))
    assert len(found) > 4
    assert {name: stray for name, stray in found.items() if stray} == {}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_closed_door_speaks_one_language(client, newsroom, chief, language):
    chief.language = language
    chief.save()
    chief.groups.set([Group.objects.get(name="Reporter")])
    client.force_login(chief)
    response = client.get(reverse("admin:articles_user_changelist"))
    assert response.status_code == 403
    assert list(strays(response.content.decode(), language)) == []


def test_the_door_is_in_kazakh(client, db):
    pages = [client.get(reverse("admin:login")), client.post(reverse("admin:login"), {})]
    pages.append(client.post(reverse("admin:login"), {"username": "marat", "password": "qate"}))
    for page in pages:
        assert list(strays(page.content.decode(), "kk")) == []
    assert "Кіру" in pages[0].content.decode()
