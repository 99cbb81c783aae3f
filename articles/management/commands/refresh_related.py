"""Works out anew what every article is about, and what stands beside it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import related
from articles.models import Article
from articles.models.workflow.transitions import Status

from ..base import NewsroomCommand

_BATCH = 200


class Command(NewsroomCommand):
    help = _("Finds related articles anew for every published article; for after an upgrade.")

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help=_("only say how many articles there are")
        )

    def handle(self, *args, dry_run, **options):
        published = Article.objects.filter(status=Status.PUBLISHED).order_by("pk")
        if not dry_run:
            self._each_batch(published, related.write)
            self._each_batch(published.only(*related.NEEDED), _refresh)
        self.stdout.write(f"{published.count()} articles")

    def _each_batch(self, articles, do):
        last = 0
        while batch := list(articles.filter(pk__gt=last)[:_BATCH]):
            with transaction.atomic():
                do(batch)
            last = batch[-1].pk


def _refresh(articles):
    now = timezone.now()
    for article in articles:
        related.refresh(article, at=now)
