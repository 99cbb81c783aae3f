"""The site as a server of its own runs it, with the clock that stands in the file ``CLOCK``."""

import os
from pathlib import Path

import time_machine

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

from newsroom.wsgi import application as site

CLOCK = Path(os.environ["CLOCK"])


def application(environ, start_response):
    """One request, read to its end while the clock stands."""
    with time_machine.travel(CLOCK.read_text(), tick=False):
        response = site(environ, start_response)
        try:
            return [b"".join(response)]
        finally:
            getattr(response, "close", lambda: None)()
