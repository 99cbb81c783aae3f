"""The demo newsroom, or as many made-up articles as a load test wants."""

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from ...demo import load, newsroom
from ...models import Article
from ..base import NewsroomCommand, whole

_LINE_EVERY = 10_000


class Command(NewsroomCommand):
    help = _("Көрсетілім редакциясын жүктейді: мақалалар, авторлар, тегтер, суреттер.")

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help=_("Дерекқорда бірде-бір мақала болса, ештеңе істемейді."),
        )
        parser.add_argument(
            "--articles",
            type=whole(1, 10_000_000),
            metavar="N",
            help=_("Жүктеме сынағына: дерекқорда N мақала болғанша құрастырылған мәтін қосады."),
        )

        parser.add_argument(
            "--force",
            action="store_true",
            help=_("Редакцияның өз мақалалары бар дерекқорға да қосады."),
        )

    def handle(self, *, if_empty, articles, force, **options):
        if if_empty and Article.objects.exists():
            self.stdout.write(_("Дерекқорда мақала бар, ештеңе қосылған жоқ."))
            return
        if not force and (real := load.real_articles()):
            said = _(
                "Дерекқорда редакцияның өз мақалалары бар (%(count)s), солардың бірі – «%(one)s»: "
                "ойдан шығарылған мақалалар қосылған жоқ. Сонда да қосу үшін: --force"
            )
            raise CommandError(said % {"count": len(real), "one": min(real)})
        if articles is None:
            self.load()
        else:
            self.fill(articles)

    def load(self):
        made = newsroom.load(now=timezone.now(), progress=self.progress)
        if not made.total():
            self.stdout.write(_("Көрсетілім редакциясы бұрыннан бар, ештеңе өзгерген жоқ."))
            return
        said = _(
            "Көрсетілім редакциясы жүктелді: мақала – %(article)s, фото – %(photo)s, тег – %(tag)s."
        )
        counts = {name: made[name] for name in ("article", "photo", "tag")}
        self.stdout.write(self.style.SUCCESS(said % counts))

    def fill(self, total):
        added = load.fill(total, now=timezone.now(), progress=self.progress)
        if not added:
            self.stdout.write(_("Дерекқорда мақала жеткілікті, ештеңе қосылған жоқ."))
            return
        said = _("Қосылған мақала: %(added)s, барлығы: %(total)s.")
        self.stdout.write(self.style.SUCCESS(said % {"added": added, "total": total}))

    def progress(self, done, total):
        """One line that moves on a terminal; in a log, a line every ten thousand."""
        line = f"{done} / {total} ({done * 100 // total} %)"
        if self.stdout.isatty():
            self.stdout.write(f"\r{line}", ending="\n" if done == total else "")
            self.stdout.flush()
        elif done % _LINE_EVERY == 0:
            self.stdout.write(line)
