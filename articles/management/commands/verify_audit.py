"""Go through the record of acts and name the first row that was touched."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from ...models import AuditEntry
from ...models.audit import first_broken
from ..base import NewsroomCommand


class Command(NewsroomCommand):
    help = _("Checks the record of acts and names the first row that was touched.")

    def add_arguments(self, parser):
        parser.add_argument(
            "--expect-seal",
            metavar=_("SEAL"),
            help=_(
                "A seal noted before must be in the record: it shows whether the end was cut off."
            ),
        )

    def handle(self, *, expect_seal=None, **options):
        broken, count, seal = first_broken()
        if broken:
            raise CommandError(
                _("Row %(number)s of the record was changed, or one before it deleted: %(act)s")
                % {"number": broken.pk, "act": broken}
            )
        if expect_seal is not None and not AuditEntry.objects.filter(seal=expect_seal).exists():
            raise CommandError(
                _("No row of the record has the seal %(seal)s: its last rows were removed.")
                % {"seal": expect_seal}
            )
        self.stdout.write(_("The record is whole: %(count)s rows, last seal %(seal)s.") % locals())
