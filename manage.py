#!/usr/bin/env python
"""Run a command for the newsroom, or one of Django's."""

import os
import signal
import sys

if __name__ == "__main__":
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C is no fault of what is being imported
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    os.environ.setdefault("WRITE_WAIT", "60")  # behind a command nobody waits for an answer
    from newsroom.command_line import main

    try:
        main(sys.argv)
    except SystemExit:
        # Its one line was said: what is half read ends without another.
        sys.unraisablehook = lambda ignored: None
        raise
