"""What the web server runs: see ``newsroom.server``."""

import os
import sys
from contextlib import suppress

from django.core.checks import ERROR, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.db import Error, connection

from articles.kazakh.scripts import read_tables

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")


try:
    _site = get_wsgi_application()
except ImproperlyConfigured as wrong:
    sys.exit(str(wrong))

from articles.db import outage
from articles.delivery import site_context

faults = run_checks(tags=["environment"])
for fault in faults:
    print(fault, file=sys.stderr)  # noqa: T201
if any(fault.is_serious(ERROR) for fault in faults):
    sys.exit("The newsroom does not start in this environment.")

read_tables()  # before the first reader comes who types in Latin or Arabic letters

# The newsroom's name, for a page that says that the database is away: it may be so from now on.
with suppress(Error):
    if not outage.is_on():
        site_context.current()
connection.close()


class _WholeBody:
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


def application(environ, start_response):
    """The site."""
    environ["wsgi.input"] = _WholeBody(environ["wsgi.input"])
    return _site(environ, start_response)
