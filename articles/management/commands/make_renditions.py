"""Cut the renditions of photos that lack them, or of all."""

import sys
from itertools import chain

from django.core.exceptions import SuspiciousFileOperation
from django.utils.translation import gettext as _

from ...db.batches import parts
from ...faults import reason_of_machine
from ...imaging import BadPicture
from ...media import renditions
from ...models import Photo
from ..base import NewsroomCommand


class Command(NewsroomCommand):
    help = _("Makes the missing sizes of photos.")

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help=_("make existing sizes again too"))
        parser.add_argument("--dry-run", action="store_true", help=_("only count, do not write"))

    def handle(self, *, all, dry_run, **options):
        made = unchanged = failed = 0
        photos = Photo.objects.exclude(file="").order_by("-pk")
        for photo in chain.from_iterable(parts(photos, 200)):
            is_made = photo.is_rendered and not all
            try:
                if not dry_run:
                    _make(photo, is_made)
                made, unchanged = made + (not is_made), unchanged + is_made
            except (OSError, BadPicture, SuspiciousFileOperation, ValueError) as error:
                failed += 1
                message = _("the file of photo #%(pk)s (%(file)s) could not be read: %(error)s")
                values = {"pk": photo.pk, "file": photo.file.name, "error": _reason(error)}
                self.stderr.write(message % values)
        self.stdout.write(f"made {made}, unchanged {unchanged}, failed {failed}")
        if failed:
            sys.exit(1)


def _reason(error):
    return reason_of_machine(error) if isinstance(error, OSError) else error


def _make(photo, is_made):
    if not is_made:
        renditions.make(photo)
    if photo.dhash_1 is None:  # of before such a thing was noted
        renditions.note_look(photo)
