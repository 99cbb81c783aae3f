"""Go through the record of acts and name the first row that was touched."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from ...models import AuditEntry
from ...models.audit import first_broken
from ..base import NewsroomCommand


class Command(NewsroomCommand):
    help = _("Әрекеттер журналын тексереді: өзгертілген алғашқы жолды атайды.")

    def add_arguments(self, parser):
        parser.add_argument(
            "--expect-seal",
            metavar=_("МӨР"),
            help=_("Бұрын жазып алынған мөр журналда тұруы керек: соңы кесілсе, білінеді."),
        )

    def handle(self, *, expect_seal=None, **options):
        broken, count, seal = first_broken()
        if broken:
            raise CommandError(
                _("Журналдың №%(number)s жолы өзгертілген не одан бұрынғысы өшірілген: %(act)s")
                % {"number": broken.pk, "act": broken}
            )
        if expect_seal is not None and not AuditEntry.objects.filter(seal=expect_seal).exists():
            raise CommandError(
                _("Журналда %(seal)s мөрлі жол жоқ: соңғы жолдары өшірілген.")
                % {"seal": expect_seal}
            )
        self.stdout.write(_("Журнал бүтін: %(count)s жол, соңғы мөрі %(seal)s.") % locals())
