"""``import_photos``: what an operator types, what the library has afterwards."""

import errno
import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.conf import settings as django_settings
from django.core.files.storage import default_storage

from articles.content_check import files
from articles.media import renditions
from articles.models import AuditEntry, Photo
from tests.exchange.support import counts, run
from tests.support import pictures
from tests.support.exiftool import KAZAKH, XMP, written
from tests.support.media import named, stored
from tests.support.tasks import wait_until
from tests.support.workers import ROOT, database_url

pytestmark = pytest.mark.django_db
SHARED = {"credit": "Дана", "alt": "Су"}


@pytest.fixture
def folder(tmp_path):
    """Photos in folders, under names that say nothing, and what is no photo."""
    files = {
        "бір/DSC_1": written(*XMP),
        "бір/екі/notes.txt": pictures.good()["camera.jpg"],
        "бір/rgb": pictures.good()["rgb-16.png"],
        "page.jpg": b"<html><script>alert(1)</script>",
        "cut.jpg": pictures.good()["camera.jpg"][:200],
        "бір/.DS_Store": b"\0",
        "Thumbs.db": b"\0",
    }
    for name, data in files.items():
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (tmp_path / "in" / "бір" / "loop").symlink_to(tmp_path / "in")
    return tmp_path / "in"


def test_a_folder_is_taken_in_by_content_and_what_is_broken_is_named(folder):
    code, out, err = run("import_photos", folder)
    assert (code, counts(out)) == (1, "created 1, drafts 2, unchanged 0, skipped 3")
    assert f"{folder}/page.jpg:1: " in err
    assert f"{folder}/cut.jpg:1: " in err
    assert f"{folder}/бір/loop:1: " in err
    assert "DS_Store" not in err
    assert len(err.splitlines()) == 4
    assert "/admin/articles/photo/edit/" in out
    photo = Photo.objects.usable().get()
    assert (photo.credit, photo.alt, photo.place) == tuple(
        KAZAKH[name] for name in ("credit", "alt", "place")
    )
    assert stored() == named()
    assert AuditEntry.objects.filter(verb="add", model="photo", origin="import_photos").count() == 3


def test_again_it_takes_nothing_and_makes_what_was_not_made(folder):
    assert run("import_photos", folder / "бір" / "DSC_1")[0] == 0
    photo = Photo.objects.get()
    assert photo.is_rendered
    Photo.objects.filter(pk=photo.pk).update(renditions=photo.renditions | {"partial": True})
    code, out, _err = run("import_photos", folder / "бір" / "DSC_1")
    assert (code, counts(out)) == (0, "created 0, drafts 0, unchanged 1, skipped 0")
    assert Photo.objects.get().is_rendered


def test_words_for_all_go_where_a_file_says_nothing(folder):
    code, out, _err = run("import_photos", folder / "бір" / "rgb", folder / "бір/DSC_1", **SHARED)
    assert (code, counts(out)) == (0, "created 2, drafts 0, unchanged 0, skipped 0")
    assert {photo.credit for photo in Photo.objects.all()} == {"Дана", KAZAKH["credit"]}


def test_the_creator_is_the_credit_where_there_is_none(folder):
    run("import_photos", folder / "бір" / "rgb", creator="Дана", alt="Су")
    assert Photo.objects.get().credit == "Дана"


def test_words_that_no_photo_can_have_are_refused(folder):
    with pytest.raises(Exception, match="--licence-url"):
        run("import_photos", folder, licence_url="javascript:alert(1)")
    assert not Photo.objects.exists()


def test_a_check_writes_nothing(folder):
    code, out, _err = run("import_photos", folder, dry_run=True)
    assert (code, counts(out)) == (1, "created 1, drafts 2, unchanged 0, skipped 3")
    assert not Photo.objects.exists()
    assert stored() == set()


def test_a_folder_that_is_not_there_or_has_nothing_is_a_mistake(tmp_path):
    code, _out, err = run("import_photos", tmp_path / "joq")
    assert (code, f"{tmp_path}/joq:1: " in err) == (1, True)
    (tmp_path / "bos").mkdir()
    assert run("import_photos", tmp_path / "bos")[0] == 1


def test_a_full_disk_leaves_no_row_and_no_file(folder, monkeypatch):
    def full(photo):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(renditions, "begin", full)
    with pytest.raises(Exception, match="диск"):
        run("import_photos", folder)
    assert not Photo.objects.exists()
    assert stored() == set()


@pytest.fixture
def many(tmp_path):
    """A folder of 40 photos."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(40):
        data = pictures.encoded(pictures.drawn(size=(100 + number, 90)), "JPEG")
        (folder / str(number)).write_bytes(data)
    return folder


@contextmanager
def importing(folder):
    """The command in a process of its own, which has taken in a photo."""
    command = [sys.executable, "manage.py", "import_photos", str(folder)]
    own = {"DATABASE_URL": database_url(), "MEDIA_ROOT": str(django_settings.MEDIA_ROOT)}
    with subprocess.Popen(
        [*command, "--credit=Дана", "--alt=Су", "--settings=tests.settings"],
        cwd=ROOT,
        env=os.environ | own,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        wait_until(Photo.objects.count)
        yield process


@pytest.mark.django_db(transaction=True)
def test_ctrl_c_ends_it_behind_a_photo_and_the_next_run_does_the_rest(many):
    with importing(many) as process:
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    taken = Photo.objects.count()
    assert (process.returncode, err) == (130, "")
    assert counts(out) == f"created {taken}, drafts 0, unchanged 0, skipped 0"
    assert 0 < taken < 40
    assert stored() == named()
    assert all(photo.is_rendered for photo in Photo.objects.all())
    code, out, _err = run("import_photos", many, **SHARED)
    assert (code, counts(out)) == (
        0,
        f"created {40 - taken}, drafts 0, unchanged {taken}, skipped 0",
    )


@pytest.mark.django_db(transaction=True)
def test_a_killed_one_is_run_again_and_takes_each_photo_once(many):
    with importing(many) as process:
        process.kill()
        process.communicate()
    taken = Photo.objects.count()
    assert 0 < taken < 40
    code, out, _err = run("import_photos", many, **SHARED)
    assert (code, counts(out)) == (
        0,
        f"created {40 - taken}, drafts 0, unchanged {taken}, skipped 0",
    )
    assert len({photo.digest for photo in Photo.objects.all()}) == Photo.objects.count() == 40
    assert all(photo.is_rendered for photo in Photo.objects.all())
    assert named() <= stored()
    found = {finding.text for finding in files.orphans(default_storage)}
    assert len(found) == len(stored() - named()) <= 3  # of the photo that it was taking in
