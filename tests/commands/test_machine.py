"""What a real machine refuses: no tables, no rights, a full disk, a reader or an operator gone."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep
from urllib.parse import quote

import pytest
from django.db import connection

from tests.support.commands import (
    ENDLESS,
    ROOT,
    WITHOUT_RIGHTS,
    enough_arguments,
    environment,
    manage,
    manage_each,
    newsroom_commands,
)

# Django's, and those of packages, that an operator may have to run.
OPERATORS = {
    *("axes_reset", "changepassword", "clearsessions", "collectstatic", "createsuperuser"),
    *("dumpdata", "flush", "migrate", "showmigrations"),
}
OURS = sorted({*newsroom_commands()} - ENDLESS)
ARTICLE = (
    '{"headline": "%d-мақала", "kind": "жаңалық", "section": "Қоғам", "agency": "Хабар", '
    '"published_at": "2026-03-03T15:45:00+05:00", "body": "<p>Мәтін бар.</p>"}\n'
)


def commands():
    # To compress all static files is Django's and WhiteNoise's work, and ten seconds of it.
    arguments = {name: enough_arguments(name) for name in sorted({*OURS, *OPERATORS})}
    return arguments | {"collectstatic": ["--no-input", "--dry-run"]}


def assert_lines(runs):
    """Each ends by itself: well, or with one line."""
    for name, run in runs.items():
        assert "Traceback" not in run.err, name
        assert run.err.count("\n") <= 1, (name, run.err)
        assert bool(run.err) == bool(run.code), (name, run)


@pytest.fixture
def variables(tmp_path):
    """Where an operator keeps things: variables of the environment."""
    (tmp_path / "database").mkdir()
    return {
        "DATABASE_URL": f"sqlite:///{tmp_path}/database/newsroom.sqlite3",
        "LANGUAGE": "en",
        "MEDIA_ROOT": str(tmp_path / "media"),
        "STATIC_ROOT": str(tmp_path / "static"),
    }


@pytest.fixture
def tables(variables, django_db_setup):
    """The file of the database, with its tables: a copy of that of the tests."""
    there = sqlite3.connect(connection.settings_dict["NAME"])
    copy = sqlite3.connect(variables["DATABASE_URL"].removeprefix("sqlite:///"))
    there.backup(copy)
    there.close(), copy.close()
    return Path(variables["DATABASE_URL"].removeprefix("sqlite:///"))


@pytest.fixture
def pages(tmp_path):
    """A file of many articles."""
    path = tmp_path / "pages.jsonl"
    path.write_text("".join(ARTICLE % number for number in range(2_000)), encoding="utf-8")
    return str(path)


@pytest.mark.once
def test_without_tables_every_command_says_what_to_do_first(variables):
    wanted = commands()
    del wanted["migrate"]
    runs = manage_each(wanted, **variables | {"LANGUAGE": "ru"})
    assert_lines(runs)
    for name in OURS:
        assert "Traceback" not in runs[name].out
    said = "manage.py publish_due: база данных не готова: сначала выполните «manage.py migrate»\n"
    assert runs["publish_due"].err == said


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("is_file", [True, False])
def test_a_database_that_may_not_be_written_is_named(variables, tables, is_file):
    what = tables if is_file else tables.parent
    what.chmod(0o444 if is_file else 0o555)
    before = WITHOUT_RIGHTS if os.geteuid() == 0 else []
    try:
        runs = manage_each(commands(), before=before, **variables)
    finally:
        what.chmod(0o755)
    assert_lines(runs)
    for name in runs:
        assert runs[name].code == 1
        assert f"this user may not write into {what}." in runs[name].err


@pytest.mark.django_db
def test_a_server_that_takes_nothing_in_is_named(variables):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server")
    url = url_of(connection) + "?options=-c%20default_transaction_read_only%3Don"
    wanted = {"create_editor": ["saule"], "clearsessions": [], "axes_reset": [], "migrate": []}
    runs = manage_each(wanted, **variables | {"DATABASE_URL": url})
    assert_lines(runs)
    said = "manage.py create_editor: database: it can only be read, not written to\n"
    assert runs["create_editor"].err == said


@pytest.mark.once
def test_a_server_that_does_not_answer_is_named(variables):
    url = "postgres://nobody:s3cr3t@127.0.0.1:1/none"
    runs = manage_each(commands(), **variables | {"DATABASE_URL": url})
    assert_lines(runs)
    for name in ("publish_due", "migrate", "axes_reset"):
        assert runs[name].err.startswith(f"manage.py {name}: database: it cannot be reached (")
    assert "s3cr3t" not in "".join(run.err for run in runs.values())


@pytest.mark.django_db
def test_a_database_that_the_server_does_not_have_is_named(variables):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server")
    run = manage("publish_due", **variables | {"DATABASE_URL": url_of(connection, NAME="none")})
    assert run.code == 1
    assert run.err.startswith("manage.py publish_due: database: there is no database of this name")
    assert run.err.count("\n") == 1


def url_of(connection, **changes):
    """``DATABASE_URL`` of the tests' own database."""
    values = connection.settings_dict | changes
    login = quote(values["USER"], safe="")
    if values["PASSWORD"]:
        login += ":" + quote(values["PASSWORD"], safe="")
    port = f":{values['PORT']}" if values["PORT"] else ""
    return f"postgres://{login}@{quote(values['HOST'], safe='')}{port}/{values['NAME']}"


