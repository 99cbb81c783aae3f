"""Delete what has expired, once: what the worker does every night."""

from django.utils import timezone
from django.utils.translation import gettext as _

from ... import pruning
from ...models.audit import audit_origin
from ..base import NewsroomCommand


class Command(NewsroomCommand):
    help = _(
        "Deletes what has expired: sessions, texts that were discarded, links for outside, "
        "failures to sign in; and old saves, if the site’s form says so. Nothing that is on record."
    )

    def handle(self, **options):
        with audit_origin("prune"):
            for name, count in pruning.prune(at=timezone.now()).items():
                self.stdout.write(f"{name} {count}")
