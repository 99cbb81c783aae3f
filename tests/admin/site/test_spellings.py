"""Spellings: exceptions that an editor enters for all pages."""

import pytest

from articles.models import AuditEntry, Spelling

ADD = "/admin/articles/spelling/add/"


def test_an_editor_enters_changes_and_removes_one_on_record(client, editor):
    client.post(ADD, {"word": "Чехов", "latin": "Chekhov", "arabic": ""})
    spelling = Spelling.objects.get()
    address = f"/admin/articles/spelling/{spelling.pk}"
    page = client.get(f"{address}/change/").content.decode()
    assert '<span lang="kk-Latn">Tşehov</span> · <bdi lang="kk-Arab">چەحوۆ</bdi>' in page
    client.post(f"{address}/change/", {"word": "Чехов", "latin": "", "is_kept": "on"})
    client.post(f"{address}/delete/", {"post": "yes"})
    assert not Spelling.objects.exists()
    acts = AuditEntry.objects.filter(model="spelling").order_by("pk")
    assert [(act.verb, act.by_name) for act in acts] == [
        ("add", "editor"), ("change", "editor"), ("delete", "editor")
    ]  # fmt: skip


def test_several_are_removed_at_once_and_each_is_on_record(client, editor):
    for word in ("Чехов", "Гоголь"):
        Spelling.objects.create(word=word, is_kept=True)
    data = {"action": "delete_selected", "post": "yes"}
    data["_selected_action"] = Spelling.objects.values_list("pk", flat=True)
    client.post("/admin/articles/spelling/", data)
    assert not Spelling.objects.exists()
    assert AuditEntry.objects.filter(model="spelling", verb="delete").count() == 2


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"word": "Чехов"}, "«Өзгертпей қалдыру» деп белгілеңіз"),
        ({"word": "Chekhov", "latin": "a"}, "Кирилл әрпімен жазылған сөз"),
        ({"word": "Чехов,", "latin": "a"}, "Кирилл әрпімен жазылған сөз"),
        ({"word": "Чехов", "latin": "Сhekhov"}, "Мұнда кирилл әрпі болмауы керек."),
    ],
)
def test_what_makes_no_sense_is_refused(client, editor, fields, said):
    assert said in client.post(ADD, fields).content.decode()
    assert not Spelling.objects.exists()


@pytest.mark.parametrize(
    ("role", "status"),
    [("Reporter", 403), ("Photo editor", 403), ("Editor", 200), ("Chief editor", 200)],
)
def test_who_may(client, sign_in, role, status):
    sign_in(role)
    assert client.get(ADD).status_code == status
