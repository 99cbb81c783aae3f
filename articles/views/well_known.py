"""Small files that machines look for by their name: ads.txt, security.txt, the manifest."""

from datetime import datetime, timedelta

from django.http import HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils import timezone

from ..addresses import absolute, current_edition, localize
from ..delivery import site_context
from .http import reader_page

# Both by the letter of ads.txt 1.1: without a line of this kind it would say nothing at all.
_NOBODY_SELLS = "placeholder.example.com, placeholder, DIRECT, placeholder"
_LANGUAGES = "kk, ru, en"
_HALF_A_YEAR = timedelta(days=183)
_PAPER = "#ffffff"


@reader_page
def ads(request):
    """Who may sell advertisement of the site; nobody where the newsroom names nobody."""
    lines = site_context.current(timezone.now()).identity.ads_txt.split("\n")
    return _plain([line.strip() for line in lines] if any(lines) else [_NOBODY_SELLS])


@reader_page
def security(request):
    """Where to write of a hole in the site (RFC 9116)."""
    now = timezone.now()
    email = site_context.current(now).identity.email
    contact = f"mailto:{email}" if email else absolute(localize("/imprint/"))
    return _plain(
        [
            f"Contact: {contact}",
            f"Expires: {_first_of_month(now + _HALF_A_YEAR):%Y-%m-%dT%H:%M:%SZ}",
            f"Preferred-Languages: {_LANGUAGES}",
            f"Canonical: {absolute('/.well-known/security.txt')}",
        ]
    )


@reader_page
def manifest(request):
    """The site for whoever puts it on the first screen of a phone."""
    edition, identity = current_edition(), site_context.current(timezone.now()).identity
    name = site_context.spell(identity.name)
    return JsonResponse(
        {
            "name": name,
            "short_name": name,
            "description": site_context.spell(identity.description),
            "lang": edition.lang,
            "dir": "rtl" if edition.is_right_to_left else "ltr",
            "id": edition.prefix,
            "start_url": edition.prefix,
            "scope": edition.prefix,
            "display": "minimal-ui",
            "background_color": _PAPER,
            "theme_color": _PAPER,
            "icons": [{"src": static("icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
        },
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
    )


def _first_of_month(moment: datetime) -> datetime:
    """So that the file is the same for a month."""
    return moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _plain(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
