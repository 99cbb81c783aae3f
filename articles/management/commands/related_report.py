"""How often editors took what was suggested as related, and what that teaches."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Suggestion
from articles.related import learning

from ..base import NewsroomCommand, whole


class Command(NewsroomCommand):
    help = _(
        "Says how many of the suggested related articles editors accepted and dismissed, by what "
        "the articles share, and how much more or less that should say."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--days", type=whole(1, 36_500), default=30, help=_("of the last days (30)")
        )
        parser.add_argument(
            "--apply", action="store_true", help=_("let these figures move the weights")
        )

    def handle(self, *args, days, apply, **options):
        now = timezone.now()
        since = now - timedelta(days=days)
        rated = list(Suggestion.objects.filter(at__gte=since).values_list("accepted", flat=True))
        self.stdout.write(f"{days} days: {_figures(sum(rated), len(rated) - sum(rated))}")
        learned = learning.lessons(since)
        for one in learned:
            name = f"#{one.name}" if one.name else one.kind
            figures = _figures(one.accepted, one.dismissed)
            self.stdout.write(f"{name}: {figures}, weight x {one.factor:.2f}")
        if apply:
            self.stdout.write(f"{learning.store(learned, at=now)} weights moved")


def _figures(accepted, dismissed):
    share = 100 * accepted / (accepted + dismissed) if accepted + dismissed else 0
    return f"accepted {accepted}, dismissed {dismissed}, {share:.0f} %"
