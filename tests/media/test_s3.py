"""Files in a bucket: by the same rules, and with the same drills, as on a disk."""

from urllib.request import urlopen

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from articles import media_files
from articles.backup.drill import scratch_place
from articles.backup.folder import Folder
from articles.backup.making import back_up
from articles.backup.restoring import restore
from articles.content_check import files
from articles.models import Photo
from tests.factories import make_article, make_photo
from tests.support.buckets import new_bucket, s3_server, use
from tests.support.media import is_harmless, named, read, status
from tests.support.pictures import drawn, encoded

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PICTURE = encoded(drawn(size=(400, 300)), "JPEG")


@pytest.fixture(scope="module")
def endpoint():
    with s3_server() as address:
        yield address


@pytest.fixture(autouse=True)
def _in_bucket(endpoint, settings):
    use(settings, new_bucket(endpoint))


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
def test_an_upload_is_refused_while_the_store_is_away(admin_client, settings, endpoint, door):
    use(settings, "s3://key:secret@bucket/?endpoint=http://127.0.0.1:9&region=us-east-1")
    data = {"file": SimpleUploadedFile("su.jpg", PICTURE), "credit": "Дана", "alt": "Су"}
    answer = admin_client.post(reverse(f"admin:articles_photo_{door}"), data)
    said = answer.content.decode() if door == "add" else str(answer.json())
    assert "Файл сақталмады: байланыс жоқ" in said
    assert not Photo.objects.exists()


def test_a_deleted_photo_goes_from_the_bucket(photo, django_capture_on_commit_callbacks):
    assert stored() == named()
    with django_capture_on_commit_callbacks(execute=True):
        Photo.objects.filter(pk=photo.pk).update(is_draft=False)
        media_files.delete(default_storage, sorted(named()))
    assert stored() == set()


def test_check_content_finds_rows_without_files_and_files_without_rows(photo):
    default_storage.delete(photo.file.name)
    default_storage.save("photos/stray.jpg", ContentFile(b"x"))
    [missing], [orphan] = files.missing(default_storage), files.orphans(default_storage)
    assert photo.file.name in missing.text
    assert "photos/stray.jpg" in orphan.text


@pytest.mark.django_db(transaction=True)
def test_a_backup_has_the_bucket_and_is_restored_into_another(tmp_path, settings, endpoint):
    photo = make_photo(file=ContentFile(PICTURE, "su.jpg"), alt="Су")
    names, folder = stored(), Folder(tmp_path / "backups")
    quiet = {"progress": lambda *_counts: None}
    made = back_up(folder, default_storage, keep=None, **quiet)
    assert made.manifest.files.keys() == names == named()
    assert back_up(folder, default_storage, keep=None, **quiet).read == 0
    use(settings, new_bucket(endpoint))
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
