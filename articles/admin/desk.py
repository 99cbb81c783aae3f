"""The first page: what is to be done now, and by whom."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import Article, Byline, Photo
from ..models.desk.notes import notes_to
from ..models.desk.plan import late, midnight, plan
from ..models.workflow.transitions import Status
from .autocomplete import DESK_TIME, NEWEST_FIRST
from .plan.lines import lines_of

SHOWN = 8


class Queue(NamedTuple):
    """A list of the first page; ``state`` is the filter of the whole list that goes on with it."""

    title: str
    articles: list[Article]
    state: str = ""


def desk(user):
    """The lists of the first page: a fixed number of queries, however much there is."""
    if not user.has_perm("articles.view_article"):
        return {}
    now = timezone.now()
    rows = Article.objects.select_related("section").defer("body", "sidebar", "terms")
    newest = rows.order_by(*NEWEST_FIRST)
    queues = [
        Queue(_("Mine"), _mine(newest, user)),
        Queue(_("Just published"), rows.live(now).newest(), "live"),
        Queue(_("Scheduled today"), _scheduled(rows, now), "scheduled"),
        Queue(
            _("Under embargo"),
            rows.filter(embargo_until__gt=now).order_by("embargo_until", "pk"),
            "embargoed",
        ),
    ]
    developing = Queue(_("Developing"), rows.live(now).developing().order_by("developing_since"))
    if user.has_perm("articles.publish_article"):
        queues.insert(0, Queue(_("Waiting for me"), _waiting(newest, user), "in_review"))
    queues = [queue._replace(articles=list(queue.articles[:SHOWN])) for queue in queues]
    developing = developing._replace(articles=list(developing.articles[:SHOWN]))
    return {
        "queues": [developing, *queues] if developing.articles else queues,
        "notes": _notes(user, now),
        **_plan(user, now),
        "waiting_photos": Photo.objects.waiting().count(),
        "ending_photos": Photo.objects.rights_ending(now).count(),
    }


def _mine(rows, user):
    """What the user writes, until it is out."""
    signed = Byline.objects.filter(author__user=user).values("article")
    unfinished = rows.filter(status__in=[Status.DRAFT, Status.IN_REVIEW])
    return unfinished.filter(Q(created_by=user) | Q(pk__in=signed))


def _waiting(rows, user):
    """What is to be read or published: given to the user, or to nobody in the user's sections.

    What is urgent comes first.
    """
    rows = rows.order_by(F("urgent_since").asc(nulls_last=True), *NEWEST_FIRST)
    nobodys = Q(assigned_to=None)
    if sections := user.own_sections:
        nobodys &= Q(section__in=sections) | Q(section=None)
    return rows.filter(Q(assigned_to=user) | nobodys, status__in=[Status.IN_REVIEW, Status.READY])


def _scheduled(rows, now):
    midnight = datetime.combine(timezone.localdate(now) + timedelta(days=1), time.min)
    today = rows.alias(at=DESK_TIME).filter(status=Status.PUBLISHED, at__gt=now)
    return today.filter(at__lt=timezone.make_aware(midnight)).order_by("published_at", "pk")


def _plan(user, now):
    """What is late, and what stands in the plan of tomorrow."""
    first = midnight(timezone.localdate(now) + timedelta(days=1))
    end = midnight(timezone.localdate(now) + timedelta(days=2))
    return {
        "late": lines_of(late(now, SHOWN), user, now),
        "tomorrow": lines_of(plan(first, end, now), user, now),
        "tomorrow_at": first,
    }


def _notes(user, now):
    return (
        notes_to(user, now)
        .select_related("article", "by")
        .defer("article__body", "article__sidebar", "article__terms")[:SHOWN]
    )
