"""A backup that is not as it was written is named, file by file, before anything is restored."""

import fcntl
from unittest import mock

import pytest
from django.db import connection

from articles.backup import manifest
from tests.support.installations import IS_SQLITE

pytestmark = pytest.mark.django_db


def backup_of(backups):
    [folder] = backups.glob("*Z")
    return folder


def flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("kind", ["manifest.json", "database.*", "file"])
@pytest.mark.parametrize("damage", [flip, lambda path: path.unlink()], ids=["flipped", "gone"])
def test_damage_is_named_and_nothing_is_restored(installation, empty, backups, kind, damage):
    installation.manage("backup", backups)
    pattern = "files/*/*" if kind == "file" else f"*Z/{kind}"
    damaged = min(backups.glob(pattern))
    damage(damaged)
    code, out, err = empty.manage("restore", backups)
    assert (code, out) == (1, "")
    assert "Traceback" not in err
    assert str(damaged if damaged.exists() or kind != "manifest.json" else backups) in err
    assert empty.files() == {}
    with empty.in_use():
        assert connection.introspection.table_names() == []


def test_a_drill_names_damage_too(installation, backups):
    installation.manage("backup", backups)
    damaged = max(backups.glob("files/*/*"))
    flip(damaged)
    code, _out, err = installation.manage("backup_drill", backups)
    assert code == 1
    assert str(damaged) in err


def test_every_byte_of_a_manifest_counts(installation, backups):
    installation.manage("backup", backups)
    path = backup_of(backups) / "manifest.json"
    data = path.read_bytes()
    for position in range(0, len(data), max(1, len(data) // 300)):
        path.write_bytes(data[:position] + bytes([data[position] ^ 0x20]) + data[position + 1 :])
        with pytest.raises(manifest.Damaged):
            manifest.read(path)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"engine": "oracle", "server": "Oracle 23"}, "Oracle 23"),
        ({"migrations": ["articles.9999_of_tomorrow"]}, "articles.9999_of_tomorrow"),
    ],
)
def test_a_backup_that_does_not_fit_is_refused(installation, empty, backups, changes, said):
    installation.manage("backup", backups)
    path = backup_of(backups) / "manifest.json"
    fitting = manifest.read(path)
    path.unlink()
    manifest.write(path, fitting._replace(**changes))
    code, _out, err = empty.manage("restore", backups)
    assert (code, err.count("\n")) == (1, 1)
    assert said in err
    assert empty.files() == {}


def test_two_backups_at_once_are_one_and_a_word(installation, backups):
    installation.manage("backup", backups)
    with (backups / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        code, out, err = installation.manage("backup", backups)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert str(backups) in err


def test_a_backup_for_which_there_is_no_room_leaves_nothing(installation, backups):
    full = OSError(28, "No space left on device")
    with mock.patch("articles.backup.manifest.write", side_effect=full):
        code, out, err = installation.manage("backup", backups)
    assert (code, out, err) == (1, "", "дискіде орын жоқ\n")
    assert [path.name for path in backups.rglob("*") if path.is_file()] == [".lock"]


DIES = """
import os, signal
from unittest import mock
from django.core.management import call_command
def die(*args, **options):
    os.kill(os.getpid(), signal.SIGKILL)
with mock.patch({where!r}, die):
    call_command({command!r}, {folder!r})
"""


def killed(installation, command, folder, where):
    script = DIES.format(where=where, command=command, folder=str(folder))
    process = installation.start(script)
    process.communicate()
    assert process.returncode == -9


@pytest.mark.parametrize(
    "where", ["articles.backup.making.copy_files", "articles.backup.manifest.write", "os.sync"]
)
def test_a_backup_that_was_killed_is_none_and_is_cleaned_up(installation, empty, backups, where):
    killed(installation, "backup", backups, where)
    assert list(backups.glob("*.partial")) != []
    code, _out, err = empty.manage("restore", backups)
    assert (code, err.count("\n")) == (1, 1)
    assert installation.manage("backup", backups)[0] == 0
    assert list(backups.glob("*.partial")) == []
    assert empty.manage("restore", backups)[0] == 0
    assert empty.files() == installation.files()


@pytest.mark.parametrize(
    "where",
    [
        "articles.backup.restoring.Hashed",
        f"articles.backup.{'sqlite' if IS_SQLITE else 'postgres'}.load",
        "articles.backup.restoring._migrate",
    ],
)
def test_a_restore_that_was_killed_says_so_and_can_be_made_again(
    installation, empty, backups, where
):
    installation.manage("backup", backups)
    killed(empty, "restore", backups, where)
    assert (empty.media / ".restoring").read_text() == backup_of(backups).name
    assert "articles.W003" in empty.manage("check", "--tag=environment")[2]
    code, _out, err = empty.manage("restore", backups)
    assert (code, err) == (0, "")
    assert not (empty.media / ".restoring").exists()
    assert (empty.rows(), empty.files()) == (installation.rows(), installation.files())


def test_a_database_without_tables_is_no_newsroom(empty, backups):
    code, out, err = empty.manage("backup", backups)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "manage.py migrate" in err
    assert list(backups.glob("*Z")) == []


@pytest.mark.skipif(IS_SQLITE, reason="it has no such program")
@pytest.mark.parametrize("version", ["9.6.24", None])
def test_programs_of_postgresql_that_do_not_fit_are_named(
    installation, backups, tmp_path, monkeypatch, version
):
    monkeypatch.setattr("articles.backup.postgres._DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    if version:
        program = tmp_path / "pg_dump"
        program.write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}'\n")
        program.chmod(0o755)
    code, out, err = installation.manage("backup", backups)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "pg_dump" in err
    assert "postgresql-client-" in err
