#!/usr/bin/env python
"""Run a Django command for the newsroom."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    os.environ.setdefault("WRITE_WAIT", "60")  # behind a command nobody waits for an answer
    for stream in (sys.stdout, sys.stderr):  # a terminal without Kazakh letters is no fault
        stream.reconfigure(errors="backslashreplace")
    try:
        settings.INSTALLED_APPS  # noqa: B018 (reads them all)
    except ImproperlyConfigured as wrong:  # an operator's mistake: one line for each
        sys.exit(str(wrong))
    execute_from_command_line(sys.argv)
