"""The plan of the newsroom: what is to come out, what is owed, what happened on this day."""

from calendar import isleap
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone

from ..content.article import Article
from ..content.related import RelatedArticle
from ..workflow.permissions import can_change, edits_photos_only
from ..workflow.transitions import Status

YEARS = (1, 5, 10)  # of anniversaries
REMEMBERED = 3  # articles of one day in one year
_UNSEEN = ("body", "lede", "sidebar", "terms", "notices", "retellings")


class Entry(NamedTuple):
    """One article at one instant; ``what`` is ``scheduled``, ``embargo`` or ``due``."""

    at: datetime
    what: str
    article: Article

    def is_late(self, now: datetime) -> bool:
        """Whether it was to be ready before ``now``."""
        return self.what == "due" and self.at < now


class Anniversary(NamedTuple):
    """An article that readers saw for the first time ``years`` before ``day``."""

    day: date
    years: int
    article: Article


def midnight(day: date) -> datetime:
    """The instant at which ``day`` begins by the clocks of the newsroom."""
    return timezone.make_aware(datetime.combine(day, time.min))


def plan(start: datetime, end: datetime, now: datetime) -> list[Entry]:
    """What stands in the plan from ``start`` on and before ``end``, in three queries, by time."""
    rows = _rows()
    scheduled = rows.scheduled(max(start, now), end)
    embargoes = rows.filter(embargo_until__gte=start, embargo_until__lt=end)
    embargoes = embargoes.exclude(status__in=[Status.PUBLISHED, Status.WITHDRAWN])
    due = rows.owed().filter(due_at__gte=start, due_at__lt=end)
    found = [Entry(article.published_at, "scheduled", article) for article in scheduled]
    found += [Entry(article.embargo_until, "embargo", article) for article in embargoes]
    found += [Entry(article.due_at, "due", article) for article in due]
    return sorted(found, key=lambda entry: (entry.at, entry.what, entry.article.pk))


def late(now: datetime, most: int) -> list[Entry]:
    """What was to be ready before ``now`` and is not: what waits longest first."""
    owed = _rows().owed().filter(due_at__lt=now).order_by("due_at", "pk")
    return [Entry(article.due_at, "due", article) for article in owed[:most]]


def _rows():
    return Article.objects.select_related("section", "assigned_to").defer(*_UNSEEN).order_by()


def anniversaries(days: list[date], now: datetime) -> list[Anniversary]:
    """What an editor may recall on consecutive ``days``: a query for each of ``YEARS``.

    Of each day the articles that colleagues have picked most often to stand beside others since:
    that is what a newsroom itself goes back to. Only what readers may see now.
    """
    return [one for years in YEARS for one in _anniversaries(days, years, now)]


def _anniversaries(days, years, now) -> Iterable[Anniversary]:
    then = {past: day for day in days for past in _days_before(day, years)}
    if not then:
        return []
    found: dict[date, list[Article]] = {}
    for article in _live_between(min(then), max(then), now):
        found.setdefault(timezone.localdate(article.published_at), []).append(article)
    picks = _times_picked([article.pk for day in found.values() for article in day])
    for articles in found.values():
        articles.sort(key=lambda one: (-picks.get(one.pk, 0), one.photo_id is None, one.pk))
    return [
        Anniversary(day, years, article)
        for past, day in then.items()
        for article in found.get(past, [])[:REMEMBERED]
    ]


def _live_between(first, last, now):
    start, end = midnight(first), midnight(last + timedelta(days=1))
    live = Article.objects.scheduled(start, end).live(now).select_related("section")
    return live.only("headline", "published_at", "photo_id", "section", "status").order_by()


def _times_picked(keys) -> dict[int, int]:
    picked: dict[int, int] = {}
    rows = RelatedArticle.objects.filter(related__in=keys).order_by()
    for key in rows.values_list("related_id", flat=True):
        picked[key] = picked.get(key, 0) + 1
    return picked


def _days_before(day: date, years: int) -> list[date]:
    """``day`` in the year that was ``years`` ago; 28 February stands in for a leap day too."""
    year = day.year - years
    if (day.month, day.day) == (2, 29) and not isleap(year):
        return []
    days = [day.replace(year=year)]
    if (day.month, day.day) == (2, 28) and isleap(year) and not isleap(day.year):
        days.append(date(year, 2, 29))
    return days


def can_move(user, article) -> bool:
    """Whether ``user`` may give the article another time, as in its own form."""
    return can_change(user, article) and not edits_photos_only(user)


def may_move(user, article) -> bool:
    """A guess at :func:`can_move` that asks nothing of the database: whether to offer it."""
    if edits_photos_only(user):
        return False
    own_draft = article.status == Status.DRAFT and article.created_by_id == user.pk
    return own_draft or user.publishes_in(article.section_id)
