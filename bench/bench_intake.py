"""Photos of 12 megapixels by command and by the library's door, while a colleague autosaves.

    DATABASE_URL=… MEDIA_ROOT=… nice bench/bench_intake.py [--photos 200] [--port 8371]

Says how many photos a minute were taken in and cut, the peak memory of each process, and how long
the colleague's longest autosave took. The database and the folder must be scratch ones: they are
filled. Pictures are made here, with noise, so that they weigh what those of a camera do.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from queue import Empty, Queue
from uuid import uuid4

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
os.environ["SITE_URL"], os.environ["ALLOWED_HOSTS"] = "http://127.0.0.1", "testserver"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart  # noqa: E402
from PIL import Image  # noqa: E402
from site_processes import ROOT, Times, children, running, server, worker  # noqa: E402

from articles.models import Photo, User  # noqa: E402
from tests.factories import make_article  # noqa: E402
from tests.support.staff import form_of, make_staff  # noqa: E402

SIZE, GRAIN = (4000, 3000), 30
AT_ONCE = 2  # as the library's script sends them
TOKEN = "t" * 32


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--photos", type=int, default=200)
    parser.add_argument("--port", type=int, default=8371)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{number}.jpg") for number in range(2 * options.photos)]
        for number, path in enumerate(files):
            path.write_bytes(photo(number))
        half = Path(folder, "in")
        half.mkdir()
        for path in files[: options.photos]:
            path.rename(half / path.name)
        with running(server(options.port)) as site:
            staff = Colleague(options.port)
            with staff:
                by_command(half, options.photos)
            print(f"  autosaves meanwhile: {Times.of(staff.seconds)}")
            with Colleague(options.port) as staff, running(worker()) as busy:
                by_door(options.port, files[options.photos :], busy)
            print(f"  autosaves meanwhile: {Times.of(staff.seconds)}")
            for pid in (site.pid, *children(site)):
                print(f"  server {pid}: {peak(pid)} MB at its peak")


def photo(number: int) -> bytes:
    """A JPEG of some 4 MB that is like no other."""
    noise = Image.effect_noise((SIZE[0] // 2, SIZE[1] // 2), GRAIN).resize(SIZE)
    slope = Image.linear_gradient("L").resize(SIZE).rotate(90 * (number % 4))
    out = BytesIO()
    Image.merge("RGB", [noise, slope, noise.transpose(number % 2)]).save(out, "JPEG", quality=90)
    return out.getvalue()


def by_command(folder: Path, count: int) -> None:
    begin = time.monotonic()
    command = [sys.executable, "manage.py", "import_photos", folder, "--credit=Дана", "--alt=Су"]
    process = subprocess.Popen([*map(str, command)], cwd=ROOT)
    most = 0
    while process.poll() is None:
        most = max(most, peak(process.pid))
        time.sleep(0.2)
    told(f"import_photos: {most} MB at its peak", count, time.monotonic() - begin)


def by_door(port: int, files: list[Path], busy: subprocess.Popen) -> None:
    begin, waiting = time.monotonic(), Queue()
    for path in files:
        waiting.put(path)
    senders = [threading.Thread(target=send_all, args=[port, waiting]) for _ in range(AT_ONCE)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    told("uploads", len(files), time.monotonic() - begin)
    while Photo.objects.filter(renditions__partial=True).exists():
        time.sleep(1)
    told(f"with all sizes, worker {peak(busy.pid)} MB", len(files), time.monotonic() - begin)


def send_all(port: int, waiting: "Queue[Path]") -> None:
    sender = Sender(port, make_staff("Photo editor", uuid4().hex))
    while True:
        try:
            path = waiting.get_nowait()
        except Empty:
            return
        with path.open("rb") as file:
            data = {"file": file, "credit": "Дана", "alt": "Су"}
            assert sender.post("/admin/articles/photo/take/", data) == 201


class Sender:
    """Somebody of the staff, signed in at the server."""

    def __init__(self, port: int, user: User):
        self.port, client = port, Client()
        client.force_login(user)
        cookies = {name: one.value for name, one in client.cookies.items()} | {"csrftoken": TOKEN}
        self.cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())

    def post(self, path: str, data: dict) -> int:
        headers = {"Cookie": self.cookie, "X-CSRFToken": TOKEN, "Content-Type": MULTIPART_CONTENT}
        http = HTTPConnection("127.0.0.1", self.port, timeout=600)
        http.request("POST", path, encode_multipart(BOUNDARY, data), headers)
        response = http.getresponse()
        response.read()
        return response.status


class Colleague(threading.Thread):
    """Autosaves twice a second while the block lasts; ``seconds`` has what each took."""

    def __init__(self, port: int):
        super().__init__()
        user, article = make_staff("Editor", uuid4().hex), make_article(publish=False)
        self.sender, self.seconds, self.over = Sender(port, user), [], threading.Event()
        self.path = f"/admin/articles/article/{article.pk}/autosave/"
        self.form = form_of(article, lede="Лид") | {"_typed": "1"}

    def run(self) -> None:
        while not self.over.wait(0.5):
            begin = time.monotonic()
            status = self.sender.post(self.path, self.form | {"lede": f"Лид {begin}"})
            assert status < 400, status
            self.seconds.append(time.monotonic() - begin)

    def __enter__(self) -> "Colleague":
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.over.set()
        self.join()


def told(what: str, count: int, seconds: float) -> None:
    print(f"{what}: {count} in {seconds:.0f} s, {60 * count / seconds:.1f} a minute", flush=True)


def peak(pid: int) -> int:
    """Megabytes that a process has held at its peak; 0 of one that has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    found = [line for line in lines if line.startswith("VmHWM")]
    return int(found[0].split()[1]) // 1024 if found else 0


if __name__ == "__main__":
    main()
