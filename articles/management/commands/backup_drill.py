"""A restore into a scratch place, to know that the backup is good; nothing of it stays."""

from django.utils.translation import gettext as _

from ...backup.drill import scratch_place
from .restore import Command as Restore


class Command(Restore):
    help = _("Restores a backup into a scratch place, compares it with its manifest, removes it.")

    def restore(self, folder, backup):
        with folder.alone(), scratch_place() as storage:
            self.restore_into(storage, folder, backup)
