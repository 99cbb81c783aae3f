"""A disk that is full at each door: words, and never a row without its file or the reverse."""

import errno

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from articles.media.refusals import not_stored
from articles.media_files.storing import all_or_nothing
from articles.models import AuditEntry, MediaFile, Photo, SiteIdentity
from tests.factories import make_photo
from tests.support.full_disk import full_disk
from tests.support.media import named, stored
from tests.support.pictures import drawn, encoded
from tests.support.tasks import run_waiting

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PICTURE = encoded(drawn(size=(500, 400)), "JPEG")
OTHER = encoded(drawn(size=(510, 400)), "JPEG")
WORDS = {
    "kk": "Файл сақталмады: дискіде орын жоқ.",
    "ru": "Файл не сохранён: на диске нет места.",
    "en": "The file could not be stored: there is no space left on the disk.",
}


def sent(data=PICTURE, name="su.jpg"):
    return SimpleUploadedFile(name, data)


@pytest.fixture(params=[0, 1, 2], ids=["original", "first size", "second size"])
def full(request, monkeypatch):
    return lambda: full_disk(monkeypatch, after=request.param)


@pytest.mark.parametrize("door", ["add", "upload", "take"])
def test_an_upload_is_refused_and_nothing_is_left_of_it(admin_client, full, door):
    with full():
        address = reverse(f"admin:articles_photo_{door}")
        data = {"file": sent(), "credit": "Дана", "alt": "Су"}
        answer = admin_client.post(address, data)
    assert answer.status_code == (200 if door == "add" else 422)
    said = answer.content.decode() if door == "add" else str(answer.json())
    assert WORDS["kk"] in said
    assert door != "add" or 'value="Дана"' in said
    assert not Photo.objects.exists()
    assert not AuditEntry.objects.filter(model="photo").exists()
    assert stored() == set()


@pytest.mark.parametrize("language", WORDS)
def test_it_is_said_in_each_language(language):
    with override(language):
        assert not_stored(OSError(errno.ENOSPC, "x")).startswith(WORDS[language])


def test_a_folder_that_can_only_be_read_is_said_too(admin_client, monkeypatch):
    with full_disk(monkeypatch, fault=errno.EROFS):
        answer = admin_client.post(reverse("admin:articles_photo_take"), {"file": sent()})
    assert "тек оқуға болады" in answer.json()["errors"][0]


def test_a_file_that_is_replaced_stays(admin_client, full):
    photo = make_photo(file=sent(), alt="Су")
    before = stored()
    address = reverse("admin:articles_photo_change", args=[photo.pk])
    with full():
        data = {"file": sent(OTHER), "credit": "Дана", "alt": "Су"}
        answer = admin_client.post(address, data)
    assert WORDS["kk"] in answer.content.decode()
    assert Photo.objects.get().file.name == photo.file.name
    assert stored() == before == named()


def test_documents_and_logos_too(admin_client, monkeypatch):
    with full_disk(monkeypatch):
        document = {"file": sent(b"%PDF-1.7\n%%EOF\n", "esep.pdf"), "title": "Есеп"}
        answer = admin_client.post(reverse("admin:articles_mediafile_add"), document)
        assert WORDS["kk"] in answer.content.decode()
        SiteIdentity.renew_stamp()
        logo = {"name": "Дала", "latin_standard": "2021", "logo": sent()}
        answer = admin_client.post(reverse("admin:articles_siteidentity_change", args=[1]), logo)
        assert WORDS["kk"] in answer.content.decode()
    assert not MediaFile.objects.exists()
    assert stored() == set()


def test_import_photos_ends_in_one_line_and_goes_on_later(tmp_path, full):
    (tmp_path / "su.jpg").write_bytes(PICTURE)
    with full(), pytest.raises(CommandError, match="дискіде орын жоқ"):
        call_command("import_photos", tmp_path, credit="Дана", alt="Су")
    assert (Photo.objects.count(), stored()) == (0, set())
    call_command("import_photos", tmp_path, credit="Дана", alt="Су")
    assert stored() == named()


def test_sizes_wait_for_room(admin_client, monkeypatch):
    photo = Photo.objects.create(file=sent(), credit="Дана", alt="Су")
    before = stored()
    with full_disk(monkeypatch, after=2):
        run_waiting()
    assert stored() == before == named()
    tasks = admin_client.get(reverse("admin:articles_task_changelist")).content.decode()
    assert "дискіде орын жоқ" in tasks
    call_command("make_renditions")
    assert Photo.objects.get(pk=photo.pk).is_rendered


@pytest.mark.django_db(transaction=True)
def test_what_goes_wrong_after_a_row_is_written_leaves_its_file():
    with pytest.raises(OSError, match="later"):
        _take_in()
    assert default_storage.exists(Photo.objects.get().file.name)
    assert named() <= stored()


@all_or_nothing()
@transaction.atomic
def _take_in():
    Photo.objects.create(file=sent(), credit="Дана", alt="Су")
    transaction.on_commit(_fails)


def _fails():
    raise OSError("later")
