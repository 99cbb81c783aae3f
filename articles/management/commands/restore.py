"""A newsroom made of a backup, in an empty place."""

from pathlib import Path

from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from ...backup.errors import BackupError
from ...backup.folder import Folder
from ...backup.restoring import restore
from ...content_check.findings import findings
from ..base import NewsroomCommand


class Command(NewsroomCommand):
    help = _("Restores a backup into an empty database and an empty folder of files.")
    requires_migrations_checks = False  # it makes the tables itself

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR", help=_("The folder of backups."))
        parser.add_argument(
            "backup",
            nargs="?",
            default="",
            metavar="BACKUP",
            help=_("The name of a backup; the newest if not given."),
        )

    def handle(self, *, folder, backup, **options):
        try:
            self.restore(Folder(folder), backup)
        except BackupError as error:
            raise CommandError(str(error)) from error

    def restore(self, folder, backup):
        self.restore_into(default_storage, folder, backup)

    def restore_into(self, storage, folder, backup):
        path = folder.find(backup)
        found = restore(
            path, folder.store, storage, progress=self.progress, report=self.stderr.write
        )
        rows = sum(table.rows for table in found.tables.values())
        said = _("%(backup)s is restored: %(rows)s rows, %(files)s files, all as in the backup.")
        values = {"backup": path.name, "rows": rows, "files": len(found.files)}
        self.stdout.write(said % values)
        for finding in findings(storage, timezone.now()):
            self.stderr.write(f"{finding.address}: {finding.text}")
        call_command("verify_audit", expect_seal=found.seal or None, stdout=self.stdout)
