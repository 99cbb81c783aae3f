"""A server that is away: learnt from what it refuses, over when it answers again."""

import logging
from collections.abc import Callable
from threading import Lock, Thread
from time import monotonic, sleep

_PAUSE = 0.5  # seconds


class Absence:
    """Whether the server called ``name`` is away, as far as this process knows.

    Meanwhile no request waits for it: a thread of its own asks it twice a second. ``asking`` gives,
    for each absence anew, what asks it: a function that says whether it answers.
    """

    def __init__(
        self, name: str, asking: Callable[[], Callable[[], bool]], logger: logging.Logger
    ) -> None:
        self._name, self._asking, self._logger = name, asking, logger
        self._lock = Lock()
        self._since: float | None = None

    @property
    def is_on(self) -> bool:
        """Looks at nothing."""
        return self._since is not None

    def begin(self, error: BaseException) -> None:
        """Take the server for being away since ``error``, until it answers again."""
        with self._lock:
            if self._since is not None:
                return
            self._since = monotonic()
        kind, first_line = type(error).__name__, str(error).strip().partition("\n")[0]
        self._logger.error("The %s is away: %s: %s", self._name, kind, first_line)
        Thread(target=self._wait, name=f"{self._name} absence", daemon=True).start()

    def _wait(self) -> None:
        began = self._since or monotonic()
        try:
            answers = self._asking()
            while not answers():
                sleep(_PAUSE)
            self._logger.warning("The %s is back after %.1f s", self._name, monotonic() - began)
        finally:  # whatever becomes of this thread, requests ask again
            self._since = None
