"""Enter every article and every photo into the search index anew."""

from django.utils.translation import gettext as _

from ...models import Article, Photo
from ...search import index, photos
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
            help=_("Puts in only articles and photos that are not in the index."),
        )
        parser.add_argument(
            "--dry-run", action="store_true", help=_("Only counts, writes nothing.")
        )

    def handle(self, *, missing, dry_run, **options):
        articles = index.missing() if missing else Article.objects.all()
        pictures = photos.missing() if missing else Photo.objects.all()
        if dry_run:
            self.stdout.write(_("Articles to be indexed: %(total)s.") % {"total": articles.count()})
            self.stdout.write(_("Photos to be indexed: %(total)s.") % {"total": pictures.count()})
            return
        done = self._enter(index.write_all, articles, not missing)
        self.stdout.write(_("Articles indexed: %(total)s.") % {"total": done})
        done = self._enter(photos.write_all, pictures, not missing)
        self.stdout.write(_("Photos indexed: %(total)s.") % {"total": done})

    def _enter(self, write_all, rows, afresh):
        """Enter all ``rows``; gives how many they were."""
        total, done = rows.count() if self.stdout.isatty() else 0, 0
        for count in write_all(rows, afresh=afresh):
            done += count
            if self.stdout.isatty():
                self.stdout.write(f"\r{done} / {total}", ending="")
                self.stdout.flush()
        if self.stdout.isatty():
            self.stdout.write()
        return done
