"""What crawlers are asked to leave alone, and where the maps are."""

from django.http import HttpResponse

from ..addresses import EDITIONS, absolute
from .http import reader_page

_PRIVATE = ("admin/", "search/")


@reader_page
def robots(request):
    """One file for all editions."""
    lines = ["User-agent: *"]
    lines += [
        f"Disallow: {edition.prefix}{path}" for edition in EDITIONS.values() for path in _PRIVATE
    ]
    lines += [f"Sitemap: {absolute(path)}" for path in ("/sitemap.xml", "/news-sitemap.xml")]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
