"""Renditions: small ones at once, all of them by a task, anew by command, gone with the photo."""

from pathlib import PurePath

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from PIL import Image, ImageFilter

from articles import imaging
from articles.media import renditions
from articles.models import Photo
from articles.models.media.photos import CROPS, WIDTHS, files_of
from tests.factories import make_article, make_photo
from tests.models.media.test_photos import jpeg
from tests.support.media import stored
from tests.support.pictures import encoded
from tests.support.tasks import run_waiting

pytestmark = pytest.mark.django_db


def renditions_stored():
    return {name for name in stored() if name.startswith("renditions/")}


def sizes(photo):
    names = [*WIDTHS, *CROPS]
    return {name: size for name, size in photo.renditions.items() if name in names}


def new_photo(**fields):
    """As a program makes one, without a worker."""
    return Photo.objects.create(**{"credit": "Асқар", "alt": "Мектеп", "file": jpeg()} | fields)


def test_small_renditions_are_there_at_once():
    photo = new_photo(file=jpeg(1000, 600))
    stored = Photo.objects.get(pk=photo.pk)
    assert photo.renditions == stored.renditions
    assert sizes(stored) == {"w160": [160, 96], "w320": [320, 192]}
    assert not stored.has_all_renditions


def test_readers_see_the_small_ones_until_the_others_are_there(client):
    article = make_article(photo=new_photo(file=jpeg(1000, 600)))
    before = client.get(article.path).content.decode()
    assert "-w320.webp 320w" in before
    assert "-w960.webp" not in before
    run_waiting()
    assert "-w960.webp 960w" in client.get(article.path).content.decode()


def test_what_readers_have_already_is_not_cut_again(monkeypatch):
    made, encode = [], imaging.encode

    def noted(image, format, **how):
        made.append((format, image.width))
        return encode(image, format, **how)

    monkeypatch.setattr(imaging, "encode", noted)
    photo = new_photo(file=jpeg(1000, 600))
    run_waiting()
    widths = (160, 320, 480, 640, 960)
    whole = [(format, width) for format in ("AVIF", "WEBP", "JPEG") for width in widths]
    shapes = [("JPEG", width) for width in (1200, 1000, 800, 600)]
    assert sorted(made) == sorted([*whole, *shapes])
    assert Photo.objects.get(pk=photo.pk).has_all_renditions


def test_another_file_that_comes_meanwhile_keeps_its_own_renditions(monkeypatch):
    photo = new_photo()
    read = imaging.scaled

    def replace(image, width):
        if width == 640:
            other = Photo.objects.get(pk=photo.pk)
            other.file = jpeg(colour="red")
            other.save()
        return read(image, width)

    monkeypatch.setattr(imaging, "scaled", replace)
    renditions.make(Photo.objects.get(pk=photo.pk))
    stored = Photo.objects.get(pk=photo.pk)
    assert stored.renditions["source"] == stored.file.name != photo.file.name
    assert sizes(stored).keys() == {"w160", "w320"}
    assert renditions_stored() == set(files_of(stored.renditions))


def test_a_photo_that_goes_meanwhile_leaves_no_file(django_capture_on_commit_callbacks):
    photo = new_photo()
    stale = Photo.objects.get(pk=photo.pk)
    with django_capture_on_commit_callbacks(execute=True):
        Photo.objects.get(pk=photo.pk).delete()
    picture = ContentFile(jpeg().read())
    stale.file.storage.save(stale.file.name, picture)
    renditions.make(stale)
    assert renditions_stored() == set()


def test_renditions_are_cut_from_the_file_and_none_is_larger_than_it():
    photo = make_photo(alt="Мектеп", file=jpeg(1000, 600))
    assert (photo.width, photo.height) == (1000, 600)
    assert photo.has_all_renditions
    assert sizes(photo) == {
        "w160": [160, 96],
        "w320": [320, 192],
        "w480": [480, 288],
        "w640": [640, 384],
        "w960": [960, 576],
        "social": [1200, 630],
        "16x9": [1000, 562],
        "4x3": [800, 600],
        "1x1": [600, 600],
    }
    formats = {".avif": "AVIF", ".webp": "WEBP", ".jpg": "JPEG"}
    files = files_of(photo.renditions)
    assert len(files) == 3 * 5 + 4
    for name in files:
        with photo.file.storage.open(name) as file, Image.open(file) as image:
            assert image.format == formats[PurePath(name).suffix]
            assert list(image.size) in sizes(photo).values()


def test_a_photo_knows_what_it_is_like_from_afar():
    picture = Image.new("RGB", (400, 300), "white")
    picture.paste("black", (0, 0, 200, 300))
    photo = make_photo(alt="Мектеп", file=ContentFile(encoded(picture, "PNG"), "a.png"))
    assert photo.renditions["colour"] == "#808080"


def test_a_picture_that_is_rich_in_detail_is_light_enough_for_a_telephone():
    """Leaves and gravel: as much in it as a photo of twelve megapixels has at 1200 pixels."""
    rich = Image.effect_noise((1300, 975), 90).filter(ImageFilter.GaussianBlur(1)).convert("RGB")
    photo = make_photo(alt="Орман", file=ContentFile(encoded(rich, "JPEG", quality=95), "a.jpg"))
    storage = photo.file.storage
    for ending in ("avif", "webp"):
        name = photo.rendition_url("w1200", ending).removeprefix("/media/")
        assert storage.size(name) <= 100_000


def test_a_tall_picture_gets_none_that_is_very_large():
    photo = make_photo(alt="Кесте", file=jpeg(1600, 12_000))
    assert sizes(photo)["w640"] == [640, 4800]
    assert not {"w960", "w1200", "w1600"} & sizes(photo).keys()


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
    begun = new_photo()
    make_photo()
    Photo.objects.filter(pk=photo.pk).update(renditions={})
    call_command("make_renditions")
    for one in (photo, begun):
        one.refresh_from_db()
        assert one.has_all_renditions
    assert capsys.readouterr().out.strip().endswith("made 2, unchanged 0, failed 0")


def test_make_renditions_names_a_photo_whose_file_is_lost(capsys):
    photo = make_photo(alt="Мектеп", file=jpeg())
    photo.file.storage.delete(photo.file.name)
    with pytest.raises(SystemExit):
        call_command("make_renditions", all=True)
    assert f"#{photo.pk}" in capsys.readouterr().err
