"""Go through the record of acts and name the first row that was touched."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...models.audit import first_broken


class Command(BaseCommand):
    help = _("Әрекеттер журналын тексереді: өзгертілген алғашқы жолды атайды.")

    def handle(self, **options):
        broken, count, seal = first_broken()
        if broken:
            raise CommandError(
                _("Журналдың №%(number)s жолы өзгертілген не одан бұрынғысы өшірілген: %(act)s")
                % {"number": broken.pk, "act": broken}
            )
        self.stdout.write(_("Журнал бүтін: %(count)s жол, соңғы мөрі %(seal)s.") % locals())
