"""The migrations say what the models say, and bring up a database that is in use."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
BEFORE_TAGGIT = "0021"


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True)


def manage(path, *arguments):
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{path}"}
    command = [sys.executable, "manage.py", *arguments, "--settings", "tests.settings"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, text=True, check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.once
def test_tags_of_an_old_database_get_their_keys_and_doubles_are_merged(tmp_path):
    path = tmp_path / "old.sqlite3"
    manage(path, "migrate", "articles", BEFORE_TAGGIT)
    with closing(sqlite3.connect(path)) as database, database:
        database.executemany(
            "INSERT INTO articles_tag (name, slug, description, is_pinned) VALUES (?, ?, '', 0)",
            [("Су реформасы", "su"), ("#су  РЕФОРМАСЫ", "su-2"), ("Ауыл", "auyl"), ("🎉", "toi")],
        )
    manage(path, "migrate")
    with closing(sqlite3.connect(path)) as database:
        tags = database.execute("SELECT name, key FROM articles_tag ORDER BY id").fetchall()
        [moved] = database.execute("SELECT path, target FROM articles_oldpath").fetchall()
    assert tags == [("Су реформасы", "су реформасы"), ("Ауыл", "ауыл"), ("🎉", "🎉")]
    assert moved == ("/tag/su-2/", "/tag/su/")
    assert "1" in manage(path, "verify_audit")


@pytest.mark.once
def test_names_of_an_old_database_get_their_order(tmp_path):
    path = tmp_path / "old.sqlite3"
    manage(path, "migrate", "articles", "0043")
    with closing(sqlite3.connect(path)) as database, database:
        database.executemany(
            "INSERT INTO articles_tag (name, key, slug, description, is_pinned)"
            " VALUES (?, ?, ?, '', 0)",
            [("Өмір", "өмір", "omir"), ("Яр", "яр", "iar"), ("ән", "ән", "an")],
        )
    manage(path, "migrate")
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT name FROM articles_tag ORDER BY collation_key").fetchall()
    assert rows == [("ән",), ("Өмір",), ("Яр",)]
