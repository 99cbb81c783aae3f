"""Enter every article into the search index anew."""

from django.utils.translation import gettext as _

from ...models import Article
from ...search import index
from ..base import NewsroomCommand


class Command(NewsroomCommand):
    help = _(
        "Builds the search index anew: needed when the text analyser was updated or the index is "
        "damaged."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--missing",
            action="store_true",
            help=_("Puts in only articles that are not in the index."),
        )
        parser.add_argument(
            "--dry-run", action="store_true", help=_("Only counts, writes nothing.")
        )

    def handle(self, *, missing, dry_run, **options):
        articles = index.missing() if missing else Article.objects.all()
        total, done = articles.count(), 0
        if dry_run:
            self.stdout.write(_("Articles to be indexed: %(total)s.") % {"total": total})
            return
        for count in index.write_all(articles, afresh=not missing):
            done += count
            if self.stdout.isatty():
                self.stdout.write(f"\r{done} / {total}", ending="")
                self.stdout.flush()
        if self.stdout.isatty():
            self.stdout.write()
        self.stdout.write(_("Articles indexed: %(total)s.") % {"total": done})
