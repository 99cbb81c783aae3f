"""What is wrong in the newsroom's content, each with the screen on which to mend it."""

import json
import sys

from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from ...content_check.findings import findings
from ..base import NewsroomCommand


class Command(NewsroomCommand):
    help = _(
        "Finds dead links, missing and unneeded files, empty sections, broken old addresses, "
        "doubled tags, photos without a credit."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--format",
            choices=["text", "jsonl"],
            default="text",
            help=_("a line of text for each finding, or a line of JSON"),
        )

    def handle(self, *, format, **options):
        count = 0
        for finding in findings(default_storage, timezone.now()):
            line = f"{finding.address}: {finding.text}"
            if format == "jsonl":
                line = json.dumps(finding._asdict(), ensure_ascii=False)
            self.stdout.write(line)
            count += 1
        if count:
            self.stderr.write(_("Findings: %s") % count)
            sys.exit(1)
        if format == "text":
            self.stdout.write(_("Nothing was found that should be mended."))
