"""Announce what has become visible since the last run."""

from django.utils import timezone
from django.utils.translation import gettext as _

from ...models import Announcement
from ...models.audit import audit_origin
from ..base import NewsroomCommand


class Command(NewsroomCommand):
    help = _(
        "Announces the articles whose time has come, each once. Readers see an article in time "
        "even without it."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help=_("Only names them, announces nothing.")
        )

    def handle(self, *, dry_run, verbosity, **options):
        now, count = timezone.now(), 0
        due = Announcement.objects.due(now).select_related("article")
        with audit_origin("publish_due"):
            for announcement in list(due):
                if dry_run or announcement.send(at=now):
                    count += 1
                    if dry_run or verbosity > 1:
                        self.stdout.write(f"{announcement.article_id} {announcement.article}")
        self.stdout.write(f"due {count}" if dry_run else f"announced {count}")
