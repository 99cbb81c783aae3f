"""What the table of articles keeps to: indexes of its lists, constraints of what is published."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from ...db.sitemap_number import SitemapNumber
from ..workflow.publish_checks import UNDER_EMBARGO
from ..workflow.transitions import Status

# When readers last saw an article change: never before it was published.
MODIFIED = Greatest("published_at", Coalesce("updated_at", "published_at"))

INDEXES = [
    models.Index(fields=["language", "status", "-published_at", "-id"], name="article_newest"),
    models.Index(
        fields=["section", "language", "status", "-published_at", "-id"],
        name="article_newest_in_section",
    ),
    models.Index(
        fields=["embargo_until"],
        condition=Q(embargo_until__isnull=False),
        name="article_embargo",
    ),
    models.Index(
        fields=["withdraw_at"],
        condition=Q(withdraw_at__isnull=False),
        name="article_withdraw_at",
    ),
    models.Index(
        fields=["latest_revision"],
        condition=Q(latest_revision__gt=F("live_revision")),
        name="article_pending",
    ),
    models.Index(
        Coalesce("published_at", "created_at").desc(), F("id").desc(), name="article_desk"
    ),
    models.Index(
        F("status"),
        Coalesce("published_at", "created_at").desc(),
        F("id").desc(),
        name="article_desk_by_status",
    ),
    models.Index(
        fields=["developing_since"],
        condition=Q(developing_since__isnull=False),
        name="article_developing",
    ),
    models.Index(
        fields=["due_at"],
        condition=Q(due_at__isnull=False),
        name="article_due",
    ),
    # The last two, so that the index alone says what is live.
    models.Index(
        F("language"),
        F("status"),
        SitemapNumber("published_at", "id"),
        MODIFIED.desc(),
        F("withdraw_at"),
        F("published_at"),
        name="article_sitemap",
    ),
]

CONSTRAINTS: list[models.BaseConstraint] = [
    models.CheckConstraint(
        condition=~Q(status=Status.PUBLISHED) | Q(published_at__isnull=False),
        name="article_published_has_date",
        violation_error_message=_("A published article must have a time."),
    ),
    models.CheckConstraint(
        condition=~Q(status=Status.PUBLISHED) | ~Q(slug=""),
        name="article_published_has_slug",
        violation_error_message=_("A published article must have an address."),
    ),
    models.CheckConstraint(
        condition=~Q(status=Status.PUBLISHED) | Q(section__isnull=False),
        name="article_published_has_section",
        violation_error_message=_("A published article must have a section."),
    ),
    models.CheckConstraint(
        condition=Q(withdraw_at=None) | Q(published_at=None) | Q(withdraw_at__gt=F("published_at")),
        name="article_withdrawn_after_published",
        violation_error_message=_("The withdrawal time must be later than the publication time."),
    ),
    models.CheckConstraint(
        condition=~Q(status=Status.PUBLISHED)
        | Q(embargo_until=None)
        | Q(published_at__gte=F("embargo_until")),
        name="article_published_after_embargo",
        violation_error_message=UNDER_EMBARGO,
    ),
]
