"""What all commands have in common: a mistake of the operator is one line and an exit code."""

import argparse
import os
import sys
from collections.abc import Callable

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

_INTERRUPTED = 130  # what a shell gives for Ctrl+C
_LINE_EVERY = 10_000
_PIPE_CLOSED = 141  # and for a reader that has had enough, as ``head``


class NewsroomCommand(BaseCommand):
    """A command that says in one line what kept it from its work."""

    def execute(self, *args, **options):
        try:
            output = super().execute(*args, **options)
            self.stdout.flush()
        except BrokenPipeError:
            # Python flushes once more at its end, and would name the fault there.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(_PIPE_CLOSED)
        except KeyboardInterrupt:
            sys.exit(_INTERRUPTED)
        except UnicodeEncodeError as error:
            said = _("the terminal’s %s cannot show the text: set PYTHONIOENCODING=utf-8")
            raise CommandError(said % error.encoding) from error
        except DatabaseError as error:
            raise CommandError(_reason(error)) from error
        except OSError as error:
            raise CommandError(": ".join(filter(None, [_name(error), _words(error)]))) from error
        return output

    def progress(self, done, total):
        """One line that moves on a terminal; in a log, a line every ten thousand."""
        line = f"{done} / {total} ({done * 100 // total} %)"
        if self.stdout.isatty():
            self.stdout.write(f"\r{line}", ending="\n" if done == total else "")
            self.stdout.flush()
        elif done % _LINE_EVERY == 0:
            self.stdout.write(line)


def _name(error: OSError) -> str:
    return os.fsencode(error.filename or "").decode("utf-8", "backslashreplace")


def _words(error: OSError) -> str:
    return error.strerror or str(error)


def _reason(error: DatabaseError) -> str:
    """Whether the tables are not there, or else what the database says, in its first line."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        missing = []
    if missing:
        return _("the database is not ready: run “manage.py migrate” first")
    return _("database: %s") % str(error).partition("\n")[0]


def whole(least: int, most: int) -> Callable[[str], int]:
    """For ``add_argument(type=…)``: a whole number from ``least`` to ``most``."""

    def read(text: str) -> int:
        digits = text.removeprefix("-")
        is_number = digits.isascii() and digits.isdecimal() and len(digits) <= len(str(most))
        if not is_number or not least <= int(text) <= most:
            said = _("a whole number from %(least)s to %(most)s is needed")
            raise argparse.ArgumentTypeError(said % {"least": least, "most": most})
        return int(text)

    return read
