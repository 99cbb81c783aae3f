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
BEFORE_ORDER = "0043"


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


@pytest.fixture(scope="module")
def old_database(tmp_path_factory):
    """A database that stood still at two migrations, and was written to there: its path."""
    path = tmp_path_factory.mktemp("database") / "old.sqlite3"
    manage(path, "migrate", "articles", BEFORE_TAGGIT)
    _insert_tags(
        path, "name, slug", ("Су реформасы", "su"), ("#су  РЕФОРМАСЫ", "su-2"), ("🎉", "toi")
    )
    manage(path, "migrate", "articles", BEFORE_ORDER)
    names = [("Өмір", "өмір", "omir"), ("Яр", "яр", "iar"), ("ән", "ән", "an")]
    _insert_tags(path, "name, key, slug", *names)
    manage(path, "migrate")
    return path


def _insert_tags(path, columns, *rows):
    places = ", ".join("?" for _ in rows[0])
    sql = "INSERT INTO articles_tag ({}, description, is_pinned) VALUES ({}, '', 0)"
    with closing(sqlite3.connect(path)) as database, database:
        database.executemany(sql.format(columns, places), rows)


def _rows(path, sql):
    with closing(sqlite3.connect(path)) as database:
        return database.execute(sql).fetchall()


@pytest.mark.once
def test_tags_of_an_old_database_get_their_keys_and_doubles_are_merged(old_database):
    tags = _rows(old_database, "SELECT name, key FROM articles_tag ORDER BY id LIMIT 2")
    assert tags == [("Су реформасы", "су реформасы"), ("🎉", "🎉")]
    moved = _rows(old_database, "SELECT path, target FROM articles_oldpath")
    assert moved == [("/tag/su-2/", "/tag/su/")]
    assert "1" in manage(old_database, "verify_audit")


@pytest.mark.once
def test_names_of_an_old_database_get_their_order(old_database):
    names = _rows(old_database, "SELECT name FROM articles_tag ORDER BY collation_key")
    assert [name for (name,) in names] == ["🎉", "ән", "Өмір", "Су реформасы", "Яр"]
