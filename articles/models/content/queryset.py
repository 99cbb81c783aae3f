"""The words in which lists of articles are asked for."""

import json
from datetime import UTC, datetime, time, timedelta

from django.db import models, transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from ...signals import articles_updated
from ..media.rights import with_shown
from ..people.authors import Author
from ..taxonomy.sections import Section
from ..taxonomy.tags import Tag
from ..workflow.assignments import OWED
from ..workflow.transitions import Status
from .bylines import Byline
from .tagging import ArticleTag

# What stands elsewhere too: in the lists of tags and authors, in the search index.
_COPIED = frozenset(
    "headline lede body agency language status published_at section section_id kind kind_id".split()
)
_END = datetime(9999, 1, 1, tzinfo=UTC)


class ArticleQuerySet(models.QuerySet):
    """The words in which every list of articles is asked for."""

    def live(self, at: datetime | None = None):
        """What readers may see at ``at`` (now, if not given). Every public door uses this word.

        The bound on ``published_at`` stands inside the choice, not beside it: SQLite reads an index
        by one upper bound only, and would take this one instead of that of a day or of a page.
        """
        at = at or timezone.now()
        return self.filter(
            Q(withdraw_at=None, published_at__lte=at) | Q(withdraw_at__gt=at, published_at__lte=at),
            status=Status.PUBLISHED,
        )

    def next_publication(self, at: datetime):
        """The first instant after ``at`` at which one becomes live, as a row of one value.

        That of an index of the desk is ``published_at``: what is published has one.
        """
        coming = self.filter(status=Status.PUBLISHED).annotate(
            shown=Coalesce("published_at", "created_at")
        )
        return coming.filter(shown__gt=at).order_by("shown").values("shown")[:1]

    def next_withdrawal(self, at: datetime):
        """The first instant after ``at`` at which one ceases to be live, as a row of one value."""
        going = self.filter(status=Status.PUBLISHED, withdraw_at__gt=at)
        return going.order_by("withdraw_at").values("withdraw_at")[:1]

    def update(self, **fields):
        """As Django's; copies of what is changed follow: the lists' at once, the index's after."""
        if not fields.keys() & _COPIED:
            return super().update(**fields)
        with transaction.atomic(savepoint=False):
            keys = list(self.order_by().values_list("pk", flat=True))
            changed = super().update(**fields)
            if "published_at" in fields:
                self._copy_instants(keys)
            articles_updated.send(self.model, keys=keys)
        return changed

    def _copy_instants(self, keys):
        for model in (ArticleTag, Byline):
            article = model.ARTICLE
            rows = model.objects.filter(**{f"{article}__pk__among": json.dumps(keys)})
            own = self.model._base_manager.filter(pk=OuterRef(article))
            rows.update(published_at=Subquery(own.values("published_at")[:1]))

    def delete(self):
        """Take out what readers have never seen; see :meth:`Article.check_can_delete`."""
        if seen := self.exclude(slug="").first():
            seen.check_can_delete()
        return super().delete()

    def retracted(self):
        """What was live, was taken back, and says why at its address."""
        return self.filter(status=Status.WITHDRAWN, retracted_at__isnull=False)

    def developing(self):
        """Those that may be without a text for now; few, by an index of their own."""
        return self.filter(developing_since__isnull=False)

    def scheduled(self, start: datetime, end: datetime):
        """Published with a time from ``start`` on and before ``end``; by an index of the desk."""
        shown = self.filter(status=Status.PUBLISHED).alias(
            shown=Coalesce("published_at", "created_at")
        )
        return shown.filter(shown__gte=start, shown__lt=end)

    def owed(self):
        """Those that are to be ready at some time and are not yet."""
        return self.filter(due_at__isnull=False, status__in=OWED)

    def pending(self):
        """Those of which editors have saved more than is published; few, by an index of their own.

        Revisions are only ever added, so that the later one has the higher key.
        """
        return self.filter(latest_revision__gt=F("live_revision"))

    def written_by(self, user):
        """Those that ``user`` has begun or signs."""
        return self.filter(Q(created_by=user) | Q(bylines__author__user=user)).distinct()

    def in_language(self, language: str):
        return self.filter(language=language)

    def in_section(self, section: Section):
        return self.filter(section=section)

    def on_day(self, day):
        """Published on ``day``, a date, by the clocks of the newsroom."""
        start = timezone.make_aware(datetime.combine(day, time.min))
        return self.filter(published_at__gte=start, published_at__lt=start + timedelta(days=1))

    def newest(self, before: tuple[datetime, int] | None = None):
        """Newest first; with ``before``, only what comes after that (instant, key) in the list."""
        return _older(self, before, "published_at", "pk")

    def tagged(self, tag: Tag, before: tuple[datetime, int] | None = None):
        """Newest articles of a tag, read from the index of the tag."""
        columns = "taggings__published_at", "taggings__content_object_id"
        return _older(self, before, *columns, taggings__tag=tag)

    def by_author(self, author: Author, before: tuple[datetime, int] | None = None):
        """Newest articles with ``author`` in the byline, read from the index of the author."""
        columns = "bylines__published_at", "bylines__article_id"
        return _older(self, before, *columns, bylines__author=author)

    def with_lead_photo(self, at: datetime):
        """With the lead photo, and whether readers may be shown it at ``at``."""
        return with_shown(self.select_related("photo"), at, "photo")

    def for_cards(self, at: datetime, *also: str):
        """With what a card in a list shows at ``at``, and the fields ``also``; without the body."""
        rows = self.with_lead_photo(at)
        return rows.select_related("section").only(
            "headline",
            "lede",
            "slug",
            "language",
            "published_at",
            "updated_at",
            "developing_since",
            "kind_id",
            "section__slug",
            "section__name",
            "section__name_ru",
            "section__name_en",
            "photo__file",
            "photo__alt",
            "photo__width",
            "photo__height",
            "photo__renditions",
            *also,
        )

    def for_page(self):
        """With all that the page of one article shows, byline and tags in their order."""
        return self.select_related("section", "kind", "photo").prefetch_related(
            models.Prefetch("bylines", Byline.objects.select_related("author", "author__portrait")),
            models.Prefetch("taggings", ArticleTag.objects.select_related("tag")),
        )


def _older(queryset, before, instant, key, **chosen):
    """What is ``chosen``, newest first by two columns, from behind the position ``before`` on.

    The bound on ``instant`` alone lets the database start in the middle of the index. There always
    is one: without it SQLite would rather read all articles than the index of a tag. And all goes
    into one ``filter()``, to speak of one and the same tagging.
    """
    at, pk = before or (_END, 0)
    behind = [Q(**{f"{instant}__lt": at}) | Q(**{f"{key}__lt": pk})] if before else []
    queryset = queryset.filter(*behind, **{f"{instant}__lte": at}, **chosen)
    return queryset.order_by(f"-{instant}", f"-{key}")
