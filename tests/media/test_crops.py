"""Pictures cut to other shapes: around what must be seen, never enlarged, anew if that moves."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from articles.models.media.photos import CROPS, RATIOS
from tests.factories import make_article, make_photo
from tests.models.media.test_photos import jpeg
from tests.support.media import read, status
from tests.support.pictures import encoded
from tests.support.tasks import run_waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo():
    """Blue, with a red stripe at its right end."""
    picture = Image.new("RGB", (2400, 1000), "blue")
    picture.paste("red", (1900, 0, 2400, 1000))
    return make_photo(file=ContentFile(encoded(picture, "JPEG"), "a.jpg"), alt="Жолақ")


def share_of_red(client, photo, name):
    """How much of the rendition, as readers get it, is the stripe."""
    _, data = read(client, photo.rendition_url(name))
    return (
        Image.open(BytesIO(data))
        .convert("RGB")
        .resize((1, 1), Image.Resampling.BOX)
        .getpixel((0, 0))[0]
        / 255
    )


def test_shapes_are_cut_around_the_point_that_the_editor_set(client, photo):
    make_article(photo=photo)
    before = photo.rendition_url("1x1")
    assert share_of_red(client, photo, "1x1") < 0.01
    photo.focus_x, photo.focus_y = 90, 50
    photo.save()
    run_waiting()
    photo.refresh_from_db()
    assert share_of_red(client, photo, "1x1") == pytest.approx(0.5, abs=0.01)
    for name in CROPS:
        assert share_of_red(client, photo, name) > 0.2
    assert status(client, before) == 301


def test_a_shape_has_its_size_or_that_of_the_file(photo):
    assert {name: tuple(photo.renditions[name]) for name in RATIOS} == {
        "16x9": (1200, 675),
        "4x3": (1200, 900),
        "1x1": (1000, 1000),
    }
    small = make_photo(file=jpeg(400, 300), alt="Шағын")
    assert {name: small.renditions[name] for name in CROPS} == {
        "social": [1200, 630],
        "16x9": [400, 225],
        "4x3": [400, 300],
        "1x1": [300, 300],
    }
