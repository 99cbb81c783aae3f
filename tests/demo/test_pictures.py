"""The drawn pictures: the right size, light, and the same every time."""

from io import BytesIO

import pytest
from PIL import Image

from articles import imaging
from articles.demo import pictures, texts


@pytest.mark.parametrize("scene", sorted(pictures.SCENES))
def test_a_scene_is_a_picture_that_stays_light(scene):
    seed = "portrait-dina" if scene == "portrait" else scene
    image = Image.open(BytesIO(pictures.draw(scene, seed)))
    assert (image.format, image.size) == ("JPEG", (1600, 1067))
    small = imaging.encode(imaging.scaled(image, 640), "WEBP", quality=74)
    assert len(small.data) <= 40_000


def test_the_same_seed_draws_the_same_picture():
    assert pictures.draw("steppe", "a", shrink=4) == pictures.draw("steppe", "a", shrink=4)
    assert pictures.draw("steppe", "a", shrink=4) != pictures.draw("steppe", "b", shrink=4)


def test_every_photo_of_the_newsroom_has_a_scene():
    assert {about.get("scene", key) for key, about in texts.photos().items()} <= set(
        pictures.SCENES
    )


def test_the_logo_is_a_square_png():
    image = Image.open(BytesIO(pictures.draw_logo()))
    assert (image.format, image.size) == ("PNG", (512, 512))
