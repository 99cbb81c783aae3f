"""A queue for those who write: the lock goes to who has waited longest, and nobody waits for ever.

SQLite lets its writers poll, and who polls may be passed over for as long as others come.
"""

import time
from collections import deque
from threading import Event, Lock
from typing import Final

from django.db import OperationalError

# A process that hands the lock from thread to thread lets other processes try, so often, so long.
_SLICE: Final = 0.25  # seconds
_GAP: Final = 0.01


class WriteTimeout(OperationalError):
    """Others were writing for as long as this writer would wait; nothing of it was written."""


class WriterQueue:
    """A lock of one process that is given in the order of asking."""

    def __init__(self) -> None:
        self._mutex = Lock()
        self._waiting: deque[Event] = deque()
        self._is_held = False
        self._slice_began = 0.0

    @property
    def length(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def acquire(self, timeout: float) -> None:
        """Wait for the lock. Raises :class:`WriteTimeout` after ``timeout`` seconds."""
        with self._mutex:
            if not self._is_held:
                self._is_held = True
                self._slice_began = time.monotonic()
                return
            turn = Event()
            self._waiting.append(turn)
        if not turn.wait(timeout) and self._leave(turn):
            raise WriteTimeout(f"others were writing for {timeout:g} seconds")
        if time.monotonic() - self._slice_began > _SLICE:
            time.sleep(_GAP)
            self._slice_began = time.monotonic()

    def _leave(self, turn: Event) -> bool:
        """Wait no longer; False where the lock has come at the last moment."""
        with self._mutex:
            if turn.is_set():
                return False
            self._waiting.remove(turn)
            return True

    def release(self) -> None:
        """Give the lock to the next."""
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_held = False
