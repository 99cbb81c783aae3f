"""Damaged and hostile pictures through the library's door: what is answered, how soon, how large.

    bench/fuzz_photos.py [--pictures 1000] [--first 0]

Works in an empty database and an empty folder of its own. The pictures are always the same ones
(tests/support/hostile_pictures.py). Exits 1 where an answer is none of those that the door may
give, says nothing of what is wrong, took more than 2 s of the processor, where a file has no row
or a row no file at the end, or where the process grew by more than 200 MB.
"""

import argparse
import logging
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
FOLDER = tempfile.TemporaryDirectory()
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["DATABASE_URL"] = f"sqlite:///{FOLDER.name}/fuzz.sqlite3"
os.environ["MEDIA_ROOT"] = f"{FOLDER.name}/media"
django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from tests.support import hostile_pictures, pictures  # noqa: E402
from tests.support.media import named, stored  # noqa: E402
from tests.support.staff import make_staff  # noqa: E402

DOOR = "/admin/articles/photo/take/"
MAY_ANSWER = {200, 201, 422}  # there already, taken, refused with words
LONGEST, MOST = 2.0, 200  # seconds, megabytes


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pictures", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="number of the first one")
    options = parser.parse_args()
    logging.disable()
    call_command("migrate", verbosity=0)
    client = Client(raise_request_exception=False)
    client.force_login(make_staff("Reporter"))
    upload(client, "first.jpg", pictures.good()["camera.jpg"])  # loads what is loaded but once
    before, statuses, times = most_memory(), Counter(), []
    for number in range(options.first, options.first + options.pictures):
        name, data = hostile_pictures.of_any_kind(number)
        begin = time.process_time()
        statuses[upload(client, name, data)] += 1
        times.append((time.process_time() - begin, name))
    memory = most_memory() - before
    print(f"answers: {dict(statuses)}; {sum(one for one, _ in times):.0f} s in all")
    print("slowest:", ", ".join(f"{one:.2f} s {name}" for one, name in sorted(times)[:-6:-1]))
    print(f"memory: {memory:.0f} MB more than for a first picture")
    astray = stored() ^ named()
    print("files without a row, or rows without a file:", sorted(astray) or "none")
    sys.exit(
        bool(astray or statuses.keys() - MAY_ANSWER) or max(times)[0] > LONGEST or memory > MOST
    )


def upload(client, name: str, data: bytes) -> int:
    """The status that is answered; 0 for a refusal without a word."""
    file = SimpleUploadedFile(name, data)
    answer = client.post(DOOR, {"file": file, "credit": "А", "alt": "Б"})
    is_mute = answer.status_code == 422 and not all(answer.json()["errors"])
    return 0 if is_mute else answer.status_code


def most_memory() -> float:
    """What the process has held at its peak, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
