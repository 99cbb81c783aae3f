"""What the web server runs: see ``newsroom.server``."""

import os
import sys
from contextlib import suppress

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.db import Error, connection
from django.utils import translation

from articles.kazakh.scripts import read_tables

from . import threads
from .language import operator_language
from .startup import WholeBody, look_around

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

try:
    _site = get_wsgi_application()
    with translation.override(operator_language()):
        look_around()
except ImproperlyConfigured as wrong:
    sys.exit(str(wrong))

from articles.db import outage
from articles.delivery import site_context
from articles.delivery.wsgi_cache import CachedAnswers

sys.setswitchinterval(threads.SWITCH_INTERVAL)

read_tables()  # before the first reader comes who types in Latin or Arabic letters

# The newsroom's name, for a page that says that the database is away: it may be so from now on.
with suppress(Error):
    if not outage.is_on():
        site_context.current()
connection.close()


def _django(environ, start_response):
    environ["wsgi.input"] = WholeBody(environ["wsgi.input"])
    return _site(environ, start_response)


application = CachedAnswers(_django)
