"""Newsrooms of their own, database and files, for commands that make, fill and lose them."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from io import StringIO
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import Client, override_settings
from django.utils import timezone
from psycopg import sql

from articles.db import content_version
from articles.delivery import page_store, site_context
from articles.media import renditions
from articles.models import User
from tests.factories import make_article, make_photo, make_tag
from tests.support.editing import save
from tests.support.pictures import drawn, encoded

ROOT = Path(__file__).parent.parent.parent
IS_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite")


def fill():
    """Articles and a photo with its renditions, in the database that is in use."""
    User.objects.create_user("aigerim", password="x")
    photo = make_photo(alt="Су қоймасы")
    photo.file.save("su.jpg", ContentFile(encoded(drawn(), "JPEG")))
    renditions.make(photo)
    for number in range(3):
        make_article(f"Суқойма {number} толды", photo=photo, tags=[make_tag()])
    make_article("Әлі жазылып жатыр", publish=False)
    save(make_article("Сайлау күні белгіленді"), lede="Әлі жарияланбаған лид")
    Session.objects.create(session_key="stolen", session_data="x", expire_date=timezone.now())


class Installation:
    """One newsroom: a database by its name, and a folder of files."""

    def __init__(self, folder: Path, name: str):
        self.folder, self.media = folder, folder / name / "media"
        self.name = f"newsroom_{name}_{os.getpid()}"
        self.file = folder / f"{self.name}.sqlite3"

    @property
    def url(self) -> str:
        return f"sqlite:///{self.file}" if IS_SQLITE else _postgres_url(self.name)

    @property
    def database(self) -> str:
        """What Django calls its name."""
        return str(self.file) if IS_SQLITE else self.name

    def create(self, template: str = ""):
        """A database without a table, or a copy of another that nobody uses."""
        if not IS_SQLITE:
            whence = sql.Identifier(template or "template0")
            _administer(sql.SQL("CREATE DATABASE {} TEMPLATE {}"), self.name, whence)
        elif template:
            with (
                closing(sqlite3.connect(template)) as source,
                closing(sqlite3.connect(self.file)) as copy,
            ):
                source.backup(copy)  # what is in its log, too
        return self

    def lose(self):
        """All of it is gone."""
        if IS_SQLITE:
            for path in self.folder.glob(f"{self.name}.sqlite3*"):
                path.unlink()
        else:
            _administer(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), self.name)
        shutil.rmtree(self.media, ignore_errors=True)

    @contextmanager
    def in_use(self):
        """Inside, this process works on it, and not on the database of the tests."""
        own = connections["default"]
        another = type(own)(own.settings_dict | {"NAME": self.database}, alias="installation")
        connections["default"] = connections["installation"] = another
        page_store.clear()
        site_context.forget()
        content_version.close()
        try:
            with override_settings(MEDIA_ROOT=self.media):
                yield
        finally:
            another.close()
            content_version.close()
            connections["default"] = own
            del connections["installation"]

    def manage(self, command: str, *arguments) -> tuple[int, str, str]:
        """Exit code, standard output and standard error of a command."""
        out, err, code = StringIO(), StringIO(), 0
        with self.in_use():
            try:
                call_command(command, *map(str, arguments), stdout=out, stderr=err)
            except SystemExit as stop:
                code = stop.code
            except CommandError as error:
                code = error.returncode
                err.write(f"{error}\n")
        return code, out.getvalue(), err.getvalue()

    def start(self, script: str, **options) -> subprocess.Popen:
        """Python in a process of its own, with Django set up."""
        environment = os.environ | {
            "DATABASE_URL": self.url,
            "MEDIA_ROOT": str(self.media),
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "SECRET_KEY": "this signs nothing that matters, so all may read it: 0123456789",
            "PYTHONIOENCODING": "utf-8",
        }
        return subprocess.Popen(
            [sys.executable, "-c", f"import django\ndjango.setup()\n{script}"],
            cwd=ROOT,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            **options,
        )

    def rows(self) -> list[dict]:
        """Every row of every model, but for sessions, by model and key."""
        code, out, err = self.manage("dumpdata", "--all")
        assert code == 0, err
        rows = [row for row in json.loads(out) if row["model"] != "sessions.session"]
        return sorted(rows, key=lambda row: (row["model"], str(row["pk"])))

    def files(self) -> dict[str, str]:
        """The checksum of every file."""
        return {
            str(path.relative_to(self.media)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in self.media.rglob("*")
            if path.is_file() and not path.name.startswith(".")
        }

    def found(self, words: str) -> dict:
        """What a search for ``words`` answers."""
        with self.in_use():
            return Client().get("/api/v1/search/", {"q": words}).json()


def _postgres_url(name: str) -> str:
    database = settings.DATABASES["default"]
    secret = f":{quote(database['PASSWORD'], safe='')}" if database["PASSWORD"] else ""
    port = f":{database['PORT']}" if database["PORT"] else ""
    host = quote(database["HOST"], safe="")
    return f"postgres://{database['USER']}{secret}@{host}{port}/{name}"


def _administer(statement: sql.SQL, name: str, *more: sql.Composable):
    with psycopg.connect(_postgres_url("postgres"), autocommit=True) as connection:
        connection.execute(statement.format(sql.Identifier(name), *more))
