"""Files of before in the folders in which files lie today."""

from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from ...media.moving import move
from ..base import NewsroomCommand


class Command(NewsroomCommand):
    help = _("Moves uploaded files of before into folders by hash; their addresses stay good.")

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help=_("only count, do not write"))

    def handle(self, *, dry_run, **options):
        if not isinstance(default_storage, FileSystemStorage):
            raise CommandError(_("in a bucket there are no folders: nothing is to be moved"))
        counts = move(default_storage, dry_run=dry_run, progress=self.progress)
        self.stdout.write(", ".join(f"{outcome} {count}" for outcome, count in counts.items()))
        if skipped := counts["skipped"]:
            said = _("%s skipped: “check_content” names missing files; else run this again.")
            self.stderr.write(said % skipped)
            raise SystemExit(1)
