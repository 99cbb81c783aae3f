"""Notes: what colleagues tell each other about an article, on the desk and by mail."""

import pytest
from django.core import mail
from django.utils import timezone

from articles.models import Note
from tests.admin.articles.test_workflow import address
from tests.factories import make_article
from tests.support.staff import form_of, make_staff

pytestmark = pytest.mark.django_db


def test_a_note_reaches_those_it_names_in_their_language(
    client, editor, django_capture_on_commit_callbacks
):
    dana = make_staff("Reporter", "dana", email="dana@example.org", language="ru")
    make_staff("Chief editor", "chief")
    article = make_article("Су\nқоймасы", publish=False, created_by=dana)
    article.transition("submit", by=dana, at=timezone.now())
    text = "@dana, лидін қысқарт. @chief қарасын, @joq та. x@dana.kz"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(article), form_of(article, note=text, _return="1"))
    note = Note.objects.get()
    assert {person.username for person in note.named.all()} == {"dana", "chief"}
    [letter] = mail.outbox
    assert letter.to == ["dana@example.org"]
    assert letter.subject == "Заметка для вас: Су қоймасы"
    assert text in letter.body
    assert f"http://testserver{address(article)}" in letter.body
    client.force_login(dana)
    assert text in client.get(address(article)).content.decode()
    assert text[:20] in client.get("/admin/").content.decode()


def test_a_mail_server_that_fails_loses_no_note(
    client, editor, dead_mail_server, django_capture_on_commit_callbacks
):
    make_staff("Reporter", "dana", email="dana@example.org")
    article = make_article(publish=False)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(address(article), form_of(article, note="@dana қара"))
    assert response.status_code == 302
    assert Note.objects.count() == 1


def test_who_only_reads_an_article_leaves_notes_too(client, sign_in):
    user = sign_in("Reporter")
    article = make_article()
    assert 'form="note-form"' in client.get(address(article)).content.decode()
    client.post(address(article, "note"), {"note": "Қате бар <b>сияқты</b>"})
    assert Note.objects.get().by == user
    assert "&lt;b&gt;" in client.get(address(article)).content.decode()
    client.post(address(article, "note"), {"note": "  "})
    assert Note.objects.count() == 1
    client.logout()
    assert client.post(address(article, "note"), {"note": "Бөтен"}).url.startswith("/admin/login/")
