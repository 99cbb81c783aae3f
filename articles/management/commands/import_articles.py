"""Take articles in from files."""

from collections import Counter
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...exchange.formats import FORMATS
from ...exchange.importing import OUTCOMES, Result, import_files
from ...exchange.source import shown
from ..base import NewsroomCommand


class Command(NewsroomCommand):
    help = _("Brings articles in from files. Run again, it leaves alone what has not changed.")

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, help=_("files or folders"))
        parser.add_argument(
            "--format", choices=FORMATS, default="page", help=_("format of the files")
        )
        parser.add_argument(
            "--dry-run", action="store_true", help=_("write nothing, only say what would happen")
        )
        parser.add_argument(
            "--publish-related",
            action="store_true",
            help=_("publish the new drafts of the “read also” list too"),
        )

        parser.add_argument(
            "--typography",
            action="store_true",
            help=_("set quotation marks, dashes and spaces as Kazakh prints them"),
        )

    def handle(self, *, paths, dry_run, publish_related, typography, **options):
        results = import_files(
            paths,
            form := FORMATS[options["format"]],
            at=timezone.now(),
            publish_related=publish_related,
            typography=typography,
            dry_run=dry_run,
        )
        counts, failures = Counter(), 0
        for number, result in enumerate(results, 1):
            counts[result.outcome] += 1
            failures += result.error is not None
            self.report(result, options["verbosity"])
            self.progress(number)
        if not counts:
            failures += 1
            self.stderr.write(_("No files to bring in (*%s).") % form.SUFFIX)
        self.conclude(counts, failures, dry_run=dry_run)

    def report(self, result: Result, verbosity):
        name = shown(result.path)
        for note in result.notes if result.error is None else ():
            self.stdout.write(f"{name}: {note}")
        if result.error:  # a file that cannot be opened has its fault before the first line
            self.stderr.write(f"{name}:{result.error.line or 1}: {result.error}")
        elif verbosity > 1:
            self.stdout.write(f"{name}: {result.outcome}")

    def progress(self, number):
        if number % 100 == 0 and self.stdout.isatty():
            self.stdout.write(f"{number}…\r", ending="")

    def conclude(self, counts, failures, *, dry_run):
        if failures:
            message = ngettext("%d error.", "%d errors.", failures) % failures
            self.stderr.write(message)
        if dry_run:
            self.stdout.write(_("This was only a check, nothing was written."))
        self.stdout.write(", ".join(f"{outcome} {counts[outcome]}" for outcome in OUTCOMES))
        if failures:
            raise SystemExit(1)
