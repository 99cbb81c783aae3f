"""Pictures on every screen: the file that the place needs, no jump, none higher than the screen."""

from urllib.parse import urlsplit

import pytest

from tests.journeys.reader.test_kinds_of_pages import addresses

pytestmark = [pytest.mark.journey, pytest.mark.django_db, pytest.mark.once]

SCREENS = [(320, 640, 1), (390, 844, 3), (768, 1024, 2), (1100, 800, 1), (1440, 900, 1)]
# The width that `sizes` promises is the natural one of an <img> that had widths to choose from.
FALSE_SIZES = """() => [...document.querySelectorAll("main picture:has([sizes]) img")]
  .map(img => [img.closest("[class]").className, img.clientWidth, img.naturalWidth])
  .filter(([, shown, said]) => shown && Math.abs(said - shown) > 0.04 * shown)"""
JUMPS = """() => new Promise(done => new PerformanceObserver(
  list => done(list.getEntries().map(entry => entry.value))
).observe({type: "layout-shift", buffered: true}) || setTimeout(() => done([]), 300))"""

PAINTED = """() => new Promise(done => new PerformanceObserver(
  list => list.getEntriesByName("first-contentful-paint").length && done()
).observe({type: "paint", buffered: true}))"""


def loaded(page):
    """Every picture of the page is there, those below the fold too."""
    page.evaluate("document.querySelectorAll('img').forEach(img => { img.loading = 'eager' })")
    page.evaluate("Promise.all([...document.images].map(img => img.decode()))")


@pytest.mark.parametrize(("width", "height", "density"), SCREENS)
def test_sizes_are_those_of_the_layout(built, site_url, new_context, width, height, density):
    page = new_context(
        viewport={"width": width, "height": height}, device_scale_factor=density
    ).new_page()
    found, seen = {}, 0
    for address in addresses(built):
        page.goto(site_url + address)
        jumps = page.evaluate(JUMPS)
        loaded(page)
        seen += page.locator("main picture:has([sizes])").count()
        if wrong := [*page.evaluate(FALSE_SIZES), *jumps]:
            found[address] = wrong
    assert found == {}
    assert seen > 10


@pytest.mark.parametrize("late", ["woff2", "js"])
def test_nothing_jumps_for_what_comes_late(late, built, site_url, new_context):
    page, held, found = new_context(viewport={"width": 390, "height": 844}).new_page(), [], {}
    page.route(f"**/*.{late}", lambda route: held.append(route))  # noqa: PLW0108
    for address in addresses(built):
        page.goto(site_url + address, wait_until="commit")
        page.evaluate(PAINTED)
        while held:
            held.pop().continue_()
        page.wait_for_load_state()
        page.evaluate("document.fonts.ready")
        if jumps := page.evaluate(JUMPS):
            found[address] = jumps
    assert found == {}


def test_a_telephone_takes_the_format_and_the_width_that_it_needs(built, site_url, new_context):
    screen = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3}
    page = new_context(**screen).new_page()
    page.goto(site_url + built.article.get_absolute_url())
    lead = page.locator(".lead-photo img")
    address = lead.evaluate("async img => { await img.decode(); return img.currentSrc }")
    assert urlsplit(address).path.endswith("-w1200.avif")
    assert len(page.request.get(address).body()) <= 100_000
    assert lead.get_attribute("fetchpriority") == "high"
    assert page.locator("main img[loading=lazy]").count() > 2


def test_until_it_is_there_its_place_has_the_colour_of_the_picture(built, site_url, new_context):
    page = new_context().new_page()
    page.route("**/media/**", lambda route: route.abort())
    page.goto(site_url + built.article.get_absolute_url())
    colour = built.article.photo.renditions["colour"]
    red, green, blue = bytes.fromhex(colour[1:])
    shown = page.locator(".lead-photo img").evaluate("img => getComputedStyle(img).backgroundColor")
    assert shown == f"rgb({red}, {green}, {blue})"


@pytest.mark.parametrize("width", [390, 1280])
def test_a_headline_of_the_sidebar_stands_beside_its_picture(built, site_url, page, width):
    """Not under it: each format that a picture is there in may not take a place of its own."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site_url + built.article.path)
    entries = page.locator("aside.related li:has(source)")
    assert entries.count()
    for entry in entries.all():
        picture, link = (entry.locator(one).bounding_box() for one in ("img", "a"))
        assert link["x"] >= picture["x"] + picture["width"]
        assert link["y"] <= picture["y"] + picture["height"] / 2
