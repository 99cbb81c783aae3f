"""Writers for ``prove_readers.py``: editors at the pages of the desk of a running server."""

import io
import os
import threading
import time
from collections.abc import Callable
from functools import cache
from http.client import HTTPConnection
from typing import NamedTuple
from urllib.parse import urlencode

from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.utils import timezone
from PIL import Image

from articles.models import Article, ArticleTag, Tag, Task, User
from articles.models.workflow.transitions import Status
from tests.factories import make_tag
from tests.support.staff import PASSWORD, form_of, make_staff

WRITERS = 20
CHIEF = WRITERS
PAUSE = 2  # seconds: what a server that is busy asks for
TIMEOUT = 90
_BOUNDARY = "x" * 30
_FORM, _FILES = "application/x-www-form-urlencoded", f"multipart/form-data; boundary={_BOUNDARY}"


def fill() -> None:
    """Make the scratch database a newsroom, if it is none yet."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if not Article.objects.exists():
        call_command("seed_demo", verbosity=0)


class Word(NamedTuple):
    """What a writer was told, after how many seconds, and on which page."""

    status: int
    after: float
    text: str


class Site:
    """A running server at ``port``, its pages, and its editors by number.

    ``tagged`` is how many articles bear a tag of which much is asked.
    """

    def __init__(self, port: int, tagged: int):
        self.port, self.tagged = port, tagged
        self.articles = list(Article.objects.live().order_by("-published_at", "-pk")[:30])
        self.pages = [article.get_absolute_url() for article in self.articles]
        self.editors = [_cookies(f"editor-{number}", "Editor") for number in range(WRITERS)]
        self.editors.append(_cookies("chief", "Chief editor"))

    def ask(self, address: str, body: bytes | str | None = None, **headers: str) -> Word:
        """Get, or post ``body``; the reply counts when all of it is here."""
        http = HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        started = time.monotonic()
        try:
            http.request("GET" if body is None else "POST", address, body, named)
            reply = http.getresponse()
            text = reply.read().decode()
            return Word(reply.status, time.monotonic() - started, text)
        finally:
            http.close()

    def post(self, editor: int, address: str, data: dict) -> Word:
        """Send a form as an editor; a value of bytes is a file."""
        cookies = self.editors[editor]
        data = data | {"csrfmiddlewaretoken": cookies["csrftoken"]}
        has_file = any(isinstance(value, bytes) for value in data.values())
        body = _multipart(data) if has_file else urlencode(data, doseq=True)
        kind, cookie = _FILES if has_file else _FORM, self.cookies_of(editor)
        return self.ask(address, body, Cookie=cookie, Content_Type=kind, Accept="text/html")

    def cookies_of(self, editor: int) -> str:
        """The header by which the server knows an editor."""
        return "; ".join(f"{name}={value}" for name, value in self.editors[editor].items())

    def save(self, editor: int, number: int) -> Word:
        """Save an article of the editor's own."""
        article = Article.objects.get(pk=self.articles[editor].pk)
        data = form_of(article, lede=f"Лид {number}", _save="1")
        return self.post(editor, f"/admin/articles/article/{article.pk}/change/", data)

    def sign_in(self, editor: int, number: int) -> Word:
        """Sign in once more."""
        data = {"username": f"editor-{editor}", "password": PASSWORD, "next": "/admin/"}
        return self.post(editor, "/admin/login/", data)

    def merge(self, tag: Tag, into: Tag) -> Word:
        """Let the chief editor merge a tag into another."""
        data = {"action": "merge", "index": "0", "_selected_action": [tag.pk, into.pk]}
        return self.post(CHIEF, "/admin/articles/tag/", data | {"into": into.pk})

    def rename(self, tag: Tag) -> Word:
        """Let the chief editor give a tag another name."""
        data = {"name": f"{tag.name} жаңа", "slug": tag.slug, "description": "", "_save": "1"}
        return self.post(CHIEF, f"/admin/articles/tag/{tag.pk}/change/", data)

    def upload(self, editor: int, number: int, file: bytes = b"") -> Word:
        """Upload a photo, of 12 megapixels if no other is given."""
        data = {"alt": "Сурет", "credit": "Сынақ", "caption": f"{editor}-{number}"}
        data |= {"file": file or _twelve_megapixels()}
        return self.post(editor, "/admin/articles/photo/upload/", data)


