"""Files in a bucket: by the same rules, and with the same drills, as on a disk."""

from urllib.request import urlopen

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import TestCase
from django.urls import reverse

from articles import media_files
from articles.backup.drill import scratch_place
from articles.backup.folder import Folder
from articles.backup.making import back_up
from articles.backup.restoring import restore
from articles.content_check import files
from articles.models import Photo
from tests.factories import make_article, make_photo
from tests.support.buckets import REFUSED, new_bucket, s3_server, use
from tests.support.media import is_harmless, named, read, status
from tests.support.pictures import drawn, encoded
from tests.support.tasks import run_waiting

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PICTURE = encoded(drawn(size=(400, 300)), "JPEG")
OTHER = encoded(drawn(size=(410, 300)), "JPEG")
FULL = "Файл сақталмады: дискіде орын жоқ"


@pytest.fixture(scope="module")
def s3():
    with s3_server() as server:
        yield server


@pytest.fixture(autouse=True)
def _in_bucket(s3, settings):
    use(settings, new_bucket(s3))


@pytest.fixture
def photo():
    photo = make_photo(file=ContentFile(PICTURE, "su.jpg"), alt="Су")
    make_article(photo=photo, publish=True)
    return photo


def stored():
    return set(default_storage.names())


def test_readers_get_renditions_at_the_addresses_of_the_site(photo, client):
    address = photo.rendition_url("w320")
    assert address.startswith("/media/renditions/")
    answer, body = read(client, address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert is_harmless(answer)
    assert len(body) == int(answer["Content-Length"])
    known = {"If-None-Match": answer["ETag"]}
    assert read(client, address, **known)[0].status_code == 304
    part, some = read(client, address, Range="bytes=10-19")
    assert (part.status_code, some) == (206, body[10:20])
    Photo.objects.filter(pk=photo.pk).update(valid_until="2020-01-01T00:00Z")
    assert status(client, address) == 410
    assert status(client, "/media/renditions/aa/bb/9/aabb-w320.webp") == 404
    assert status(client, "/media/" + "photos/" + "a" * 2000 + ".jpg") == 404


def test_originals_are_for_the_staff_by_an_address_that_is_good_for_a_minute(
    photo, client, admin_client
):
    client.logout()
    address = default_storage.url(photo.file.name)
    answer = admin_client.get(address)
    assert answer.status_code == 302
    assert "X-Amz-Expires=60" in answer["Location"]
    assert "no-store" in answer["Cache-Control"]
    with urlopen(answer["Location"]) as file:
        assert file.read() == PICTURE
        assert file.headers["Content-Disposition"].startswith("attachment")
    admin_client.logout()
    assert status(admin_client, address) == 404


def test_a_file_never_overwrites_another():
    names = [default_storage.save("photos/a.jpg", ContentFile(data)) for data in (b"1", b"2")]
    assert len(set(names)) == 2
    with default_storage.open(names[0]) as file:
        assert file.read() == b"1"


@pytest.mark.parametrize("door", ["add", "upload", "take"])
def test_an_upload_is_refused_while_the_store_is_away(admin_client, settings, door):
    use(settings, "s3://key:secret@bucket/?endpoint=http://127.0.0.1:9&region=us-east-1")
    data = {"file": SimpleUploadedFile("su.jpg", PICTURE), "credit": "Дана", "alt": "Су"}
    answer = admin_client.post(reverse(f"admin:articles_photo_{door}"), data)
    said = answer.content.decode() if door == "add" else str(answer.json())
    assert "Файл сақталмады: байланыс жоқ" in said
    assert not Photo.objects.exists()


def sent(data=PICTURE):
    return SimpleUploadedFile("su.jpg", data)


@pytest.mark.parametrize("door", ["add", "upload", "take"])
@pytest.mark.parametrize("room", [0, 2], ids=["original", "second size"])
def test_a_full_bucket_refuses_an_upload_and_has_nothing_of_it(admin_client, s3, door, room):
    with s3.full(after=room):
        data = {"file": sent(), "credit": "Дана", "alt": "Су"}
        answer = admin_client.post(reverse(f"admin:articles_photo_{door}"), data)
    assert FULL in (answer.content.decode() if door == "add" else str(answer.json()))
    assert not Photo.objects.exists()
    assert stored() == set()


def test_a_bucket_that_lets_nobody_write_says_so(admin_client, s3):
    with s3.full(fault=REFUSED):
        answer = admin_client.post(reverse("admin:articles_photo_take"), {"file": sent()})
    assert "оған құқығы жоқ" in answer.json()["errors"][0]


def test_sizes_wait_for_room_in_the_bucket(s3):
    photo = Photo.objects.create(file=sent(), credit="Дана", alt="Су")
    before = stored()
    with s3.full(after=2):
        run_waiting()
    assert stored() == before == named()
    call_command("make_renditions")
    assert Photo.objects.get(pk=photo.pk).is_rendered
    assert before < stored() == named()


def save(client, photo, **data):
    """Save the photo's form, and let the worker do what follows."""
    words = {"credit": "Дана", "alt": "Су"}
    with TestCase.captureOnCommitCallbacks(execute=True):
        address = reverse("admin:articles_photo_change", args=[photo.pk])
        assert client.post(address, words | data).status_code == 302
    with TestCase.captureOnCommitCallbacks(execute=True):
        run_waiting()
    photo.refresh_from_db()


def test_a_corrected_credit_leads_on_and_a_replaced_picture_is_gone(photo, admin_client, client):
    first, original = photo.rendition_url("w320"), photo.file.name
    save(admin_client, photo, credit="Айгүл")
    second = photo.rendition_url("w320")
    client.logout()
    answer = read(client, first)[0]
    assert (answer.status_code, answer["Location"]) == (301, second)
    save(admin_client, photo, file=sent(OTHER))
    assert {status(client, address) for address in (first, second)} == {410}
    assert status(client, photo.rendition_url("w320")) == 200
    assert stored() == named() | {original}


def test_a_photo_that_is_deleted_goes_from_the_bucket_at_one_question(admin_client, s3):
    photo = make_photo(file=ContentFile(PICTURE, "su.jpg"), alt="Су")
    address = reverse("admin:articles_photo_delete", args=[photo.pk])
    with TestCase.captureOnCommitCallbacks(execute=True):
        s3.asked.clear()
        admin_client.post(address, {"post": "yes"})
    assert not Photo.objects.exists()
    assert stored() == set()
    assert [method for method, _path in s3.asked].count("POST") == 1
    assert "DELETE" not in s3.methods()


def test_check_content_asks_for_lists_alone_where_nothing_is_missing(photo, s3):
    s3.asked.clear()
    assert [*files.missing(default_storage), *files.orphans(default_storage)] == []
    assert s3.methods() == {"GET"}
    assert len(s3.asked) <= 3


def test_check_content_finds_rows_without_files_and_files_without_rows(photo):
    default_storage.delete(photo.file.name)
    default_storage.save("photos/stray.jpg", ContentFile(b"x"))
    [missing], [orphan] = files.missing(default_storage), files.orphans(default_storage)
    assert photo.file.name in missing.text
    assert "photos/stray.jpg" in orphan.text


@pytest.mark.django_db(transaction=True)
def test_a_backup_has_the_bucket_and_is_restored_into_another(tmp_path, settings, s3):
    photo = make_photo(file=ContentFile(PICTURE, "su.jpg"), alt="Су")
    names, folder = stored(), Folder(tmp_path / "backups")
    quiet = {"progress": lambda *_counts: None}
    made = back_up(folder, default_storage, keep=None, **quiet)
    assert made.manifest.files.keys() == names == named()
    s3.asked.clear()
    assert back_up(folder, default_storage, keep=None, **quiet).read == 0
    assert not [path for method, path in s3.asked if "HEAD" in method or "renditions/" in path]
    use(settings, new_bucket(s3))
    with scratch_place():
        restore(folder.find(), folder.store, default_storage, report=print, **quiet)
        assert stored() == names == named()
    with default_storage.open(photo.file.name) as file:
        assert file.read() == PICTURE


def test_what_is_deleted_while_a_backup_runs_goes_at_its_end(photo):
    with media_files.files_kept(default_storage):
        media_files.delete(default_storage, [photo.file.name])
        assert default_storage.exists(photo.file.name)
        assert media_files.pending(default_storage) == {photo.file.name}
        with pytest.raises(media_files.FilesInUse), media_files.files_kept(default_storage):
            pass
    assert not default_storage.exists(photo.file.name)
    assert media_files.pending(default_storage) == set()


def test_there_is_nothing_to_move():
    with pytest.raises(CommandError):
        call_command("move_files")
