"""Renditions: cut when the file of a photo comes, anew by command, gone with the photo."""

import pytest
from django.core.management import call_command

from articles.models import Photo
from tests.factories import make_photo
from tests.models.media.test_photos import jpeg

pytestmark = pytest.mark.django_db


def test_renditions_are_cut_when_the_file_comes_and_none_is_larger_than_it():
    photo = make_photo(alt="Мектеп", file=jpeg(1000, 600))
    photo.refresh_from_db()
    assert (photo.width, photo.height) == (1000, 600)
    assert {name: size for name, size in photo.renditions.items() if isinstance(size, list)} == {
        "w160": [160, 96],
        "w320": [320, 192],
        "w640": [640, 384],
        "w960": [960, 576],
        "social": [1200, 630],
    }
    for name in ("w160", "w960", "social"):
        path = photo.rendition_url(name).removeprefix("/media/")
        assert photo.file.storage.size(path) > 0


def test_a_tall_picture_gets_none_that_is_very_large():
    photo = make_photo(alt="Кесте", file=jpeg(1600, 12_000))
    sizes = {name: size for name, size in photo.renditions.items() if isinstance(size, list)}
    assert sizes["w640"] == [640, 4800]
    assert not {"w960", "w1600"} & sizes.keys()


def test_another_file_gets_other_addresses():
    photo = make_photo(alt="Мектеп", file=jpeg())
    before = photo.rendition_url("w320")
    photo.file = jpeg(colour="red")
    photo.save()
    assert photo.rendition_url("w320") != before


def test_the_file_name_is_in_no_public_address():
    photo = make_photo(alt="Мектеп", file=jpeg())
    assert "сурет" not in photo.srcset


def test_deleting_a_photo_deletes_its_files(django_capture_on_commit_callbacks):
    photo = make_photo(alt="Мектеп", file=jpeg())
    storage, names = photo.file.storage, [photo.file.name, photo.renditions["base"] + "-w320.webp"]
    with django_capture_on_commit_callbacks(execute=True):
        photo.delete()
    assert not any(storage.exists(name) for name in names)


def test_make_renditions_cuts_what_is_missing(capsys):
    photo = make_photo(alt="Мектеп", file=jpeg())
    make_photo()
    Photo.objects.filter(pk=photo.pk).update(renditions={})
    call_command("make_renditions")
    photo.refresh_from_db()
    assert "w320" in photo.renditions
    assert capsys.readouterr().out.strip().endswith("made 1, unchanged 0, failed 0")


def test_make_renditions_names_a_photo_whose_file_is_lost(capsys):
    photo = make_photo(alt="Мектеп", file=jpeg())
    photo.file.storage.delete(photo.file.name)
    with pytest.raises(SystemExit):
        call_command("make_renditions", all=True)
    assert f"#{photo.pk}" in capsys.readouterr().err
