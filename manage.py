#!/usr/bin/env python
"""Run a Django command for the newsroom."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    for stream in (sys.stdout, sys.stderr):  # a terminal without Kazakh letters is no fault
        stream.reconfigure(errors="backslashreplace")
    execute_from_command_line(sys.argv)
