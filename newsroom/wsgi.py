"""The entry point of the web server: ``granian --interface wsgi newsroom.wsgi:application``."""

import os
import sys

from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connection
from django.utils import translation

from articles.faults import fault_of_database, fault_of_migrations
from articles.kazakh.scripts import read_tables

from .environment import refuse_serious
from .language import operator_language

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")


def look_around():
    """Raises ``ImproperlyConfigured`` where nobody could be served.

    A database that does not answer will, one day: pages that are kept need none until then.
    """
    faults = run_checks(tags=["environment"])
    refuse_serious(faults)
    for fault in faults:
        print(fault.msg, fault.hint, file=sys.stderr)  # noqa: T201
    try:
        if fault := fault_of_migrations():
            raise ImproperlyConfigured(fault)
    except DatabaseError as error:
        print(fault_of_database(error), file=sys.stderr)  # noqa: T201
    connection.close()


try:
    application = get_wsgi_application()
    with translation.override(operator_language()):
        look_around()
except ImproperlyConfigured as wrong:
    sys.exit(str(wrong))

read_tables()  # before the first reader comes who types in Latin or Arabic letters
