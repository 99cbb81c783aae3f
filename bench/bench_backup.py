"""What a backup costs, and what it costs those who write meanwhile.

    bench/bench_backup.py FOLDER

DATABASE_URL and MEDIA_ROOT say of which newsroom; FOLDER is for the backups, and empty afterwards.
Prints the seconds of the first backup, of the second one, of a drill and of ``check_content``, and
the longest wait of a writer who saves a row every hundredth of a second during the first.
"""

import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from articles.models import SiteIdentity  # noqa: E402

waits, stopped = [], threading.Event()


def write():
    while not stopped.wait(0.01):
        begun = time.perf_counter()
        SiteIdentity.renew_stamp()
        waits.append(time.perf_counter() - begun)
    connection.close()


def timed(what, command, *arguments):
    begun = time.perf_counter()
    with suppress(SystemExit):
        call_command(command, *arguments)
    print(f"{what}: {time.perf_counter() - begun:.1f} s")


with tempfile.TemporaryDirectory(dir=sys.argv[1]) as folder:
    writer = threading.Thread(target=write)
    writer.start()
    timed("first backup", "backup", folder)
    stopped.set()
    writer.join()
    print(f"longest of {len(waits)} writes meanwhile: {max(waits) * 1000:.0f} ms")
    timed("second backup", "backup", folder)
    timed("drill (restore, compare, check)", "backup_drill", folder)
timed("check_content", "check_content")
