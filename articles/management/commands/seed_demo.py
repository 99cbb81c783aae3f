"""The demo newsroom, or as many made-up articles as a load test wants."""

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from ...demo import load, newsroom
from ...models import Article
from ..base import NewsroomCommand, whole


class Command(NewsroomCommand):
    help = _("Loads the demo newsroom: articles, authors, tags, pictures.")

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help=_("Does nothing if the database has even one article."),
        )
        parser.add_argument(
            "--articles",
            type=whole(1, 10_000_000),
            metavar="N",
            help=_("For load tests: adds composed texts until the database has N articles."),
        )

        parser.add_argument(
            "--force",
            action="store_true",
            help=_("Adds to a database that has the newsroom’s own articles, too."),
        )

    def handle(self, *, if_empty, articles, force, **options):
        if if_empty and Article.objects.exists():
            self.stdout.write(_("The database has articles, nothing was added."))
            return
        if not force and (real := load.real_articles()):
            said = _(
                "The database has the newsroom’s own articles (%(count)s), one of them “%(one)s”: "
                "no made-up articles were added. To add them all the same: --force"
            )
            raise CommandError(said % {"count": len(real), "one": min(real)})
        if articles is None:
            self.load()
        else:
            self.fill(articles)

    def load(self):
        made = newsroom.load(now=timezone.now(), progress=self.progress)
        if not made.total():
            self.stdout.write(_("The demo newsroom is already there, nothing changed."))
            return
        said = _(
            "The demo newsroom is loaded: articles – %(article)s, photos – %(photo)s, tags – "
            "%(tag)s."
        )
        counts = {name: made[name] for name in ("article", "photo", "tag")}
        self.stdout.write(self.style.SUCCESS(said % counts))

    def fill(self, total):
        added = load.fill(total, now=timezone.now(), progress=self.progress)
        if not added:
            self.stdout.write(_("The database has enough articles, nothing was added."))
            return
        said = _("Articles added: %(added)s, in all: %(total)s.")
        self.stdout.write(self.style.SUCCESS(said % {"added": added, "total": total}))
