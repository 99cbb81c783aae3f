"""Write articles out."""

from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from ...exchange import exporting
from ...exchange.formats import FORMATS
from ...exchange.record import BadInput
from ...models import Article
from ..base import NewsroomCommand


@contextmanager
def whole_file(path):
    """A file to write: it takes its place when it is whole. A device is written to as it is."""
    path = path.resolve()
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        return
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


class Command(NewsroomCommand):
    help = _("Writes an article out as text.")

    def add_arguments(self, parser):
        parser.add_argument(
            "articles",
            nargs="*",
            help=_(
                "number or address of the article; for jsonl, if not given, all that is published"
            ),
        )
        parser.add_argument(
            "--format", choices=FORMATS, default="page", help=_("format of the file")
        )
        parser.add_argument("--output", type=Path, help=_("file; if not given, to the terminal"))

    def handle(self, *, articles, output, **options):
        if options["format"] == "page" and len(articles) != 1:
            raise CommandError(_("The format page is for one article: give its number."))
        write = FORMATS[options["format"]].write
        # What was asked for by name is all there before anything is written.
        records = [self.record(one) for one in articles] if articles else exporting.published()
        if output is None:
            if hasattr(self.stdout, "reconfigure"):  # it is UTF-8, whatever the terminal
                self.stdout.reconfigure(encoding="utf-8")
            for text in map(write, records):
                self.stdout.write(text, ending="")
        else:
            with whole_file(output) as file:
                file.writelines(map(write, records))

    def record(self, reference):
        try:
            return exporting.record_of(exporting.find(reference))
        except Article.DoesNotExist as error:
            raise CommandError(_("There is no article “%s”.") % reference) from error
        except BadInput as error:
            raise CommandError(str(error)) from error
