"""Take photos in from files."""

import signal
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...exchange import source
from ...exchange.record import BadInput
from ...imaging import BadPicture
from ...media import intake, refusals
from ...models import Photo
from ...models.audit import audit_origin
from ...models.fields.pictures import digest_of
from ...tasks import enqueue
from ...tasks.renditions import make_renditions
from ..base import NewsroomCommand

_SHARED = ("credit", "creator", "copyright", "licence_url", "caption", "alt")
_LEFT_BY_SYSTEMS = {"thumbs.db", "desktop.ini"}  # beside names that begin with a dot


class Command(NewsroomCommand):
    help = _("Takes photos in from files. Run again, it leaves alone what is in the library.")

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, help=_("files or folders"))
        for name in _SHARED:
            label = Photo._meta.get_field(name).verbose_name
            said = _("for photos whose files do not say it: %s") % label
            parser.add_argument(f"--{name.replace('_', '-')}", default="", help=said)
        parser.add_argument(
            "--dry-run", action="store_true", help=_("write nothing, only say what would happen")
        )

    def handle(self, *, paths, dry_run, verbosity, **options):
        shared = {name: _checked(name, options[name]) for name in _SHARED}
        counts = Counter()
        with audit_origin("import_photos"), _stopping() as is_stopped:
            for number, found in enumerate(_files(paths), 1):
                counts[self.take(found, shared, dry_run, verbosity)] += 1
                self.show(number)
                if is_stopped():
                    break
        if not counts:
            self.stderr.write(_("No files to bring in."))
        self.conclude(counts, dry_run=dry_run)
        if is_stopped():
            raise KeyboardInterrupt
        if counts["skipped"] or not counts:
            raise SystemExit(1)

    def take(self, found, shared, dry_run, verbosity):
        """What became of one file; one that is broken is named, and stops nobody."""
        path, fault = found if isinstance(found, tuple) else (found, None)
        name = source.shown(path)
        try:
            if fault:
                raise fault
            taken = _taken(path, shared, dry_run)
        except BadInput as error:
            self.stderr.write(f"{name}:1: {error}")  # as `import_articles`: before the first line
            return "skipped"
        if taken.outcome == "unchanged" and not dry_run:
            _go_on_with(taken.photo)
        if verbosity > 1:
            self.stdout.write(f"{name}: {taken.outcome} #{taken.photo.pk or ''}")
        return taken.outcome

    def show(self, number):
        if number % 10 == 0 and self.stdout.isatty():
            self.stdout.write(f"{number}…\r", ending="")

    def conclude(self, counts, *, dry_run):
        if failures := counts["skipped"]:
            self.stderr.write(ngettext("%d error.", "%d errors.", failures) % failures)
        if counts["drafts"]:
            said = _("Drafts lack a credit or an alternative text, or are to be confirmed: %s")
            self.stdout.write(said % "/admin/articles/photo/edit/")
        if dry_run:
            self.stdout.write(_("This was only a check, nothing was written."))
        self.stdout.write(", ".join(f"{outcome} {counts[outcome]}" for outcome in intake.OUTCOMES))


def _files(paths):
    """The files of folders, but not what systems leave there for themselves."""
    meant = set(paths)
    for found in source.files(paths, ""):
        path = found[0] if isinstance(found, tuple) else found
        is_of_system = path.name.startswith(".") or path.name.lower() in _LEFT_BY_SYSTEMS
        if path in meant or not is_of_system:
            yield found


def _taken(path, shared, dry_run):
    """Raises ``BadInput`` with what is wrong with the file."""
    with source.opened(path) as opened:
        file = File(opened, name=path.name)
        if said := refusals.refusal_of_size(file.size):
            raise BadInput(1, said)
        try:
            return intake.take(file, _digest(file), shared, at=timezone.now(), dry_run=dry_run)
        except BadPicture as bad:
            raise BadInput(1, refusals.refusal(bad)) from bad


def _digest(file):
    """Of the bytes, all of which are read for it; raises ``BadInput`` where they cannot be."""
    try:
        return digest_of(file)
    except OSError as error:
        raise source.unreadable(error) from error


def _go_on_with(photo):
    """Make the sizes that a run before this one was kept from making."""
    if photo.file and not photo.is_draft and not photo.is_rendered:
        enqueue(make_renditions, photo.pk)


def _checked(name, words):
    """What an option says, as the photo's field takes it."""
    try:
        return Photo._meta.get_field(name).clean(words, None) if words else ""
    except ValidationError as error:
        raise CommandError(f"--{name.replace('_', '-')}: {' '.join(error.messages)}") from error


@contextmanager
def _stopping():
    """Ctrl+C ends the command behind the present photo; typed twice, in the middle of it."""
    asked = []

    def ask(number, frame):
        asked.append(number)
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: bool(asked)
    finally:
        signal.signal(signal.SIGINT, before)
