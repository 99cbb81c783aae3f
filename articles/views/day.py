"""The archive: what was published on one day, and the days around it that have something."""

from datetime import datetime, time, timedelta

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from ..addresses import current_edition
from ..delivery.contexts import base_context, with_kinds
from ..models import Article
from .http import cached_page, reader_page
from .lists import PAGE_SIZE
from .paging import CURSOR, cursor_from, page_from


@reader_page
def day(request, day):
    """The articles of ``day``; a day without any says so."""
    return cached_page(request, lambda at: _answer(request, day, at), parameters=CURSOR)


def _answer(request, day, at):
    if day > timezone.localdate(at):
        raise Http404("that day is still to come")
    before = cursor_from(request)
    live = Article.objects.live(at).in_language(current_edition().language)
    found, next_cursor = page_from(live.on_day(day).newest(before).for_cards(at), PAGE_SIZE)
    context = base_context(at) | _around(live, day)
    context |= {
        "day": day,
        "articles": with_kinds(found, context["site"]),
        "next_cursor": next_cursor,
        "is_first": before is None,
    }
    return render(request, "articles/day.html", context)


def _around(live, day):
    """The nearest days before and after that have an article, None where there are none."""
    start = timezone.make_aware(datetime.combine(day, time.min))
    older = live.filter(published_at__lt=start).order_by("-published_at", "-pk")
    newer = live.filter(published_at__gte=start + timedelta(days=1)).order_by("published_at", "pk")
    nearest = {
        name: articles.values_list("published_at", flat=True).first()
        for name, articles in (("day_before", older), ("day_after", newer))
    }
    return {name: instant and timezone.localdate(instant) for name, instant in nearest.items()}
