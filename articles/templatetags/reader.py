"""How readers' pages write times, and what stands on every page."""

from django import template
from django.utils import timezone
from django.utils.encoding import escape_uri_path
from django.utils.html import conditional_escape, escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from ..addresses import EDITIONS, in_other_scripts
from ..kazakh import dates
from ..kazakh.soft_hyphens import with_marks

register = template.Library()

# Each name in its own letters, on every page.
_EDITION_LINK = (
    '<li><a href="{address}" lang="{edition.lang}" hreflang="{edition.lang}" translate="no"'
    "{current}>{edition.name}</a></li>"
)

_MOST_FRAGMENTS = 1_000


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
def hyphenated(text):
    """A text or HTML in which long words may be broken, if it is in Kazakh."""
    html = conditional_escape(text)
    return mark_safe(with_marks(html)) if get_language() == "kk" else html  # noqa: S308, escaped


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
