"""A photo that is higher than wide."""

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from tests.factories import make_article, make_photo
from tests.support.pictures import drawn, encoded

pytestmark = [pytest.mark.journey, pytest.mark.once]


@pytest.fixture
def article(db):
    tall = drawn(size=(60, 90)).resize((1200, 1800), Image.Resampling.BICUBIC)
    photo = make_photo(alt="Мұнара", file=ContentFile(encoded(tall, "JPEG"), "a.jpg"))
    return make_article(photo=photo, body=f'<p>Мәтін</p><figure data-photo="{photo.pk}"></figure>')


@pytest.mark.parametrize(("width", "height", "density"), [(390, 844, 3), (1440, 900, 1)])
def test_it_keeps_within_the_screen(live_server, new_context, article, width, height, density):
    page = new_context(
        viewport={"width": width, "height": height}, device_scale_factor=density
    ).new_page()
    page.goto(live_server.url + article.get_absolute_url())
    for place in (".lead-photo img", ".body img"):
        image = page.locator(place)
        image.evaluate("img => { img.loading = 'eager'; return img.decode() }")
        box, promised = image.bounding_box(), image.evaluate("img => img.naturalWidth")
        assert box["height"] <= height * 0.8 + 1
        painted = min(box["width"], box["height"] * 2 / 3)
        assert promised == pytest.approx(painted, rel=0.04)