def on_small_disk(folder, size):
    """What to start a command by, so that ``folder`` is a disk of this size, for it alone."""
    as_root = [] if os.geteuid() == 0 else ["--map-root-user"]
    started = ["unshare", "--mount", *as_root, "sh", "-ec"]
    keep = f"mkdir {folder}.kept; cp -a {folder}/. {folder}.kept/; "
    mount = f"mount -t tmpfs -o size={size} tmpfs {folder}; cp -a {folder}.kept/. {folder}/; "
    if subprocess.run([*started, mount.partition(";")[0]], check=False).returncode:
        pytest.skip("no disk can be mounted here")
    return [*started, keep + mount + 'exec "$@"', "-"]


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("what", ["database", "media", "output"])
def test_a_full_disk_is_one_line(variables, tables, pages, tmp_path, what):
    """Under the database, under the photos, under what is written out."""
    folder, room = tmp_path / what, tables.stat().st_size + 400_000 if what == "database" else 8192
    folder.mkdir(exist_ok=True)
    arguments = {
        "database": ["import_articles", "--format", "jsonl", pages],
        "media": ["seed_demo"],
        "output": ["dumpdata", "contenttypes", "auth", "--output", f"{folder}/file"],
    }[what]
    run = manage(*arguments, before=on_small_disk(folder, room), **variables)
    assert run.code == 1
    assert "there is no space left on the disk" in run.err
    assert run.err.count("\n") == 1


@pytest.mark.once
@pytest.mark.parametrize("arguments", [["help"], ["publish_due", "--help"], ["check"]])
def test_output_that_goes_nowhere(variables, arguments):
    """A full disk, and a reader who has had enough, as with ``| head``."""
    with open("/dev/full", "w") as full:  # noqa: PTH123
        run = manage(*arguments, stdout=full, **variables)
    assert (run.code, run.err.count("\n")) == (1, 1)
    assert "there is no space left on the disk" in run.err
    reading, writing = os.pipe()
    os.close(reading)
    run = manage(*arguments, stdout=writing, **variables)
    os.close(writing)
    assert (run.code, run.err) == (141, "")


@contextmanager
def importing(pages, **variables):
    """The command at work, in a process of its own that is gone behind the block."""
    command = [sys.executable, "manage.py", *"import_articles --format jsonl".split(), pages]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=environment(**variables), **pipes) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.once
@pytest.mark.django_db
def test_ctrl_c_leaves_nothing_half_done(variables, tables, pages):
    with sqlite3.connect(tables) as read, importing(pages, **variables) as going:
        while not count(read, "articles_article"):
            assert going.poll() is None
            sleep(0.01)
        going.send_signal(signal.SIGINT)
        err = going.communicate()[1]
        assert (going.returncode, err) == (130, "")
        taken = count(read, "articles_article")
        assert 0 < taken < 2_000
        assert count(read, "articles_importedpage") == taken
    read.close()
    run = manage("reindex", "--missing", "--dry-run", **variables)
    assert run.out.strip().endswith(" 0.")


@pytest.mark.once
@pytest.mark.django_db
def test_ctrl_c_ends_a_command_that_waits_for_who_writes(variables, tables, pages):
    writer = sqlite3.connect(tables, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    with importing(pages, **variables) as waiting:
        while not has_open(waiting.pid, tables):
            assert waiting.poll() is None
        waiting.send_signal(signal.SIGINT)
        out, err = waiting.communicate()
    assert (waiting.returncode, out, err) == (130, "", "")
    writer.close()


def has_open(pid, path):
    """Whether the process has this file open; others it may be closing at this moment."""
    for file in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            if file.readlink() == path:
                return True
    return False


def count(database, table):
    return database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


@pytest.mark.once
@pytest.mark.django_db
def test_a_terminal_without_letters_has_english_and_whole_articles(variables, tables, tmp_path):
    ascii_only = variables | {"LANGUAGE": "", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    run = manage("nonesuch", **ascii_only)
    said = 'manage.py nonesuch: there is no such command: "manage.py help" names all\n'
    assert run.err == said
    page = tmp_path / "page.jsonl"
    page.write_text(ARTICLE % 1, encoding="utf-8")
    manage("import_articles", "--format", "jsonl", str(page), **variables)
    run = manage("export_articles", "--format", "jsonl", **ascii_only)
    assert (run.code, run.err) == (0, "")
    assert "1-мақала" in run.out


@pytest.mark.once
def test_a_web_server_without_tables_says_so_and_one_without_database_serves(variables):
    """Pages that are kept need no database; tables do not come by themselves."""
    Path(variables["DATABASE_URL"].removeprefix("sqlite:///")).touch()
    command = [sys.executable, "-c", "import newsroom.wsgi"]
    runs = {
        url: subprocess.run(
            command,
            cwd=ROOT,
            env=environment(**variables | {"DATABASE_URL": url, "PYTHONWARNINGS": "ignore"}),
            capture_output=True,
            text=True,
            check=False,
        )
        for url in (variables["DATABASE_URL"], "postgres://nobody@127.0.0.1:1/none")
    }
    first, second = runs.values()
    said = "the database is not ready: run “manage.py migrate” first\n"
    assert (first.returncode, first.stderr) == (1, said)
    assert second.returncode == 0
    assert second.stderr.startswith("database: it cannot be reached (")
    assert second.stderr.count("\n") == 1
