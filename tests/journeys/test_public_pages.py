"""Every kind of page in a browser: for all eyes, on all screens, light, and from nobody else."""

from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from tests.support import newsroom
from tests.support.browser import Weight, axe_violations, overflow

pytestmark = pytest.mark.journey

# What a reader may have: a theme, a narrow phone, a page blown up to twice its size.
SCREENS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 320, "height": 640}, "device_scale_factor": 2},
    "zoomed": {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2},
}
HEAVIEST = 100 * 1024


@pytest.fixture
def built(live_server):
    return newsroom.build()


def addresses(built):
    """One address for each kind of page."""
    article = built.article
    return [
        "/",
        "/ru/",
        f"/{article.section.slug}/",
        article.get_absolute_url(),
        built.russian.get_absolute_url(),
        article.tags.first().get_absolute_url(),
        article.authors.first().get_absolute_url(),
        "/archive/",
        f"/archive/{timezone.localdate(article.published_at):%Y/%m/%d}/",
        "/search/?q=мектеп",
        "/search/?q=жоқсөз",
        "/kitap-joq/",
    ]


def faults(page, weight, host):
    """What is wrong with the page that the browser shows."""
    yield from axe_violations(page)
    if wider := overflow(page):
        yield f"is {wider} px wider than the window"
    yield from (f"asks {url}" for url in weight.third_party(host))


def test_pages_are_for_everybody_and_from_nobody_else(built, live_server, new_context):
    found = []
    for name, screen in SCREENS.items():
        page = new_context(**screen).new_page()
        weight = Weight(page)
        for address in addresses(built):
            page.goto(live_server.url + address)
            for fault in faults(page, weight, urlsplit(live_server.url).netloc):
                found.append(f"{name} {address}: {fault}")
        page.context.close()
    assert found == []


def test_an_article_with_a_photo_is_light(built, live_server, new_context):
    for screen in (
        {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2},
        {"viewport": {"width": 1280, "height": 800}},
    ):
        page = new_context(**screen).new_page()
        weight = Weight(page)
        page.goto(live_server.url + built.article.get_absolute_url(), wait_until="networkidle")
        assert any("/media/" in url for url in weight.parts())
        assert weight.total <= HEAVIEST, weight.parts()
