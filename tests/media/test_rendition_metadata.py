"""What renditions say to whoever has nothing but the file: always what the photo says now."""

from io import BytesIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from PIL import Image

from articles.models import Photo
from articles.models.media.photos import files_of
from articles.models.tasks import Task
from tests.factories import make_article, make_photo
from tests.models.media.test_photos import jpeg
from tests.support.media import READERS, is_harmless, read, status
from tests.support.tasks import run_waiting

pytestmark = pytest.mark.django_db


def contents(photo):
    """The bytes of each rendition, by name."""
    photo.refresh_from_db()
    storage = photo.file.storage
    found = {}
    for name in files_of(photo.renditions):
        with storage.open(name) as file:
            found[name] = file.read()
    return found


def says(data: bytes, *texts: str) -> bool:
    picture = Image.open(BytesIO(data))
    exif = picture.getexif()
    artist, copyright_notice = (exif[tag].encode("latin-1").decode() for tag in (0x013B, 0x8298))
    words = picture.info["xmp"].decode()
    return artist == copyright_notice == texts[0] and all(text in words for text in texts)


def test_every_rendition_says_who_made_it_and_what_it_shows():
    photo = make_photo(file=jpeg(1000, 600), credit="Асқар Жұмабек", caption="Ауыл", alt="Мектеп")
    found = contents(photo)
    assert len(found) > 4
    assert all(says(data, "Асқар Жұмабек", "Ауыл", "Мектеп") for data in found.values())


def test_make_renditions_makes_those_anew_that_say_something_else(capsys):
    photo = make_photo(file=jpeg(), credit="Асқар", alt="Мектеп")
    before = contents(photo)
    Photo.objects.filter(pk=photo.pk).update(credit="Асқар Жұмабек")
    call_command("make_renditions")
    assert capsys.readouterr().out.strip().endswith("made 1, unchanged 0, failed 0")
    after = contents(photo)
    assert not before.keys() & after.keys()
    assert all(says(data, "Асқар Жұмабек") for data in after.values())
    call_command("make_renditions")
    assert capsys.readouterr().out.strip().endswith("made 0, unchanged 1, failed 0")


def test_renditions_from_before_they_said_so_much_are_made_anew(capsys):
    photo = make_photo(file=jpeg(), credit="Асқар", alt="Мектеп")
    stored = photo.renditions
    Photo.objects.filter(pk=photo.pk).update(renditions=stored | {"base": stored["base"][:-6]})
    call_command("make_renditions")
    assert contents(photo).keys() == set(files_of(stored))
    assert all(says(data, "Асқар") for data in contents(photo).values())


def test_a_changed_credit_is_in_new_files_and_the_old_addresses_lead_there(
    client, django_capture_on_commit_callbacks
):
    photo = make_photo(file=jpeg(1000, 600), credit="Асқар", alt="Мектеп")
    article = make_article(photo=photo)
    before = {name: photo.rendition_url(name) for name in ("w160", "w640", "social")}
    photo.credit = "Асқар Жұмабек"
    photo.save()
    page = client.get(article.path).content.decode()
    assert "Асқар Жұмабек" in page
    assert all(status(client, address) == 200 for address in before.values())
    with django_capture_on_commit_callbacks(execute=True):
        run_waiting()
    assert all(says(data, "Асқар Жұмабек") for data in contents(photo).values())
    for name, address in before.items():
        response, _ = read(client, address)
        assert (response.status_code, response["Location"]) == (301, photo.rendition_url(name))
        assert response["Cache-Control"] == READERS
        assert is_harmless(response)
        assert status(client, response["Location"]) == 200
    assert before["w640"] not in client.get(article.path).content.decode()
    article.withdraw(by=None, at=timezone.now())
    assert {status(client, address) for address in before.values()} == {410}


def test_what_is_said_as_before_keeps_its_address():
    photo = make_photo(file=jpeg(), credit="Асқар", alt="Мектеп")
    before = contents(photo)
    for credit in ("Асқар Жұмабек", "Асқар"):
        photo.credit = credit
        photo.save()
        run_waiting()
        photo.refresh_from_db()
    assert contents(photo) == before


def test_after_another_picture_the_addresses_of_the_one_before_are_gone(client):
    photo = make_photo(file=jpeg(), credit="Асқар", alt="Мектеп")
    make_article(photo=photo)
    first = photo.rendition_url("w160")
    photo.credit = "Асқар Жұмабек"
    photo.save()
    run_waiting()
    photo.refresh_from_db()
    second = photo.rendition_url("w160")
    assert (status(client, first), status(client, second)) == (301, 200)
    photo.file = jpeg(colour="red")
    photo.save()
    run_waiting()
    assert (status(client, first), status(client, second)) == (410, 410)


def test_a_reader_learns_nothing_of_a_picture_that_nobody_has_seen_yet(client):
    photo = make_photo(file=jpeg(), credit="Асқар", alt="Мектеп")
    before = photo.rendition_url("w160")
    photo.credit = "Асқар Жұмабек"
    photo.save()
    run_waiting()
    assert status(client, before) == 404


def test_no_task_is_made_where_renditions_say_the_same():
    photo = make_photo(file=jpeg(), credit="Асқар", alt="Мектеп")
    Task.objects.all().delete()
    photo.save()
    assert not Task.objects.exists()
