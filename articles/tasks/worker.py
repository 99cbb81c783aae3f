"""The process that does tasks one after another, until it is told to end."""

import logging
import os
import socket
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from secrets import token_hex
from threading import Event, Thread

from django.db import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    close_old_connections,
    connections,
)
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models.tasks import BEAT, IDLE_BEAT, STUCK
from . import lease
from .periodic import Periodic, enqueue_due
from .runner import run_next

logger = logging.getLogger(__name__)

POLL = 0.4  # seconds between two looks into an empty queue
_STUCK = 70  # exit code: of sysexits.h, an error of the program itself
_AGAIN = 1.0  # seconds between two tries of a database that is away
_TAKE_BACK_EVERY, _PERIODIC_EVERY = 5.0, 20.0  # seconds


class WorkerProcess:
    """Looks for tasks, does them, and outlives a database that is away.

    ``say`` is for the operator, a line each; ``is_over`` tells when nobody needs it any more.
    """

    def __init__(
        self,
        periodic: Iterable[Periodic],
        say: Callable[[str], object],
        is_over: Callable[[], bool] = lambda: False,
    ) -> None:
        self.name = f"{socket.gethostname()[:32]} {os.getpid()} {token_hex(4)}"
        self.periodic, self.say, self.is_over = list(periodic), say, is_over
        self.stopping = self.is_busy = self._database_is_away = False
        self._take_back_at = self._periodic_at = 0.0
        self._heard_at = time.monotonic()

    def stop(self, *signal: object) -> None:
        """End after the present task, or where it can be left; told twice, leave it as it is."""
        if self.stopping:
            raise KeyboardInterrupt
        self.stopping = True

    def must_stop(self) -> bool:
        """Asked between two tasks, and by a long one with each report: a sign of life."""
        self._heard_at = time.monotonic()
        return self.stopping or self.is_over()

    def is_stuck(self) -> bool:
        """Whether the task that it is at has hung for long."""
        return self.is_busy and time.monotonic() - self._heard_at > STUCK.total_seconds()

    def run(self) -> None:
        with Heart(self):
            while not self.must_stop():
                self._round()
        with suppress(DatabaseError, InterfaceError):
            lease.leave(self.name)

    def _round(self) -> None:
        """One task, or one look at an empty queue."""
        close_old_connections()
        try:
            self._look_around()
            was_done = self._run_next()
        except (OperationalError, InterfaceError) as error:
            self._wait(error)
            return
        if self._database_is_away:
            self._database_is_away = False
            self.say(_("The database is back."))
        if not was_done:
            time.sleep(POLL)

    def _run_next(self) -> bool:
        self.is_busy = True
        try:
            return run_next(self.name, self.must_stop)
        finally:
            self.is_busy = False

    def _look_around(self) -> None:
        """Take up what others have lost, and put what is due into the queue."""
        now, at = time.monotonic(), timezone.now()
        if now >= self._take_back_at:
            if lost := lease.take_back(self.name, at=at):
                self.say(_("Tasks taken up again from a worker that is no more: %s.") % lost)
            self._take_back_at = now + _TAKE_BACK_EVERY
        if now >= self._periodic_at:
            enqueue_due(self.periodic, now=at)
            self._periodic_at = now + _PERIODIC_EVERY

    def _wait(self, error: Exception) -> None:
        """Say once that the database is away. What this worker was at, it takes up itself."""
        if not self._database_is_away:
            reason = str(error).strip().partition("\n")[0]
            self.say(_("The database does not answer, waiting for it: %s") % reason)
        self._database_is_away = True
        self._take_back_at = 0.0
        time.sleep(_AGAIN)


class Heart:
    """Renews the row of a worker from a thread of its own, whatever the worker is at.

    One that is stuck ends at once, whatever holds it: the task becomes another's, or that of the
    process that systemd starts in its place.
    """

    def __init__(self, worker: WorkerProcess) -> None:
        self.worker, self._ended = worker, Event()
        self._thread = Thread(target=self._run, name="heart", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *error: object) -> None:
        self._ended.set()
        self._thread.join(timeout=1)

    def _run(self) -> None:
        due = 0.0
        while True:
            if self.worker.is_stuck():
                logger.error("the task has hung for %s, the worker ends", STUCK)
                os._exit(_STUCK)
            if self.worker.is_busy or time.monotonic() >= due:
                with suppress(DatabaseError, InterfaceError):
                    lease.beat(self.worker.name)
                    due = time.monotonic() + IDLE_BEAT.total_seconds()
                connections.close_all()
            if self._ended.wait(BEAT.total_seconds()):
                return
