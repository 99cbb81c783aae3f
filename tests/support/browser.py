"""Headless Chromium: how it is started, what a page weighs, what axe says about it."""

import gzip
import shutil
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from tests.support.staff import PASSWORD

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
TEXT_TYPES = ("text/", "application/javascript", "application/json", "image/svg+xml")


def chromium():
    """The path of the system's Chromium: as it is without a window, at two thirds of the cost."""
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    assert path, "no browser: apt-get install chromium-headless-shell"
    return path


@cache
def _axe_source():
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def fill_in(page, live_server, name):
    """Sign in at the door of the desk."""
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Пайдаланушы аты").fill(name)
    page.get_by_label("Құпиясөз").fill(PASSWORD)
    page.get_by_role("button", name="Кіру", exact=True).click()
    page.get_by_role("link", name="Жаңа мақала").first.wait_for()


def look_through(page, *, width, height, scheme):
    """Show the page that is open in a window of this size, in this colour scheme."""
    page.wait_for_load_state()  # with its style sheets: who clicked a link may be here before them
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    # Brought to an end, not waited for: a page that draws nothing for a while never gets there.
    page.evaluate("document.getAnimations().forEach(change => change.finish())")


def axe_violations(page):
    """One line for each element of the page that breaks WCAG 2.2 A or AA, as axe sees it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe_source())
    result = page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})",
        WCAG,
    )
    return [
        f"{violation['id']}: {' '.join(node['target'])}: {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def overflow(page):
    """How many CSS pixels the page is wider than its window."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


class Weight:
    """What a page transfers, text compressed as the web server compresses it."""

    def __init__(self, page):
        self._responses = []
        page.on("response", self._add)

    def _add(self, response):
        self._responses.append(response)

    def parts(self):
        """Bytes by address. To be asked for when the page has come to rest."""
        return {response.url: _transferred(response) for response in self._responses}

    @property
    def total(self):
        return sum(self.parts().values())

    def third_party(self, host):
        """Addresses that were asked for outside of `host` (name and port)."""
        urls = [response.url for response in self._responses]
        return [url for url in urls if urlsplit(url).netloc not in ("", host)]


def _transferred(response):
    body = response.body()
    content_type = response.headers.get("content-type", "")
    return len(gzip.compress(body, 6)) if content_type.startswith(TEXT_TYPES) else len(body)
