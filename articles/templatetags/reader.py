"""How readers' pages write times, and how they choose among the renditions of a photo."""

from django import template
from django.utils import timezone
from django.utils.encoding import escape_uri_path
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from ..addresses import EDITIONS, in_other_scripts
from ..kazakh import dates
from ..models.media.photos import PARTIAL

register = template.Library()

# Each name in its own letters, on every page.
_EDITION_LINK = (
    '<li><a href="{address}" lang="{edition.lang}" hreflang="{edition.lang}" translate="no"'
    "{current}>{edition.name}</a></li>"
)

_MOST_FRAGMENTS = 1_000
# Starts of <img> by use, by the digest of the photo and whether there are larger ones to come.
_images: dict[tuple[str, bool, str], str] = {}
_MOST_IMAGES = 10_000

# By use: the renditions to choose from, the one for old browsers, the space it fills.
_USES = {
    "lead": (("w320", "w640", "w960", "w1600"), "w960", "(min-width: 64rem) 44rem, 100vw"),
    "card": (
        ("w160", "w320", "w640"),
        "w320",
        "(min-width: 64rem) 17rem, (min-width: 40rem) 45vw, 8rem",
    ),
    "thumb": (("w160", "w320"), "w160", "6rem"),
}


@register.simple_tag(takes_context=True)
def cached_fragment(context, template):
    """A fragment of every page, rendered once for an edition, a section, its pinned tags and a day.

    It is held with the site context itself, and forgotten with it.
    """
    section, fragments = context.get("section"), context["site"].fragments
    key = (
        template,
        context["edition"].prefix,
        section and section.pk,
        context.get("is_front"),
        *(tag.pk for tag in context["pinned"]),
        day_of(context["at"]),
    )
    if key not in fragments:
        if len(fragments) >= _MOST_FRAGMENTS:
            fragments.clear()
        fragments[key] = context.template.engine.get_template(template).render(context)
    return fragments[key]


@register.simple_tag(takes_context=True)
def edition_links(context):
    """An ``<li>`` for each edition: the same page in other scripts, the front page of the rest."""
    current, request = context["edition"], context.get("request")
    path = "/" if context.get("is_preview") or not request else _path_in_edition(request)
    same = in_other_scripts(current)
    return mark_safe(  # noqa: S308, the place is escaped
        "".join(
            _EDITION_LINK.format(
                edition=edition,
                address=edition.path(path if edition in same else "/"),
                current=' aria-current="true"' if edition == current else "",
            )
            for edition in EDITIONS.values()
        )
    )


def _path_in_edition(request):
    """Path and query of a request inside its edition, fit for an attribute."""
    query = request.GET.urlencode() if request.META.get("QUERY_STRING") else ""
    return escape(escape_uri_path(request.path_info) + (f"?{query}" if query else ""))


@register.filter
def stamp(moment):
    """``03.03.2026 15:45``."""
    return dates.stamp(moment, timezone.get_default_timezone())


@register.filter
def iso(moment):
    """``2026-03-03T15:45:00+05:00``."""
    return dates.iso(moment, timezone.get_default_timezone())


@register.filter
def card_time(moment, at):
    """``13:19, Бүгін``, as seen at the instant ``at``."""
    return dates.card_time(moment, at, timezone.get_default_timezone(), get_language())


@register.filter
def day_of(moment):
    """The newsroom's date at ``moment``."""
    return timezone.localdate(moment, timezone.get_default_timezone())


@register.filter
def iso_day(day):
    """``2026-03-03``."""
    return day.isoformat()


@register.filter
def short_date(day):
    """``25 сәуір 2025``."""
    return dates.short_date(day, get_language())


@register.filter
def prose_date(day):
    """``2026 жылғы 3 наурыз``."""
    return dates.prose_date(day, get_language())


@register.simple_tag
def picture(photo, use, alt="", eager=False):
    """The ``<img>`` of ``photo`` for a use in :data:`_USES`; nothing while it has no renditions."""
    if not (photo and photo.renditions):
        return ""
    key = photo.renditions["base"], PARTIAL in photo.renditions, use
    if key not in _images:
        if len(_images) >= _MOST_IMAGES:
            _images.clear()
        _images[key] = _image(photo, use)
    loading = "fetchpriority=high" if eager else "loading=lazy decoding=async"
    return mark_safe(f'{_images[key]} alt="{escape(alt)}" {loading}>')  # noqa: S308


def _image(photo, use):
    widths, fallback, sizes = _USES[use]
    urls = {name: photo.rendition_url(name) for name in widths if name in photo.renditions}
    if not urls:  # narrower than all that this use asks for
        urls = {"w160": photo.rendition_url("w160")}
    if fallback not in urls:
        fallback = list(urls)[-1]
    width, height = photo.renditions[fallback]
    return format_html(
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}"',
        urls[fallback],
        ", ".join(f"{url} {photo.renditions[name][0]}w" for name, url in urls.items()),
        sizes,
        width,
        height,
    )
