"""A door before the test server: shut behind a test, before its tables are emptied."""

from threading import Condition

from tests.support.waiting import LONGEST_WAIT


class Shutter:
    """Wraps a WSGI application; counts the requests that are being answered.

    A page goes on by itself (it keeps what was typed, it says good-bye): a request that comes after
    :meth:`shut` gets 503 and touches nothing, as does one whose path ends with ``refused``.
    """

    refused = ""

    def __init__(self, application):
        self._application = application
        self._inside, self._is_shut, self._changed = 0, False, Condition()

    def __call__(self, environ, start_response):
        with self._changed:
            is_refused = self.refused and environ["PATH_INFO"].endswith(self.refused)
            if self._is_shut or is_refused:
                start_response("503 Service Unavailable", [("Content-Length", "0")])
                return []
            self._inside += 1
        try:
            return _Answer(self._application(environ, start_response), self._leave)
        except BaseException:
            self._leave()
            raise

    def _leave(self):
        with self._changed:
            self._inside -= 1
            self._changed.notify_all()

    def shut(self):
        """Let nobody in any more, and wait until all that are inside have left."""
        with self._changed:
            self._is_shut = True
            assert self._changed.wait_for(lambda: not self._inside, LONGEST_WAIT), "a request hangs"


class _Answer:
    """An answer that says when it is closed."""

    def __init__(self, answer, leave):
        self._answer, self._leave = answer, leave

    def __iter__(self):
        return iter(self._answer)

    def close(self):
        try:
            getattr(self._answer, "close", lambda: None)()
        finally:
            self._leave()
