"""What ``manage.py`` runs: Django's commands, each of whose mistakes is one line and an exit code.

``--traceback`` shows where in the code it happened.
"""

import contextlib
import os
import signal
import sys
from functools import partial
from pathlib import Path
from traceback import clear_frames

import django
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, ManagementUtility, get_commands
from django.core.management.base import SystemCheckError
from django.db import DatabaseError
from django.utils import translation
from django.utils.translation import gettext as _

from articles.faults import (
    fault_of_database,
    fault_of_machine,
    fault_of_version,
)

from .environment import refuse_serious
from .language import speak_to_operator

_WRONG_ARGUMENTS = 2
_INTERRUPTED = 130  # what a shell gives for Ctrl+C
_PIPE_CLOSED = 141  # and for a reader that has had enough, as ``head``
# They look at the environment themselves, or have no need of it.
_UNCHECKED = {"check", "help", "version", "--help", "-h", "--version"}
_MISTAKES = CommandError, DatabaseError, EOFError, ImproperlyConfigured, KeyboardInterrupt, OSError


def main(argv: list[str]) -> None:
    """Ends with ``SystemExit`` where not all went well."""
    for stream in (sys.stdout, sys.stderr):  # a terminal without such letters is no fault
        stream.reconfigure(errors="readable")
    try:
        try:
            _run(argv)
        finally:
            sys.stdout.flush()
    except _MISTAKES as error:
        if "--traceback" in argv:
            raise
        sys.exit(_conclude(error, " ".join([Path(argv[0]).name, *argv[1:2]])))


def _run(argv):
    language = speak_to_operator()
    django.setup()
    translation.activate(language)
    if not _UNCHECKED.intersection(argv):
        refuse_serious(run_checks(tags=["environment"]))
    # Django finds nothing to do in a database that is newer.
    if argv[1:2] == ["migrate"] and (fault := fault_of_version()):
        raise CommandError(fault)
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:  # see manage.py
        signal.signal(signal.SIGINT, signal.default_int_handler)
    CommandLine(argv).execute()


class CommandLine(ManagementUtility):
    """Django's, which leaves its mistakes to ``main``."""

    def fetch_command(self, subcommand):
        if subcommand not in get_commands():
            said = _("there is no such command: “manage.py help” names all")
            raise CommandError(said, returncode=_WRONG_ARGUMENTS)
        command = super().fetch_command(subcommand)
        command.create_parser = partial(_parser, command.create_parser)
        command.execute = partial(_execute, command.execute)
        return command


def _parser(create, *args, **options):
    parser = create(*args, **options)
    parser.error = _refuse_arguments
    parser.set_defaults(traceback=True)  # to Django: not in its own words
    return parser


def _execute(execute, *args, **options):
    try:
        return execute(*args, **options)
    except _MISTAKES as error:
        for one in (error, error.__cause__):  # what is half read ends while there is a connection
            clear_frames(one and one.__traceback__)
        raise


def _refuse_arguments(message):
    raise CommandError(message, returncode=_WRONG_ARGUMENTS)


def _conclude(error, command):
    """Says what went wrong, and gives the exit code."""
    _let_go_of_output()
    if isinstance(error, KeyboardInterrupt):
        return _INTERRUPTED
    if isinstance(error, BrokenPipeError):
        return _PIPE_CLOSED
    with contextlib.suppress(OSError):  # nobody listens
        print(_line(error, command), file=sys.stderr)  # noqa: T201
    return getattr(error, "returncode", 1)


def _line(error, command):
    if isinstance(error, ImproperlyConfigured | SystemCheckError):  # lines of their own
        return str(error)
    if isinstance(error, DatabaseError):
        return f"{command}: {fault_of_database(error)}"
    if isinstance(error, OSError):
        return f"{command}: {fault_of_machine(error)}"
    if isinstance(error, EOFError):
        error = _("it wants an answer, and nobody is there to give one: --no-input asks nothing")
    return f"{command}: {error}"


def _let_go_of_output():
    """Where it cannot be written to, Python would say so once more at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
