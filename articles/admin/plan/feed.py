"""The plan for other calendars: iCalendar (RFC 5545) at an address that is known to one person."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from ...addresses import absolute
from ...models import PlanFeed
from ...models.desk.plan import Entry, plan
from .lines import LABELS

PAST, FUTURE = timedelta(days=7), timedelta(days=60)
_EVERY = timedelta(minutes=15)


def feed_address(token: str) -> str:
    """Where the feed with this token is read."""
    return absolute(reverse("admin:articles_article_plan_ics", args=[token]))


@never_cache
@require_safe
def plan_feed(request, token):
    """The plan as its reader may see it now; 404 for an address that is closed or never was one."""
    user = PlanFeed.reader_of(token)
    if user is None:
        raise Http404("no feed")
    with translation.override(user.language):
        response = HttpResponse(_calendar(timezone.now()).to_ical())
    response["Content-Type"] = "text/calendar; charset=utf-8"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _calendar(now) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Newsroom//Plan//KK")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{_('Plan')} – {urlsplit(settings.SITE_URL).netloc}")
    calendar.add("refresh-interval", _EVERY, parameters={"VALUE": "DURATION"})
    for entry in plan(now - PAST, now + FUTURE, now):
        calendar.add_component(_event(entry, now))
    return calendar


def _event(entry: Entry, now) -> Event:
    article, event = entry.article, Event()
    event.add("uid", f"{entry.what}-{article.pk}@{urlsplit(settings.SITE_URL).netloc}")
    event.add("dtstamp", now)
    event.add("dtstart", entry.at)
    event.add("summary", f"{LABELS[entry.what]}: {_headline(article, now)}")
    about = [article.section and article.section.localized_name]
    about += [article.assigned_to and article.assigned_to.name]
    event.add("description", " · ".join(filter(None, about)))
    event.add("url", absolute(reverse("admin:articles_article_change", args=[article.pk])))
    event.add("transp", "TRANSPARENT")  # nobody is busy by it
    return event


def _headline(article, now) -> str:
    """What leaves the house, since calendars are kept outside: no headline under embargo."""
    if article.embargo_until and article.embargo_until > now:
        return _("article №%s") % article.pk
    return article.headline
