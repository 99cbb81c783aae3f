"""What is typed is kept before it is saved; who else is typing is said while it is true."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from articles.admin.articles.autosave import LARGEST
from articles.models import Article, Autosave
from tests.admin.articles.test_form import ADD, change
from tests.factories import make_article
from tests.support.staff import form_of, make_staff

pytestmark = pytest.mark.django_db


def address(article=None):
    if article:
        return reverse("admin:articles_article_autosave", args=[article.pk])
    return reverse("admin:articles_article_autosave_new")


def autosave(client, article=None, **fields):
    """Post what a page with an open form does, and give the key of that form."""
    data = form_of(article, **fields) | {"_typed": "1"}
    response = client.post(address(article), data)
    assert response.json()["autosaved"], response.content
    return data["key"]


def opened(client, article, key=None):
    address = change(article) if article else ADD
    return client.get(address + (f"?unsaved={key}" if key else "")).content.decode()


def offers(page, key):
    """Whether the page has a button that brings a text back."""
    return f'name="unsaved" value="{key}"' in page


def test_what_was_typed_is_offered_and_comes_back_and_the_article_is_as_it_was(client, editor):
    article = make_article("Тақырып", publish=False)
    key = autosave(
        client, article, headline="Жазылып жатқан", body="<p>Жарты сөй</p>", tags=["+Жаңа тег"]
    )
    article.refresh_from_db()
    assert article.headline == "Тақырып"
    assert article.revisions.count() == 1
    assert offers(opened(client, article), key)
    page = opened(client, article, key)
    for typed in ("Жазылып жатқан", "Жарты сөй", "+Жаңа тег"):
        assert typed in page
    assert not offers(page, key)


def test_a_new_article_is_kept_before_it_has_ever_been_saved(client, editor):
    key = autosave(client, headline="Әлі сақталмаған")
    assert offers(opened(client, None), key)
    assert "Әлі сақталмаған" in opened(client, None, key)
    assert not Article.objects.exists()


def test_one_rolling_row_for_each_form_gone_when_it_is_saved(client, editor):
    article = make_article("Тақырып", publish=False)
    data = form_of(article)
    for n in range(3):
        autosave(client, article, headline=f"Тақырып {n}", key=data["key"])
    other = autosave(client, article, lede="Екінші терезеде")
    assert Autosave.objects.get(key=data["key"]).form["headline"] == ["Тақырып 2"]
    client.post(change(article), data | {"headline": "Тақырып 2"})
    assert [str(kept.key) for kept in Autosave.objects.all()] == [other]


def test_a_text_that_comes_in_behind_its_save_is_not_offered(client, editor):
    article = make_article("Тақырып", publish=False)
    data = form_of(article, headline="Жаңа тақырып", tags=["+Жаңа тег"])
    client.post(change(article), data)
    article.refresh_from_db()
    client.post(change(article), form_of(article, headline="Одан да жаңа"))
    client.post(address(article), data | {"_typed": "1"})
    assert not offers(opened(client, article), data["key"])
    rescued = client.post(address(article), data | {"_typed": "1", "_rescued": "1"})
    assert not rescued.json()["autosaved"]


def test_what_a_browser_kept_of_a_new_article_belongs_to_the_one_that_was_made(client, editor):
    data = form_of(headline="Жаңа мақала")
    client.post(ADD, data)
    rescue = {"_typed": "1", "_rescued": "1"}
    assert not client.post(address(), data | rescue).json()["autosaved"]
    assert client.post(address(), data | rescue | {"lede": "Тағы"}).json()["autosaved"]
    assert Autosave.objects.get().article == Article.objects.get()


def test_nobody_sees_what_another_is_typing(client, editor):
    article = make_article("Тақырып", publish=False)
    key = autosave(client, article, headline="Оңаша ой")
    client.force_login(make_staff("Chief editor"))
    assert "Оңаша ой" not in opened(client, article, key)


def test_a_restored_text_does_not_write_over_what_others_have_saved_since(client, editor):
    article = make_article("Тақырып", publish=False)
    key = autosave(client, article, lede="Менің лидім")
    client.force_login(make_staff("Chief editor"))
    client.post(change(article), form_of(article, headline="Бас редактордың тақырыбы"))
    client.force_login(editor)
    page = client.get(f"{change(article)}?unsaved={key}")
    form = page.context["adminform"].form
    typed = {name: form.initial[name] or "" for name in ("headline", "lede", "body")}
    client.post(change(article), form_of(article, base=form.base_key, key=key, **typed))
    article.refresh_from_db()
    assert (article.headline, article.lede) == ("Бас редактордың тақырыбы", "Менің лидім")


def test_the_text_of_an_article_that_is_deleted_meanwhile_becomes_a_new_one(client, editor):
    article = make_article("Тақырып", publish=False)
    data, url, beat = form_of(article, lede="Ұзақ еңбек"), change(article), address(article)
    autosave(client, article, lede="Ұзақ", key=data["key"])
    client.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})
    assert offers(opened(client, None), data["key"])
    answer = client.post(beat, data | {"_typed": "1", "lede": "Ұзақ ең"}).json()
    assert (answer["autosaved"], answer["parted"]) == (True, True)
    response = client.post(url, data, follow=True)
    assert response.redirect_chain[-1][0] == f"{ADD}?unsaved={data['key']}"
    assert "Ұзақ еңбек" in response.content.decode()


def test_who_may_not_write_keeps_nothing(client, editor):
    editor.groups.clear()
    editor.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(editor)  # other rights end a session
    data = form_of(make_article()) | {"_typed": "1"}
    assert client.post(address(), data).status_code == 403
    assert not Autosave.objects.exists()


@pytest.mark.parametrize("wrong", [{"key": "x"}, {"key": None}])
def test_what_no_form_sends_is_refused(client, editor, wrong):
    data = form_of(headline="Тақырып", **wrong) | {"_typed": "1"}
    assert client.post(address(), data).status_code == 400


def test_a_text_that_the_server_does_not_keep_stays_with_the_browser(client, editor):
    long = form_of(headline="Тақырып", body="а" * (LARGEST + 1)) | {"_typed": "1"}
    assert client.post(address(), long).status_code == 413
    autosave(client, headline="Тақырып", body="а" * (LARGEST // 2))


def test_who_has_signed_in_again_gets_a_token_to_go_on_with(client, editor):
    assert client.get(address()).json()["token"]
