"""Do what the desk has put off: letters, renditions, the index, merges."""

import os
import signal
from contextlib import suppress

from django.db import DatabaseError
from django.utils.translation import gettext as _

from ...tasks.schedule import SCHEDULE
from ...tasks.worker import WorkerProcess
from ..base import NewsroomCommand, whole


class Command(NewsroomCommand):
    help = _(
        "Does the background tasks of the newsroom until it is stopped (Ctrl+C): letters, search, "
        "sidebars, merges. Several may run side by side."
    )
    does_tasks_itself = False
    requires_migrations_checks = False  # it asks for itself

    def add_arguments(self, parser):
        parser.add_argument(
            "--stop-with",
            type=whole(1, 2**31 - 1),
            metavar="PID",
            help=_("Also ends when the process that started it, which has this number, has ended."),
        )

    def handle(self, *, stop_with, **options):
        with suppress(DatabaseError):  # which is away: it is waited for
            self.check_migrations()
        worker = WorkerProcess(SCHEDULE, self._say, lambda: stop_with not in (None, os.getppid()))
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, worker.stop)
        self._say(_("The worker waits for tasks. Ctrl+C ends it."))
        worker.run()
        self._say(_("The worker has ended."))

    def _say(self, line):
        self.stdout.write(line)
        self.stdout.flush()
