"""A backup of the newsroom: its database and its files."""

from pathlib import Path

from django.core.files.storage import default_storage
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from ...backup.errors import BackupError
from ...backup.folder import Folder
from ...backup.making import back_up
from ...faults import fault_of_version
from ..base import NewsroomCommand, whole


class Command(NewsroomCommand):
    help = _("Makes a backup of the database and the files in a folder of backups.")
    requires_migrations_checks = False  # one wants a backup before one migrates

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR", help=_("The folder of backups."))
        parser.add_argument(
            "--keep",
            type=whole(1, 10_000),
            metavar="N",
            help=_("Removes older backups once this one is whole, but for the last N."),
        )

    def handle(self, *, folder, keep, **options):
        if fault := fault_of_version():
            raise CommandError(fault)
        try:
            made = back_up(Folder(folder), default_storage, keep=keep, progress=self.progress)
        except BackupError as error:
            raise CommandError(str(error)) from error
        for name in made.manifest.missing:
            self.stderr.write(_("%s is named in the database and is not there") % name)
        rows = sum(table.rows for table in made.manifest.tables.values())
        said = _("%(backup)s: %(rows)s rows, %(files)s files (%(read)s of them new or changed).")
        values = {"backup": made.path, "rows": rows, "read": made.read}
        values["files"] = len(made.manifest.files)
        self.stdout.write(self.style.SUCCESS(said % values))
