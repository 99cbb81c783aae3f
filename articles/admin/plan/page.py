"""The calendar of the newsroom: a week or a day of it, and who is late."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from ...kazakh.dates import short_date
from ...models import PlanFeed
from ...models.desk.plan import Anniversary, anniversaries, late, midnight, plan
from ...models.workflow.publishing import FIRST_YEAR, LAST_YEAR
from .feed import feed_address, plan_feed
from .lines import Line, lines_of
from .moving import move

WEEK, DAY = "week", "day"
LATE_SHOWN = 20


class Day(NamedTuple):
    """A day of the calendar."""

    date: date
    label: str
    is_today: bool
    lines: list[Line]
    anniversaries: list[Anniversary]

    @property
    def hours(self) -> list[tuple[int, list[Line]]]:
        """The lines by the hour in which they stand."""
        at = [(timezone.localtime(line.entry.at).hour, line) for line in self.lines]
        return [(hour, [line for own, line in at if own == hour]) for hour in range(24)]


def _period(request) -> tuple[str, list[date]]:
    """Whether a week or a day is asked for, and its days."""
    today = timezone.localdate()
    try:
        day = parse_date(request.GET.get("day", "")) or today
    except ValueError:
        day = today
    if not FIRST_YEAR < day.year < LAST_YEAR:
        day = today
    if request.GET.get("span") == DAY:
        return DAY, [day]
    monday = day - timedelta(days=day.weekday())
    return WEEK, [monday + timedelta(days=number) for number in range(7)]


def days_of(days: list[date], user, now: datetime) -> list[Day]:
    """The calendar of consecutive ``days``, as ``user`` sees it."""
    entries = plan(midnight(days[0]), midnight(days[-1] + timedelta(days=1)), now)
    lines = lines_of(entries, user, now)
    past = anniversaries(days, now)
    return [
        Day(
            day,
            short_date(day, get_language()).rpartition(" ")[0],
            day == timezone.localdate(now),
            [line for line in lines if timezone.localdate(line.entry.at) == day],
            [one for one in past if one.day == day],
        )
        for day in days
    ]


class Plan(admin.ModelAdmin):
    """The addresses of the plan, beside the list of articles."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("plan/", view(self.plan_view), name="articles_article_plan"),
            path("plan/move/", view(require_POST(self.move_view)), name="articles_article_move"),
            path(
                "plan/feed/",
                view(require_POST(self.plan_feed_view)),
                name="articles_article_plan_feed",
            ),
            # No session leads here: a calendar has but the address.
            path("plan/<str:token>.ics", plan_feed, name="articles_article_plan_ics"),
            *super().get_urls(),
        ]

    def plan_view(self, request):
        """The calendar: GET only asks."""
        return self._plan_page(request)

    def _plan_page(self, request, **also):
        if not self.has_view_permission(request):
            raise PermissionDenied
        now = timezone.now()
        span, days = _period(request)
        step = timedelta(days=len(days))
        context = self.admin_site.each_context(request) | {
            "title": _("Plan"),
            "opts": self.opts,
            "span": span,
            "days": days_of(days, request.user, now),
            "earlier": days[0] - step,
            "later": days[0] + step,
            "late": lines_of(late(now, LATE_SHOWN), request.user, now),
            "feed": PlanFeed.objects.filter(user=request.user).first(),
        }
        return render(request, "admin/articles/article/plan.html", context | also)

    def move_view(self, request):
        """Give an article another time, by the rules of its form, and show the plan again."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        move(request)
        query = request.GET.urlencode()
        return HttpResponseRedirect(f"{reverse('admin:articles_article_plan')}?{query}")

    def plan_feed_view(self, request):
        """Open a feed for the user, whose address is shown this once, or close the one there is."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        now = timezone.now()
        if "close" in request.POST:
            PlanFeed.close_for(request.user, by=request.user, at=now)
            return HttpResponseRedirect(reverse("admin:articles_article_plan"))
        token = PlanFeed.open_for(request.user, at=now)
        return self._plan_page(request, feed_address=feed_address(token))
