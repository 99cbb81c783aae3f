"""What renditions say to whoever has nothing but the file: always what the photo says now."""

from io import BytesIO

import pytest
from django.core.management import call_command
from PIL import Image

from articles.models import Photo
from articles.models.media.photos import files_of
from tests.factories import make_photo
from tests.models.media.test_photos import jpeg

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
