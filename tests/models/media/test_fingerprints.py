"""By what photos are known again: the same bytes, and pictures that look alike."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from PIL import Image, ImageEnhance

from articles.models import Photo
from articles.models.media.fingerprints import BANDS
from tests.factories import make_photo
from tests.support.pictures import drawn, encoded

pytestmark = pytest.mark.django_db


def photo(image, name="su.jpg", **options):
    data = encoded(image, "JPEG", **options)
    return Photo.objects.create(file=ContentFile(data, name), credit="Дана", alt="Су")


def scene(angle=0):
    """A picture like no other of another angle."""
    return drawn(size=(400, 300)).rotate(angle)


def test_the_same_bytes_are_found_by_their_digest_the_first_in_front():
    first, second = photo(scene()), photo(scene(), name="basqa.jpg")
    photo(scene(90))
    assert list(Photo.objects.of_bytes(first.digest)) == [first, second]
    assert f"-{first.digest}." in first.file.name


def test_a_photo_that_loses_its_file_is_known_by_nothing():
    first = photo(scene())
    first.file = ""
    first.save()
    first.refresh_from_db()
    assert (first.digest, {getattr(first, band) for band in BANDS}) == ("", {None})


def test_photos_of_long_ago_get_the_digest_that_their_names_have():
    old, renamed, strange = photo(scene()), photo(scene(90)), photo(scene(180))
    names = {renamed.pk: renamed.file.name.replace(".jpg", "_aB3xY9z.jpg"), strange.pk: "photos/x"}
    for pk, name in names.items():
        Photo.objects.filter(pk=pk).update(file=name)
    Photo.objects.update(digest="")
    editor = SimpleNamespace(connection=connection)
    import_module("articles.migrations.0043_photo_digests").fill(apps, editor)
    found = dict(Photo.objects.values_list("pk", "digest"))
    assert found == {old.pk: old.digest, renamed.pk: renamed.digest, strange.pk: ""}


def smaller(image):
    return image.resize((200, 150))


def cut_a_little(image):
    return image.crop((2, 2, image.width - 2, image.height - 2))


def lighter(image):
    return ImageEnhance.Brightness(image).enhance(1.15)


@pytest.mark.parametrize("changed", [smaller, cut_a_little, lighter])
def test_another_version_of_a_picture_is_near_it(changed):
    first, other = photo(scene(30)), photo(scene(120))
    second = photo(changed(scene(30)), quality=40)
    assert Photo.objects.near(second) == [first]
    assert Photo.objects.near(other) == []


def test_walls_and_photos_without_a_file_are_near_nothing():
    plain = [photo(Image.new("RGB", (90 + n, 90), "teal")) for n in range(2)]
    assert Photo.objects.near(plain[0]) == Photo.objects.near(make_photo()) == []


def test_a_photo_that_stands_upright_by_its_exif_alone_is_near_the_turned_one():
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = photo(scene(10).transpose(Image.Transpose.ROTATE_90), exif=exif)
    assert Photo.objects.near(photo(scene(10))) == [lying]


def test_what_photos_of_long_ago_look_like_is_found_out_from_their_renditions():
    first, second = photo(scene(30)), photo(smaller(scene(30)))
    Photo.objects.filter(pk=first.pk).update(**dict.fromkeys(BANDS))
    assert Photo.objects.near(second) == []
    call_command("make_renditions")
    assert Photo.objects.near(second) == [first]
