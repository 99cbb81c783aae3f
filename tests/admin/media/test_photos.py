"""Photos: what may be uploaded, how they are found, and that a used one stays."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from articles import imaging
from articles.media import refusals
from articles.models import Photo
from tests.factories import make_article, make_photo

ADD, LIST = "/admin/articles/photo/add/", "/admin/articles/photo/"
UPLOAD, CHOOSE = "/admin/articles/photo/upload/", "/admin/articles/photo/choose/"


def picture(name="su.jpg", format="JPEG", size=(640, 400)):
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, format)
    return SimpleUploadedFile(name, out.getvalue())


def test_upload(client, photo_editor):
    data = {"file": picture(), "credit": "Марат Оспанов", "alt": "Су бөгеті", "caption": "Бөгет"}
    assert client.post(ADD, data).status_code == 302
    photo = Photo.objects.get()
    assert (photo.width, photo.height) == (640, 400)
    assert photo.rendition_url("w320") in client.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (SimpleUploadedFile("su.jpg", b"not a picture"), "суреті емес"),
        (picture("su.gif", "GIF"), "суреті емес"),
        (picture("su.png", "PNG", (400, 400)), "миллион пиксельден аспауы керек"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(client, photo_editor, monkeypatch, file, words):
    monkeypatch.setattr(imaging, "MAX_PIXELS", 100_000)
    if "JPEG" in words:
        monkeypatch.undo()
    file.seek(0)
    page = client.post(ADD, {"file": file, "credit": "А", "alt": "Б"}).content.decode()
    assert words in page
    assert not Photo.objects.exists()


def test_a_file_that_is_too_heavy_is_refused(client, photo_editor, monkeypatch):
    monkeypatch.setattr(refusals, "MAX_FILE_MEGABYTES", 0)
    page = client.post(ADD, {"file": picture(), "credit": "А", "alt": "Б"}).content.decode()
    assert "Файл тым үлкен" in page


def test_a_photo_may_wait_for_its_file(client, photo_editor):
    client.post(ADD, {"credit": "Zakon.kz"})
    client.post(ADD, {"file": picture(), "credit": "Марат", "alt": "Су"})
    waiting = client.get(LIST, {"waiting": "1"})
    assert [photo.credit for photo in waiting.context["cl"].result_list] == ["Zakon.kz"]


def test_a_change_of_words_keeps_the_file(client, photo_editor):
    client.post(ADD, {"file": picture(), "credit": "Марат", "alt": "Су"})
    photo = Photo.objects.get()
    url = reverse("admin:articles_photo_change", args=[photo.pk])
    client.post(url, {"credit": "Марат Оспанов", "alt": "Су"})
    changed = Photo.objects.get()
    assert (changed.credit, changed.file.name) == ("Марат Оспанов", photo.file.name)


@pytest.mark.parametrize("typed", ["ӨЗЕН", "өзен", "оспанов өзен"])
def test_search_knows_kazakh_letter_case(client, photo_editor, typed):
    make_photo(caption="Өзен жағасы", credit="Марат Оспанов")
    make_photo(caption="Тау")
    found = client.get(LIST, {"q": typed}).context["cl"].result_list
    assert [photo.caption for photo in found] == ["Өзен жағасы"]


def test_the_dialog_lists_finds_and_uploads(client, sign_in):
    sign_in("Reporter")
    data = {"file": picture(), "credit": "Дана", "alt": "Ауыл", "caption": "Ауыл мектебі"}
    made = client.post(UPLOAD, data)
    assert made.status_code == 201
    key = made.json()["photo"]["id"]
    make_photo(caption="Файлсыз ауыл")
    listed = client.get(CHOOSE, {"q": "МЕКТЕБІ"}).json()
    assert [photo["id"] for photo in listed["photos"]] == [key]
    assert listed["photos"][0]["thumb"].endswith("w320.webp")
    assert [p["credit"] for p in client.get(CHOOSE, {"ids": f"{key},x"}).json()["photos"]] == [
        "Дана"
    ]


def test_a_used_photo_stays(client, photo_editor):
    lead, inside = make_photo(caption="Басында"), make_photo(caption="Ішінде")
    body = f'<p>Мәтін</p><figure data-photo="{inside.pk}"></figure>'
    make_article("Су туралы", photo=lead, body=body)
    for photo in (lead, inside):
        change = reverse("admin:articles_photo_change", args=[photo.pk])
        assert "Су туралы" in client.get(change).content.decode()
        url = reverse("admin:articles_photo_delete", args=[photo.pk])
        assert ">Су туралы</a>" in client.get(url).content.decode()
        client.post(url, {"post": "yes"})
    assert Photo.objects.count() == 2


def test_an_unused_photo_goes(client, photo_editor):
    photo = make_photo()
    client.post(reverse("admin:articles_photo_delete", args=[photo.pk]), {"post": "yes"})
    assert not Photo.objects.exists()


def test_the_wall_costs_the_same_at_one_photo_and_at_thirty(
    client, photo_editor, django_assert_max_num_queries
):
    make_photo()
    client.get(LIST)
    with django_assert_max_num_queries(13):
        client.get(LIST)
    for _ in range(29):
        make_photo()
    with django_assert_max_num_queries(13):
        client.get(LIST)
