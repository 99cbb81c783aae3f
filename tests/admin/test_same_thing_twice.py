"""Two send the same thing at one instant: it is there once, and the second is told so."""

import threading
from functools import partial

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.db.models.signals import pre_save
from django.test import Client

from articles.admin.media import file_forms
from articles.media_files import names
from articles.models import AuditEntry, MediaFile, Redirect, Tag, User
from tests.support import files
from tests.support.staff import make_staff
from tests.support.waiting import LONGEST_WAIT, somebody_waits, wait_until

pytestmark = pytest.mark.usefixtures("live_server")
FILES = "/admin/articles/mediafile/"
PASSWORD = "kok-tobe-2041-samal"
SAME = {
    Tag: ("tag", {"name": "Су реформасы"}, "жазылып тұр"),
    Redirect: ("redirect", {"path": "/eski/", "target": "/"}, "бар"),
    User: (
        "user",
        {"username": "aliya", "password1": PASSWORD, "password2": PASSWORD, "language": "kk"},
        "бар",
    ),
}


def chief_editor():
    client = Client()
    client.force_login(make_staff("Chief editor", is_superuser=True))
    return client


def in_thread(act, outcome):
    """``outcome`` gets what ``act`` gives."""

    def run():
        try:
            outcome.append(act())
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def both(act):
    """What ``act`` gives in two threads."""
    outcome = []
    for thread in [in_thread(act, outcome), in_thread(act, outcome)]:
        thread.join()
    return outcome


@pytest.mark.parametrize("door", ["upload/", "add/"])
def test_bytes_that_come_twice_at_one_instant_are_one_file(door, monkeypatch, settings):
    cookies, barrier, plain = chief_editor().cookies, threading.Barrier(2), file_forms.sha256

    def meet(file):
        digest = plain(file)
        barrier.wait(LONGEST_WAIT)
        return digest

    def send():
        client = Client()
        client.cookies = cookies
        sent = SimpleUploadedFile("esep.pdf", files.PDF)
        return client.post(FILES + door, {"file": sent, "title": "Есеп"})

    monkeypatch.setattr(file_forms, "sha256", meet)
    answers = both(send)
    file = MediaFile.objects.get()
    first, second = sorted(answers, key=lambda answer: answer.status_code, reverse=True)
    assert first.status_code == (201 if door == "upload/" else 302)
    assert second.status_code == 200
    if door == "upload/":
        assert second.json()["file"]["id"] == file.pk
        assert second.json()["warnings"]
    else:
        assert f'<a href="{FILES}{file.pk}/change/">Есеп</a>' in second.content.decode()
    assert list(names(settings.MEDIA_ROOT)) == [file.file.name]
    assert AuditEntry.objects.filter(model="mediafile", verb="add").count() == 1


@pytest.mark.parametrize("model", SAME)
def test_a_name_that_comes_twice_at_one_instant_is_refused_to_the_second(model):
    door, data, words = SAME[model]
    if model is User:
        data = data | {"groups": [Group.objects.get(name="Reporter").pk]}
    client, answers, threads = chief_editor(), [], []

    def send(client):
        return client.post(f"/admin/articles/{door}/add/", data)

    def between(**_signal):
        """The form has been looked into, and nothing is written yet: another one comes."""
        if threads:
            return
        other = Client()
        other.cookies = client.cookies
        threads.append(in_thread(partial(send, other), answers))
        wait_until(lambda: answers or somebody_waits())

    pre_save.connect(between, sender=model)
    try:
        answers.append(send(client))
    finally:
        pre_save.disconnect(between, sender=model)
    threads[0].join()
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    refused = next(answer for answer in answers if answer.status_code == 200)
    assert words in str(refused.context["errors"])
    assert model.objects.filter(**{key: data[key] for key in list(data)[:1]}).count() == 1
