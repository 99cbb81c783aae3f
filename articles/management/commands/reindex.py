"""Enter every article into the search index anew."""

from django.utils.translation import gettext as _

from ...models import Article
from ...search import index
from ..base import NewsroomCommand


class Command(NewsroomCommand):
    help = _("Іздеу индексін қайта құрады: мәтін талдағыш жаңарса не индекс бүлінсе керек.")

    def add_arguments(self, parser):
        parser.add_argument(
            "--missing",
            action="store_true",
            help=_("Индексте жоқ мақалаларды ғана енгізеді."),
        )
        parser.add_argument(
            "--dry-run", action="store_true", help=_("Тек санайды, ештеңе жазбайды.")
        )

    def handle(self, *, missing, dry_run, **options):
        articles = index.missing() if missing else Article.objects.all()
        total, done = articles.count(), 0
        if dry_run:
            self.stdout.write(_("Индекске енетін мақала: %(total)s.") % {"total": total})
            return
        for count in index.write_all(articles, afresh=not missing):
            done += count
            if self.stdout.isatty():
                self.stdout.write(f"\r{done} / {total}", ending="")
                self.stdout.flush()
        if self.stdout.isatty():
            self.stdout.write()
        self.stdout.write(_("Индекске енген мақала: %(total)s.") % {"total": done})
