"""The first page: what is to be done now."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import Article, Photo
from ..workflow import Status
from .choices import DESK_TIME, NEWEST_FIRST

SHOWN = 8


def desk(user):
    """The lists of the first page, each as (title, articles), and how many photos wait."""
    if not user.has_perm("articles.view_article"):
        return {}
    rows = (
        Article.objects.select_related("section").defer("body", "sidebar").order_by(*NEWEST_FIRST)
    )
    mine = rows.filter(created_by=user, status=Status.DRAFT)
    queues = [
        (_("Тексеруді күтіп тұр"), rows.filter(status=Status.IN_REVIEW)),
        (_("Шығуға дайын"), rows.filter(status=Status.READY)),
        (
            _("Жоспарланған"),
            rows.alias(at=DESK_TIME).filter(status=Status.PUBLISHED, at__gt=timezone.now()),
        ),
        (_("Менің жобаларым"), mine),
    ]
    return {
        "queues": [(title, list(articles[:SHOWN])) for title, articles in queues],
        "waiting_photos": Photo.objects.waiting().count(),
    }
