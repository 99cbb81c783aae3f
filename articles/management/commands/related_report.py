"""How often editors took what was suggested as related."""

from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Suggestion

from ..base import NewsroomCommand, whole


class Command(NewsroomCommand):
    help = _("Says how many of the suggested related articles editors accepted and dismissed.")

    def add_arguments(self, parser):
        parser.add_argument(
            "--days", type=whole(1, 36_500), default=30, help=_("of the last days (30)")
        )

    def handle(self, *args, days, **options):
        since = timezone.now() - timedelta(days=days)
        rated = Suggestion.objects.filter(at__gte=since).aggregate(
            all=Count("pk"), accepted=Count("pk", filter=Q(accepted=True))
        )
        share = 100 * rated["accepted"] / rated["all"] if rated["all"] else 0
        dismissed = rated["all"] - rated["accepted"]
        self.stdout.write(
            f"{days} days: accepted {rated['accepted']}, dismissed {dismissed}, {share:.0f} %"
        )
