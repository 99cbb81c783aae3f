"""Typos, as the form is told of them, and words that the newsroom has accepted."""

import pytest
from django.urls import reverse

from articles.models import AcceptedWord, SearchWord
from tests import factories
from tests.support.staff import make_staff

pytestmark = pytest.mark.django_db
TEXT = "Үкметтің Даурен туралы сөзі"


@pytest.fixture
def editor(client):
    client.force_login(make_staff("Editor"))
    return client


def told(client, text=TEXT):
    response = client.post(reverse("admin:articles_article_typos"), {"text": text})
    assert response.status_code == 200
    return [(typo["word"], typo["mend"]) for typo in response.json()["typos"]]


def accept(client, word, **fields):
    return client.post(reverse("admin:articles_article_accept_word"), {"word": word} | fields)


def test_typos_are_told_with_their_mends(editor):
    assert told(editor) == [("Үкметтің", "Үкіметтің"), ("Даурен", "Дәурен")]
    assert told(editor, "") == []


def test_a_name_once_accepted_is_not_asked_about_again_by_anybody(editor, client):
    assert accept(editor, "Даурен").status_code == 204
    client.force_login(make_staff("Reporter"))
    assert told(client, f"{TEXT}, Дауренге айтты") == [("Үкметтің", "Үкіметтің")]
    assert AcceptedWord.objects.get().by.groups.get().name == "Editor"


def test_accepting_twice_is_once_and_can_be_undone(editor):
    for _time in range(2):
        assert accept(editor, "даурен").status_code == 204
    assert accept(editor, "Даурен", undo="1").status_code == 204
    assert ("Даурен", "Дәурен") in told(editor)


def test_what_several_articles_have_is_no_typo(editor):
    SearchWord.objects.create(word="даурен", articles=3)
    assert told(editor) == [("Үкметтің", "Үкіметтің")]


@pytest.mark.parametrize("word", ["", "екі сөз", "<b>", "ә" * 65])
def test_only_a_word_is_accepted(editor, word):
    assert accept(editor, word).status_code == 400
    assert not AcceptedWord.objects.exists()


def test_who_does_not_write_is_not_asked(client):
    client.force_login(make_staff("Photo editor"))
    response = client.post(reverse("admin:articles_article_typos"), {"text": TEXT})
    assert response.status_code == 403
    assert accept(client, "Даурен").status_code == 403


def test_the_form_says_where_to_ask(editor):
    article = factories.make_article("Тақырып", publish=False)
    page = editor.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert f'data-url="{reverse("admin:articles_article_typos")}"' in page
