"""Every kind of page in a browser: for all eyes, on all screens, light, and from nobody else."""

from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from tests.support.browser import Weight, axe_violations, look_through, overflow

pytestmark = [pytest.mark.journey, pytest.mark.django_db, pytest.mark.once]

# What a reader may have: a theme, a narrow phone, a page blown up to twice its size, which leaves
# half the pixels of a window of 1280 by 800.
SCREENS = {
    "light": {"width": 1280, "height": 800, "scheme": "light"},
    "dark": {"width": 1280, "height": 800, "scheme": "dark"},
    "phone": {"width": 320, "height": 640, "scheme": "light"},
    "zoomed": {"width": 640, "height": 400, "scheme": "light"},
}
HEAVIEST = 100 * 1024


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


def faults(page):
    """What is wrong with the page that the browser shows."""
    yield from axe_violations(page)
    if wider := overflow(page):
        yield f"is {wider} px wider than the window"


def test_pages_are_for_everybody_and_from_nobody_else(built, site_url, page, page_weight):
    found = []
    for address in addresses(built):
        page.goto(site_url + address)
        for name, screen in SCREENS.items():
            look_through(page, **screen)
            for fault in faults(page):
                found.append(f"{name} {address}: {fault}")
    assert found == []
    assert page_weight.third_party(urlsplit(site_url).netloc) == []


def test_mirrored_pages_are_too(built, site_url, page):
    # In Latin letters the pages are the same but for their words; the narrowest screen is enough.
    found = []
    for address in addresses(built):
        if not address.startswith("/ru/"):
            page.goto(f"{site_url}/arab{address}")
            look_through(page, **SCREENS["phone"])
            found += [f"{address}: {fault}" for fault in faults(page)]
    assert found == []


@pytest.mark.parametrize("prefix", ["", "/arab"])
def test_an_article_with_a_photo_is_light(built, site_url, new_context, prefix):
    for screen in (
        {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2},
        {"viewport": {"width": 1280, "height": 800}},
    ):
        page = new_context(**screen).new_page()
        weight = Weight(page)
        address = prefix + built.article.get_absolute_url()
        page.goto(site_url + address, wait_until="networkidle")
        assert any("/media/" in url for url in weight.parts())
        assert weight.total <= HEAVIEST, weight.parts()


# All that moved without the reader's doing, as Layout Instability (WICG) counts it.
SHIFTS = """() => {
    const observer = new PerformanceObserver(() => {});
    observer.observe({ type: "layout-shift", buffered: true });
    return observer.takeRecords().filter(one => !one.hadRecentInput).map(
        one => `${one.value}: ${one.sources.map(({ node }) => node?.outerHTML?.slice(0, 80))}`
    );
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_pictures_come_late(built, site_url, new_context, width):
    page = new_context(viewport={"width": width, "height": 844}).new_page()
    page.route("**/media/**", lambda route: None)  # it waits
    page.goto(site_url + built.article.get_absolute_url(), wait_until="domcontentloaded")
    for block in page.locator(".body > *").all():
        block.scroll_into_view_if_needed()
    picture = page.locator(".body figure img").first
    picture.scroll_into_view_if_needed()
    page.unroute("**/media/**")  # what waited goes on
    page.wait_for_load_state("networkidle")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    assert page.evaluate(SHIFTS) == []
