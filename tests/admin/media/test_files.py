"""Documents, audio and video at the desk: what is taken, what is refused in words, who may."""

import errno
import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.urls import reverse

from articles import file_types
from articles.models import AuditEntry, MediaFile
from tests.factories import make_article, make_file, make_photo
from tests.support import files

LIST, ADD = "/admin/articles/mediafile/", "/admin/articles/mediafile/add/"
CHOOSE, UPLOAD = f"{LIST}choose/", f"{LIST}upload/"
FIGURE = '<p>Мәтін</p><figure data-file="{}"></figure>'


def sent(name="esep.pdf", data=files.PDF):
    return SimpleUploadedFile(name, data, "text/html")


def film(**fields):
    data = files.recording("film.mp4")
    return make_file("film.mp4", data, **{"title": "Су тасқыны", "credit": "Асқар"} | fields)


def address(file, act="change"):
    return reverse(f"admin:articles_mediafile_{act}", args=[file.pk])


@pytest.mark.parametrize("role", ["Reporter", "Photo editor", "Editor", "Chief editor"])
def test_who_adds_photos_adds_files(client, sign_in, role):
    user = sign_in(role)
    answer = client.post(ADD, {"file": sent(), "title": "Бюджет есебі"})
    assert answer.status_code == 302
    file = MediaFile.objects.get()
    assert (file.kind, file.type_and_size) == ("document", f"PDF, {len(files.PDF)} байт")
    entry = AuditEntry.objects.filter(model="mediafile").get()
    assert (entry.verb, entry.by_id, entry.after["title"]) == ("add", user.pk, "Бюджет есебі")
    page = client.get(LIST).content.decode()
    assert "Бюджет есебі" in page
    assert f"PDF, {len(files.PDF)} байт" in page


