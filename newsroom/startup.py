"""What a worker of the web server does before it serves, and to each request before Django does."""

import sys

from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from articles.db import outage
from articles.faults import fault_of_database, fault_of_migrations

from .environment import refuse_serious


def look_around():
    """Raises ``ImproperlyConfigured`` where nobody could be served.

    A database that does not answer will, one day: pages that are kept need none until then.
    """
    faults = run_checks(tags=["environment"])
    refuse_serious(faults)
    for fault in faults:
        print(fault.msg, fault.hint, file=sys.stderr)  # noqa: T201
    if outage.is_on():  # of SQLite, no file is there: asking would make one, and it empty
        return
    try:
        if fault := fault_of_migrations():
            raise ImproperlyConfigured(fault)
    except DatabaseError as error:
        print(fault_of_database(error), file=sys.stderr)  # noqa: T201


class WholeBody:
    """What a client sends: who stops in the middle has sent nothing, least of all half a text.

    The web server hands a body on while it comes, and tells nobody of an end that came too soon.
    """

    def __init__(self, stream):
        self._stream = stream
        self.readline = stream.readline

    def read(self, size: int) -> bytes:
        """So many bytes. Raises ``OSError``, which Django expects of a client that has gone."""
        data = b""
        while len(data) < size:
            part = self._stream.read(size - len(data))
            if not part:
                raise OSError("the request was cut off")
            data += part
        return data
