"""The demo newsroom, and a load test's worth of articles."""

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...demo import newsroom
from ...models import Article


class Command(BaseCommand):
    help = gettext_lazy("Көрсетілім редакциясын жүктейді: мақалалар, авторлар, тегтер, суреттер.")

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help=gettext_lazy("Дерекқорда бірде-бір мақала болса, ештеңе істемейді."),
        )

    def handle(self, *, if_empty, **options):
        if if_empty and Article.objects.exists():
            self.stdout.write(_("Дерекқорда мақала бар, ештеңе қосылған жоқ."))
            return
        made = newsroom.load(now=timezone.now())
        if not made.total():
            self.stdout.write(_("Көрсетілім редакциясы бұрыннан бар, ештеңе өзгерген жоқ."))
            return
        said = _(
            "Көрсетілім редакциясы жүктелді: мақала – %(article)s, фото – %(photo)s, тег – %(tag)s."
        )
        self.stdout.write(
            self.style.SUCCESS(
                said % {"article": made["article"], "photo": made["photo"], "tag": made["tag"]}
            )
        )