WRONG = {
    "page": ({"file": ("esep.pdf", b"<html><script>")}, "қабылданатын файлдардың бірі емес"),
    "archive": ({"file": ("a.zip", files.archive(a="a"))}, "Мұрағат"),
    "macros": ({"file": ("a.docx", files.office("docx", ["word/vbaProject.bin"]))}, "макрос"),
    "codec": ({"file": ("a.mp4", files.recording("hevc.mp4"))}, "Браузерлер"),
    "encoding": ({"file": ("a.txt", b"\xd2\xc0\xc0")}, "UTF-8"),
    "no title": ({"file": ("esep.pdf", files.PDF), "title": " – "}, "сілтеме"),
    "no credit": ({"file": ("a.mp3", files.recording("speech.mp3"))}, "Кім жазғанын"),
    "captions of a document": (
        {"file": ("esep.pdf", files.PDF), "captions": ("kk.vtt", files.CAPTIONS)},
        "бос қалдырыңыз",
    ),
    "captions": (
        {
            "file": ("a.mp4", files.recording("film.mp4")),
            "credit": "Асқар",
            "captions": ("kk.vtt", b"WEBVTT\n\n00:01,000 --> 00:02,000\nA\n"),
        },
        "3-жол",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_said_at_both_doors_and_nothing_is_stored(client, editor, what):
    given, words = WRONG[what]
    for door in (ADD, UPLOAD):
        data = {name: sent(*v) if isinstance(v, tuple) else v for name, v in given.items()}
        answer = client.post(door, {"title": "Есеп"} | data)
        assert answer.status_code == (200 if door == ADD else 422)
        said = str(answer.json()) if door == UPLOAD else answer.content.decode()
        assert words in said
    assert not MediaFile.objects.exists()


def test_a_file_that_is_too_heavy_is_refused(client, editor, monkeypatch):
    monkeypatch.setitem(file_types.LIMITS, "document", 40)
    answer = client.post(UPLOAD, {"file": sent(), "title": "Есеп"})
    assert "Файл тым үлкен: 50 байт. Шегі – 40 байт." in str(answer.json())


def test_a_file_that_is_a_little_too_heavy_reads_as_more_than_the_limit(
    client, editor, monkeypatch
):
    monkeypatch.setitem(file_types.LIMITS, "document", 1_000_000)
    heavy = sent(data=files.PDF.ljust(1_004_000))
    answer = client.post(UPLOAD, {"file": heavy, "title": "Есеп"})
    assert "1,004\xa0МБ. Шегі – 1\xa0МБ." in answer.json()["errors"]["file"][0]


@pytest.mark.once
def test_a_full_disk_is_not_left_fuller(client, editor, settings, tmp_path, monkeypatch):
    def full(_self, _data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    settings.FILE_UPLOAD_TEMP_DIR, settings.FILE_UPLOAD_MAX_MEMORY_SIZE = str(tmp_path), 0
    monkeypatch.setattr(TemporaryUploadedFile, "write", full)
    answer = client.post(UPLOAD, {"file": sent(), "title": "Есеп"})
    assert answer.status_code == 422
    assert "дискіде орын жоқ" in str(answer.json()["errors"]["file"])
    assert list(tmp_path.iterdir()) == []


def test_the_same_bytes_twice_lead_to_the_first(client, editor):
    first = make_file()
    data = Path(first.file.path).read_bytes()
    page = client.post(ADD, {"file": sent("b.pdf", data), "title": "Тағы"}).content.decode()
    assert f'<a href="{address(first)}">Есеп</a>' in page
    answer = client.post(UPLOAD, {"file": sent("b.pdf", data), "title": "Тағы"})
    assert answer.json()["file"]["id"] == first.pk
    assert answer.json()["warnings"]
    assert MediaFile.objects.count() == 1


def test_the_dialog_finds_and_uploads(client, editor):
    data = {"file": sent("film.mp4", files.recording("film.mp4")), "title": "Су тасқыны"}
    answer = client.post(UPLOAD, data | {"credit": "Асқар"})
    assert answer.status_code == 201
    item = answer.json()["file"]
    said = {"text": "Су тасқыны", "kind": "video", "type": "MP4", "size": "MP4, 3,5\xa0КБ"}
    assert said.items() <= item.items()
    make_file(title="Бюджет")
    assert len(client.get(CHOOSE).json()["files"]) == 2
    for query in ({"q": "ТАСҚЫНЫ"}, {"ids": str(item["id"])}, {"kind": "video"}):
        assert client.get(CHOOSE, query).json() == {"files": [item], "more": False}


@pytest.mark.parametrize("typed", ["ӨЗЕН", "өзен", "тасқын өзен"])
def test_search_knows_kazakh_letter_case(client, editor, typed):
    film(title="Өзен тасқыны")
    make_file(title="Тау")
    found = client.get(LIST, {"q": typed}).context["cl"].result_list
    assert [file.title for file in found] == ["Өзен тасқыны"]


def test_what_is_said_of_a_file_is_changed_and_its_bytes_stay(client, editor):
    file = film()
    data = {"title": "Тасқын", "credit": "Асқар", "transcript": "Су келді.", "poster": ""}
    data["captions"] = sent("kk.vtt", files.CAPTIONS)
    assert client.post(address(file), data).status_code == 302
    changed = MediaFile.objects.get()
    assert (changed.title, changed.transcript) == ("Тасқын", "Су келді.")
    assert (changed.file.name, changed.digest) == (file.file.name, file.digest)
    assert Path(changed.captions.path).read_bytes() == files.CAPTIONS
    assert "file" not in client.get(address(file)).context["adminform"].form.fields


def test_a_used_file_is_not_deleted_and_says_where_it_stands(client, sign_in):
    sign_in("Chief editor")
    file = film(poster=make_photo(caption="Өзен"))
    article = make_article("Су келді", body=FIGURE.format(file.pk))
    assert "Су келді" in client.get(address(file)).content.decode()
    client.post(address(file, "delete"), {"post": "yes"})
    assert MediaFile.objects.exists()
    poster = reverse("admin:articles_photo_change", args=[file.poster_id])
    assert "Су тасқыны</a> (мұқаба)" in client.get(poster).content.decode()
    article.body = "<p>Мәтін</p>"
    article.save()
    article.notify_changed(by=None, at=article.published_at)
    client.post(address(file, "delete"), {"post": "yes"})
    assert not MediaFile.objects.exists()


def test_on_a_live_page_it_is_changed_by_who_may_publish_there(client, sign_in):
    file = film()
    make_article(body=FIGURE.format(file.pk))
    sign_in("Reporter")
    answer = client.post(address(file), {"title": "Басқа", "credit": "Басқа"})
    assert answer.status_code == 403
    assert "Басқа" in answer.content.decode()
    assert MediaFile.objects.get().title == "Су тасқыны"
