"""``move_files``: files of long ago come into folders by hash, and nobody notices."""

import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from articles import media_files
from articles.media import moving
from articles.media_files.folders import current_name
from articles.models import AuditEntry, MediaFile, Photo
from articles.models.media.photos import files_of
from tests.factories import make_article, make_file, make_photo
from tests.support.media import named, put, read, status, stored
from tests.support.pictures import drawn, encoded

PICTURE = encoded(drawn(size=(500, 400)), "JPEG")

pytestmark = pytest.mark.django_db
HASHED = re.compile(r"(photos|files)/(../..)/.+|renditions/(../..)/\d+/.+")


def former(thing):
    """Move the files of ``thing`` to where such files lay once; gives it as it is then."""
    if isinstance(thing, MediaFile):
        MediaFile.objects.filter(pk=thing.pk).update(file=_lay(thing.file.name))
    else:
        base = f"renditions/{thing.pk}/{thing.renditions['base'].rpartition('/')[2]}"
        for name in files_of(thing.renditions):
            _rename(name, f"renditions/{thing.pk}/{name.rpartition('/')[2]}")
        name = _lay(thing.file.name)
        cut = thing.renditions | {"base": base, "source": name}
        Photo.objects.filter(pk=thing.pk).update(file=name, renditions=cut)
    return type(thing).objects.get(pk=thing.pk)


def _lay(name):
    top, base = name.split("/")[0], name.rpartition("/")[2]
    return _rename(name, f"{top}/2026/03/{base}")


def _rename(name, new):
    target = Path(default_storage.path(new))
    target.parent.mkdir(parents=True, exist_ok=True)
    Path(default_storage.path(name)).rename(target)
    return new


@pytest.fixture
def article():
    photo = make_photo(file=ContentFile(PICTURE, "su.jpg"), alt="Су")
    return make_article(photo=photo, publish=True)


@pytest.fixture
def photo(article):
    return former(article.photo)


def addresses(photo):
    return [default_storage.url(name) for name in files_of(photo.renditions)]


def test_new_files_go_into_folders_by_hash(article):
    make_file()
    assert {name.partition("/")[0] for name in stored()} == {"photos", "renditions", "files"}
    assert all(HASHED.fullmatch(name) and current_name(name) == name for name in stored())


def test_files_of_before_are_found_where_they_are(photo, client):
    assert not any(HASHED.fullmatch(name) for name in stored())
    assert {status(client, address) for address in addresses(photo)} == {200}


def test_all_files_are_moved_and_their_addresses_answer_as_before(photo, client, admin_client):
    file = former(make_file())
    original = default_storage.url(photo.file.name)
    before = {address: read(client, address)[1] for address in addresses(photo)}
    call_command("move_files")
    assert all(HASHED.fullmatch(name) for name in stored())
    photo = Photo.objects.get()
    assert stored() == named() | {MediaFile.objects.get().file.name}
    assert photo.renditions["source"] == photo.file.name
    assert {read(client, address)[1] == data for address, data in before.items()} == {True}
    assert {status(client, address) for address in [*before, *addresses(photo)]} == {200}
    assert status(client, original) == 404
    assert status(admin_client, original) == 200
    assert status(admin_client, default_storage.url(file.file.name)) == 200
    assert not Path(default_storage.path("photos/2026")).exists()


def test_it_can_be_run_again(photo, capsys):
    call_command("move_files", dry_run=True)
    assert Photo.objects.get().file.name == photo.file.name
    call_command("move_files")
    call_command("move_files")
    said = "moved 1, unchanged 0, skipped 0\n"
    assert capsys.readouterr().out == said * 2 + "moved 0, unchanged 1, skipped 0\n"


@pytest.mark.parametrize("door", ["_values", "_remove"])
def test_broken_off_it_goes_on_where_it_was(photo, client, monkeypatch, door):
    with monkeypatch.context() as patch:
        patch.setattr(moving, door, _broken_off)
        with pytest.raises(KeyboardInterrupt):
            call_command("move_files")
    assert {status(client, address) for address in addresses(Photo.objects.get())} == {200}
    call_command("move_files")
    assert stored() == named()
    assert all(HASHED.fullmatch(name) for name in stored())


def _broken_off(*args):
    raise KeyboardInterrupt


def test_a_file_system_without_second_names_is_copied_in(photo, client, monkeypatch):
    monkeypatch.setattr(moving.os, "link", _no_links)
    call_command("move_files")
    assert stored() == named()
    assert {status(client, address) for address in addresses(photo)} == {200}


def _no_links(*args):
    raise PermissionError


def test_what_the_audit_may_bring_back_stays_under_its_name(photo, settings):
    said = {"before": {"file": photo.file.name}, "after": {"file": "x"}}
    AuditEntry.record("change", photo, by=None, at=photo.created_at, **said)
    call_command("move_files")
    assert stored() == named() | {photo.file.name}


def test_a_place_that_is_taken_by_another_file_is_left_to_it(photo, settings):
    put(settings, current_name(photo.file.name), b"another")
    call_command("move_files")
    assert Photo.objects.get().file.name == photo.file.name
    assert default_storage.exists(photo.file.name)


def test_a_missing_file_is_skipped(photo):
    default_storage.delete(photo.file.name)
    with pytest.raises(SystemExit):
        call_command("move_files")
    assert Photo.objects.get().file.name == photo.file.name


def test_a_backup_that_is_running_still_finds_the_former_files(photo):
    with media_files.files_kept(default_storage):
        call_command("move_files")
        assert default_storage.exists(photo.file.name)
    assert stored() == named()


def test_renditions_that_were_begun_before_are_made_whole_in_the_new_place(
    django_capture_on_commit_callbacks,
):
    former(Photo.objects.create(file=ContentFile(PICTURE, "su.jpg"), credit="Дана", alt="Су"))
    with django_capture_on_commit_callbacks(execute=True):
        call_command("make_renditions")
    assert stored() == named()
