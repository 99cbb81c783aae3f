"""Notes: what colleagues tell each other about an article, on the desk and by mail."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from articles.models import Note, Task
from articles.models.tasks import TaskStatus
from tests.admin.articles.test_workflow import address
from tests.factories import make_article
from tests.support.staff import form_of, make_staff
from tests.support.tasks import run_waiting

pytestmark = pytest.mark.django_db


def test_a_note_reaches_those_it_names_in_their_language(client, editor):
    dana = make_staff("Reporter", "dana", email="dana@example.org", language="ru")
    make_staff("Chief editor", "chief")
    article = make_article("Су\nқоймасы", publish=False, created_by=dana)
    article.transition("submit", by=dana, at=timezone.now())
    text = "@dana, лидін қысқарт. @chief қарасын, @joq та. x@dana.kz"
    client.post(address(article), form_of(article, note=text, _return="1"))
    run_waiting()
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


def test_a_mail_server_that_fails_loses_no_note_and_gets_the_letter_later(
    client, editor, dead_mail_server
):
    make_staff("Reporter", "dana", email="dana@example.org")
    article = make_article(publish=False)
    response = client.post(address(article), form_of(article, note="@dana қара"))
    assert response.status_code == 302
    assert Note.objects.count() == 1
    run_waiting()
    letter = Task.objects.get(task_path__endswith="send_note")
    assert (letter.status, letter.attempts) == (TaskStatus.WAITING, 1)
    assert "ConnectionRefused" in letter.traceback


def test_a_letter_to_nobody_any_more_is_not_sent(client, editor):
    dana = make_staff("Reporter", "dana", email="dana@example.org")
    article = make_article(publish=False)
    client.post(address(article), form_of(article, note="@dana қара"))
    dana.is_active = False
    dana.save()
    run_waiting()
    assert mail.outbox == []


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


def test_a_note_names_people_as_colleagues_call_them(client, editor):
    aigul = make_staff("Reporter", "as", first_name="Айгүл", last_name="Сәрсенова")
    make_staff("Reporter", "as2", first_name="Айгүл", last_name="Сәр")
    article = make_article(publish=False)
    text = "Рахмет, @айгүл  Сәрсенова! x@Айгүл Сәр"
    client.post(address(article), form_of(article, note=text))
    assert list(Note.objects.get().named.all()) == [aigul]
    page = client.get(address(article)).content.decode()
    assert "@as<" not in page


def test_the_field_completes_the_names_of_all_who_work_here(client, editor):
    make_staff("Reporter", "as", first_name="Әсем", last_name="Бек")
    make_staff("Reporter", "zz", first_name="Айгүл", last_name="Сәрсенова")
    gone = make_staff("Reporter", "gone", first_name="Кеткен", last_name="Адам")
    gone.is_active = False
    gone.save()
    names = client.get(reverse("admin:articles_article_colleagues")).json()["names"]
    assert [name for name in names if " " in name] == ["Айгүл Сәрсенова", "Әсем Бек"]


def test_the_bell_counts_what_is_new_until_it_is_read(client, editor):
    dana = make_staff("Chief editor", "dana")
    article = make_article(publish=False)

    def bell():
        page = client.get(reverse("admin:articles_tag_changelist"))
        return int(str(page.context["unread_notes"])), 'class="bell"' in page.content.decode()

    assert bell() == (0, False)
    for text in ("@editor қара", "@editor тағы", "жай сөз"):
        Note.write(article, text, by=dana, at=timezone.now())
    assert bell() == (2, True)
    desk = client.get("/admin/").content.decode()
    assert desk.index('id="notes"') < desk.index("Мені күтіп тұр")
    client.post(reverse("admin:read_notes"), {"last": Note.objects.filter(named=editor)[0].pk})
    assert bell() == (0, False)
    Note.write(article, "@editor үшінші", by=dana, at=timezone.now())
    assert bell() == (1, True)
    client.post(reverse("admin:read_notes"), {"last": "1"})
    client.post(reverse("admin:read_notes"), {"last": "x"})
    assert bell() == (1, True)
