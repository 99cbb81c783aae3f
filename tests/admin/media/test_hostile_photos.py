"""Files that were made to do harm, through the library's door: a share of ``bench/fuzz_photos``."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Photo
from articles.models.media.photos import files_of
from tests.admin.media.test_photos import LIST
from tests.support.hostile_pictures import hostile
from tests.support.media import named, stored

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TAKEN = {
    *("page.jpg", "archive.jpg", "laughs.jpg", "laughs.webp", "stranger.jpg", "deep.jpg"),
    *("words.jpg", "markup.jpg", "round.jpg", "pages.tif", "texts.png", "moving.webp", "more.png"),
}


def test_each_is_refused_with_words_or_made_harmless(client, photo_editor):
    taken = set()
    for name, data in hostile().items():
        file = SimpleUploadedFile(name, data)
        answer = client.post(f"{LIST}take/", {"file": file, "credit": "Дана", "alt": "Су"})
        if answer.status_code == 201:
            taken.add(name)
        else:
            assert (answer.status_code, len(answer.json()["errors"])) == (422, 1), name
            assert answer.json()["errors"][0]
    assert taken == TAKEN
    assert stored() == named()
    photos = list(Photo.objects.all())
    assert all("root:" not in photo.credit for photo in photos)
    assert max(len(photo.credit) for photo in photos) <= 200
    plain = [photo for photo in photos if "<" not in photo.credit]
    for name in (name for photo in plain for name in files_of(photo.renditions)):
        with default_storage.open(name) as file:
            assert b"alert(1)" not in file.read()