class Writers:
    """Threads that act until an instant, each again when it has had its word."""

    def __init__(self, acts: list[Callable[[int, int], Word]], until: float):
        self.words: list[Word] = []
        self.longest = 0.0  # seconds until something was done, the pauses between included
        self._threads = [
            threading.Thread(target=self._write, args=(act, editor, until))
            for editor, act in enumerate(acts)
        ]
        for thread in self._threads:
            thread.start()

    def _write(self, act, editor, until):
        # Editors have processors of their own: here they leave them to the server and to readers.
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 15)
        number = 0
        while time.monotonic() < until:
            number, started = number + 1, time.monotonic()
            while self._was_busy(act(editor, number)):
                time.sleep(PAUSE)
            self.longest = max(self.longest, time.monotonic() - started)
        connections.close_all()

    def _was_busy(self, word: Word) -> bool:
        self.words.append(word)
        return word.status == 503

    def report(self) -> str:
        """What they were told, once all have been; raises where that is a fault of the server."""
        for thread in self._threads:
            thread.join()
        statuses = [word.status for word in self.words]
        wrong = {status for status in statuses if status not in (200, 201, 302, 503)}
        assert not wrong, wrong
        busy = [word.after for word in self.words if word.status == 503]
        done = [word.after for word in self.words if word.status != 503]
        return (
            f"{len(self._threads)} writers: {len(done)} acts done, each in {max(done):.1f} s at "
            f"most, {len(busy)} times 503 after {max(busy, default=0):.1f} s at most; longest"
            f" until done {self.longest:.1f} s"
        )


def wait_for_tasks() -> float:
    """Until the worker has done all that is due; after how many seconds that was."""
    began = time.monotonic()
    while Task.objects.ready().exists() or Task.objects.running().exists():
        time.sleep(0.1)
    connections.close_all()
    return time.monotonic() - began


def tag_of(count: int) -> Tag:
    """A new tag, and so many live articles that bear it."""
    number, at = time.time_ns(), timezone.now()
    tag = make_tag(f"Өлшем {number}", f"olshem-{number}")
    like = Article.objects.live().first()
    shared = {"section": like.section, "kind": like.kind, "agency": "Сынақ", "slug": "olshem"}
    shared |= {"status": Status.PUBLISHED, "published_at": at, "body": like.body}
    articles = Article.objects.bulk_create(
        Article(headline=f"Өлшем {number}-{n}", **shared) for n in range(count)
    )
    ArticleTag.objects.bulk_create(
        ArticleTag(content_object=article, tag=tag, position=0, published_at=at)
        for article in articles
    )
    return tag


def _cookies(username: str, role: str) -> dict[str, str]:
    """Of an editor who has signed in, with the token of a form."""
    user = User.objects.filter(username=username).first() or make_staff(role, username=username)
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    client.get("/admin/password_change/")
    return {name: cookie.value for name, cookie in client.cookies.items()}


def _multipart(data: dict) -> bytes:
    parts = b""
    for name, value in data.items():
        file = '; filename="photo.jpg"\r\nContent-Type: image/jpeg' if name == "file" else ""
        head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'
        parts += head.encode() + (value if isinstance(value, bytes) else value.encode()) + b"\r\n"
    return parts + f"--{_BOUNDARY}--\r\n".encode()


def photo(width: int, height: int) -> bytes:
    """A JPEG with as much in it as in a photograph, like no other."""
    noise = Image.effect_noise((width // 4, height // 4), 60)
    file = io.BytesIO()
    large = noise.resize((width, height), Image.Resampling.BICUBIC)
    large.convert("RGB").save(file, "JPEG", quality=85)
    return file.getvalue()


@cache
def _twelve_megapixels() -> bytes:
    return photo(4000, 3000)
