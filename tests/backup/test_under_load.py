"""A backup is as of one instant, whatever is written and deleted while it is made."""

from unittest import mock

import pytest
from django.core.files.base import ContentFile

from articles.backup import contents, making
from articles.models import Article, AuditEntry, Photo
from tests.factories import make_photo
from tests.support.pictures import drawn, encoded

pytestmark = pytest.mark.django_db
WRITERS = 2
WRITES = """
import sys, threading
from django.core.files.base import ContentFile
from django.db import connections
from tests.factories import make_article, make_photo
from tests.support.pictures import drawn, encoded
picture = encoded(drawn(), "JPEG")
stopped = threading.Event()
def stored():
    photo = make_photo(alt="Жүктеме")
    photo.file.save("load.jpg", ContentFile(picture))
    return photo
def write(writer):
    number = 0
    while not stopped.is_set():
        make_article(f"Жүктеме {writer} {number}", photo=stored())
        stored().delete()
        number += 1
        print(writer, flush=True)
    connections.close_all()
threads = [threading.Thread(target=write, args=[writer]) for writer in range(%d)]
for thread in threads:
    thread.start()
sys.stdin.read()
stopped.set()
for thread in threads:
    thread.join()
"""


@pytest.fixture
def load(installation):
    """Writers at work, each of whom has written already."""
    process = installation.start(WRITES % WRITERS, stdin=-1)
    seen = set()
    while len(seen) < WRITERS:
        seen.add(process.stdout.readline())
    yield process
    process.kill()
    process.communicate()


def written(installation):
    with installation.in_use():
        articles = Article.objects.filter(headline__startswith="Жүктеме").values_list("headline")
        numbers = [tuple(map(int, headline.split()[1:])) for (headline,) in articles]
        return numbers, list(AuditEntry.objects.order_by("pk").values_list("pk", "seal"))


def test_a_backup_under_load_is_of_one_instant(installation, empty, backups, load):
    code, _out, err = installation.manage("backup", backups)
    assert (code, err) == (0, "")
    load.stdout.readline()
    assert load.communicate("")[1] == ""
    code, _out, err = empty.manage("restore", backups)
    # No file is missing; one whose row came a moment after the instant may be there.
    assert (code, [line for line in err.splitlines() if "ешнәрсеге керек емес" not in line]) == (
        0,
        [],
    )
    numbers, seals = written(empty)
    later_numbers, later_seals = written(installation)
    for writer in range(WRITERS):
        own = sorted(number for who, number in numbers if who == writer)
        assert own == list(range(len(own)))
        assert own
    assert len(numbers) < len(later_numbers)
    assert seals == later_seals[: len(seals)]


def test_a_photo_that_is_deleted_meanwhile_is_in_the_backup(installation, empty, backups):
    with installation.in_use():
        photo = make_photo(alt="Кетеді")
        photo.file.save("gone.jpg", ContentFile(encoded(drawn(), "JPEG")))
    files, copy = installation.files(), making.copy_files

    def delete_and_copy(*arguments):
        Photo.objects.get(pk=photo.pk).delete()
        return copy(*arguments)

    with mock.patch("articles.backup.making.copy_files", delete_and_copy):
        assert installation.manage("backup", backups)[0] == 0
    assert not [name for name in installation.files() if "gone" in name]
    code, _out, err = empty.manage("restore", backups)
    assert (code, err) == (0, "")
    assert empty.files() == files


def test_what_was_uploaded_after_the_instant_is_not_in_the_backup(installation, empty, backups):
    files, last_seal = installation.files(), contents.last_seal

    def upload_and_ask(ask):
        (installation.media / "photos" / "late.jpg").write_bytes(b"late")
        return last_seal(ask)

    with mock.patch("articles.backup.contents.last_seal", upload_and_ask):
        installation.manage("backup", backups)
    empty.manage("restore", backups)
    assert empty.files() == files
