"""What all commands have in common: a mistake of the operator is one line and an exit code."""

import argparse
from collections.abc import Callable
from contextlib import nullcontext

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from ..faults import fault_of_database, fault_of_machine, fault_of_migrations
from ..tasks import immediately

_LINE_EVERY = 10_000


class NewsroomCommand(BaseCommand):
    """A command that says in one line what kept it from its work.

    When it ends, what it did is complete: it does itself what a request would leave to a worker.
    It begins only where the tables are those of the code, unless ``requires_migrations_checks``
    is off. What concerns every command, of Django's too, is in ``newsroom/command_line.py``.
    """

    does_tasks_itself = True
    requires_system_checks: list[str] = []  # the command line looks at the environment
    requires_migrations_checks = True

    def execute(self, *args, **options):
        try:
            with immediately() if self.does_tasks_itself else nullcontext():
                return super().execute(*args, **options)
        except DatabaseError as error:
            raise CommandError(fault_of_database(error)) from error
        except BrokenPipeError:  # a reader that has had enough
            raise
        except OSError as error:
            raise CommandError(fault_of_machine(error)) from error

    def check_migrations(self):
        if fault := fault_of_migrations():
            raise CommandError(fault)

    def progress(self, done, total):
        """One line that moves on a terminal; in a log, a line every ten thousand."""
        line = f"{done} / {total} ({done * 100 // total} %)"
        if self.stdout.isatty():
            self.stdout.write(f"\r{line}", ending="\n" if done == total else "")
            self.stdout.flush()
        elif done % _LINE_EVERY == 0:
            self.stdout.write(line)


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
