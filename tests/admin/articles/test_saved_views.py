"""The list of articles remembers: filters that were on, views with a name, who has what open."""

import pytest
from django.utils import timezone

from articles.models import Presence, SavedView
from articles.models.desk import saved_views
from tests.factories import make_article, make_section
from tests.support.staff import make_staff

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


def headlines(response):
    return sorted(article.headline for article in response.context["cl"].result_list)


def test_filters_stay_until_they_are_taken_off(client, editor):
    make_article("Шыққан")
    draft = make_article("Жоба", publish=False)
    assert headlines(client.get(LIST, {"state": "draft", "p": "1"})) == ["Жоба"]
    client.get(f"{LIST}{draft.pk}/change/")
    page = client.get(LIST, follow=True)
    assert headlines(page) == ["Жоба"]
    assert page.redirect_chain == [(f"{LIST}?state=draft", 302)]
    assert page.context["cl"].clear_all_filters_qs == "?all=1"
    assert headlines(client.get(LIST, {"all": "1"})) == ["Жоба", "Шыққан"]
    assert headlines(client.get(LIST)) == ["Жоба", "Шыққан"]


def test_filters_that_make_no_sense_any_more_do_not_stay(client, editor):
    make_article("Шыққан")
    client.get(LIST, {"section__id__exact": "жоқ"}, follow=True)
    assert headlines(client.get(LIST, follow=True)) == ["Шыққан"]


def test_my_sections_today(client, sign_in):
    sport = make_section("Спорт", "sport")
    user = sign_in("Editor")
    for headline, section in (("Спортта", sport), ("Саясатта", make_section())):
        make_article(headline, section=section)
    page = client.get(LIST)
    assert "Менің бөлімім, бүгін" in page.content.decode()
    view = {"mine": "sections", "day": "today"}
    assert headlines(client.get(LIST, view)) == ["Саясатта", "Спортта"]
    user.sections.add(sport)
    assert headlines(client.get(LIST, view)) == ["Спортта"]


def test_mine_and_what_is_assigned_to_me(client, editor):
    make_article("Бөтен")
    make_article("Менікі", created_by=editor)
    make_article("Маған", assigned_to=editor)
    assert headlines(client.get(LIST, {"mine": "written"})) == ["Менікі"]
    assert headlines(client.get(LIST, {"mine": "assigned"})) == ["Маған"]


def test_a_view_has_a_name_and_an_owner(client, editor):
    saved = {"name": " Менің  жобаларым ", "query": "state=draft&mine=written&p=3"}
    page = client.post(f"{LIST}views/", saved, follow=True).content.decode()
    assert "Менің жобаларым" in page
    view = SavedView.objects.get()
    assert (view.by, view.query) == (editor, "mine=written&state=draft")
    assert 'href="?mine=written&amp;state=draft" aria-current="true"' in page
    client.post(f"{LIST}views/", saved | {"query": "state=ready"})
    assert SavedView.objects.get().query == "state=ready"
    client.force_login(make_staff("Reporter"))
    names = [view.name for view in client.get(LIST).context["views"]]
    assert names == ["Менің бөлімім, бүгін", "Менікі", "Маған тапсырылған"]
    client.post(f"{LIST}views/{view.pk}/forget/")
    assert SavedView.objects.exists()
    client.force_login(editor)
    client.post(f"{LIST}views/{view.pk}/forget/")
    assert not SavedView.objects.exists()


def test_a_view_without_a_name_and_one_too_many(client, editor, monkeypatch):
    for data in ({"name": "Аты"}, {"query": "state=draft"}):
        client.post(f"{LIST}views/", data)
    assert not SavedView.objects.exists()
    for number in range(saved_views.MOST + 1):
        client.post(f"{LIST}views/", {"name": f"Көрініс {number}", "query": "state=draft"})
    assert SavedView.objects.count() == saved_views.MOST


def test_who_has_an_article_open(client, editor):
    article = make_article("Шыққан")
    dana = make_staff("Reporter", first_name="Дана", last_name="Әлі")
    Presence.objects.create(article=article, by=dana, seen_at=timezone.now())
    assert "Дана Әлі" in client.get(LIST).content.decode()
