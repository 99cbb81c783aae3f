"""A mistake of the operator is one clear line and an exit code, whatever the command."""

import errno
import sqlite3
from unittest.mock import Mock

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command, get_commands, load_command_class
from django.db import OperationalError, connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils import translation

from articles.management.base import NewsroomCommand
from newsroom.command_line import main
from tests.exchange.support import run
from tests.factories import make_article, make_photo
from tests.support.commands import enough_arguments, newsroom_commands

NO_PICTURES = ("photos/none.jpg", "../../x.jpg", "photos/x.jpg", "")


def sqlite_error(name):
    """What Django raises where SQLite ended with the code of this name."""
    fault, cause = OperationalError("as SQLite says it\nand more"), sqlite3.OperationalError()
    cause.sqlite_errorname = name
    fault.__cause__ = cause
    return fault


# What a command may raise, with its exit code and the line that an operator reads.
FAULTS = [
    (OperationalError("no such column\nHINT: more"), 1, "database: no such column"),
    (sqlite_error("SQLITE_FULL"), 1, "database: there is no space left on the disk"),
    (sqlite_error("SQLITE_READONLY_DIRECTORY"), 1, "database: it can only be read"),
    (OperationalError("connection failed: FATAL: password authentication failed"), 1, "password"),
    (OperationalError("connection failed: database “x” does not exist"), 1, "cannot be reached ("),
    (PermissionError(errno.EACCES, "", "var/x"), 1, "var/x: this user has no right to do that"),
    (OSError(errno.ENOSPC, ""), 1, "there is no space left on the disk"),
    (CommandError("in its own words", returncode=3), 3, "in its own words"),
    (EOFError(), 1, "--no-input"),
    (KeyboardInterrupt(), 130, ""),
    (BrokenPipeError(errno.EPIPE, ""), 141, ""),
]


def wants_tables(name):
    """Whether a command begins only where they are there; others make them, or wait for them."""
    return load_command_class("articles", name).requires_migrations_checks


@pytest.fixture
def command_line(capsys, monkeypatch, tmp_path):
    """``manage.py`` in this process: exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(connections, "close_all", Mock())  # the test has its own still open

    def run_line(*arguments, language="en"):
        monkeypatch.setenv("LANGUAGE", language)
        code = 0
        try:
            main(["manage.py", *arguments])
        except SystemExit as stop:
            code = stop.code
        return (code, *capsys.readouterr())

    yield run_line
    translation.deactivate()


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(get_commands()))
def test_every_command_says_in_a_line_what_kept_it_from_its_work(name, command_line, monkeypatch):
    command = type(load_command_class(get_commands()[name], name))
    for fault, code, line in FAULTS:

        def fail(self, *args, fault=fault, **options):
            raise fault

        monkeypatch.setattr(command, "execute", fail)
        ended, out, err = command_line(name, *enough_arguments(name))
        assert (ended, out, err.count("\n")) == (code, "", 1 if line else 0)
        assert line in err
        assert err.startswith(f"manage.py {name}: " if line else "")


@pytest.mark.django_db
@pytest.mark.parametrize("name", newsroom_commands())
def test_a_command_called_by_a_program_raises_one_fault_for_all(name, monkeypatch):
    command = type(load_command_class("articles", name))
    assert issubclass(command, NewsroomCommand)
    for fault in (sqlite_error("SQLITE_FULL"), OSError(errno.ENOSPC, "")):

        def fail(self, fault=fault, **options):
            raise fault

        monkeypatch.setattr(command, "handle", fail)
        with pytest.raises(CommandError, match=r"дискіде орын жоқ$"):
            call_command(name, *enough_arguments(name))


@pytest.mark.django_db
@pytest.mark.parametrize("name", [*newsroom_commands(), "migrate", "check", "collectstatic"])
@pytest.mark.parametrize(
    ("language", "said"), [("", "белгісіз"), ("ru", "неизвестн"), ("en", "unrecognized")]
)
def test_wrong_arguments_are_one_line_in_the_language_set(name, language, said, command_line):
    wrong = [*enough_arguments(name), "--no-such-thing"]
    code, out, err = command_line(name, *wrong, language=language)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err
    assert "--no-such-thing" in err


@pytest.mark.django_db
def test_a_command_that_is_not_there_is_named(command_line):
    assert command_line("publish_do") == (
        *(2, ""),
        "manage.py publish_do: there is no such command: “manage.py help” names all\n",
    )


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["migrate", "backup", *filter(wants_tables, newsroom_commands())])
def test_code_older_than_the_database_is_told_to_be_upgraded(name, command_line):
    MigrationRecorder(connection).record_applied("articles", "9999_of_tomorrow")
    code, out, err = command_line(name, *enough_arguments(name))
    assert (code, out) == (1, "")
    assert err == (
        f"manage.py {name}: the database is of a newer version than the program: "
        "upgrade the program\n"
    )


@pytest.mark.django_db
def test_traceback_shows_where_in_the_code_it_happened(command_line, monkeypatch):
    monkeypatch.setattr(NewsroomCommand, "execute", Mock(side_effect=OperationalError("x")))
    with pytest.raises(OperationalError):
        command_line("publish_due", "--traceback")


@pytest.mark.parametrize("days", ["9" * 30, "0", "-1", "x"])
def test_days_beyond_the_calendar_are_named(days):
    with pytest.raises(CommandError, match="1–36500"):
        call_command("related_report", f"--days={days}")


@pytest.mark.django_db
@pytest.mark.parametrize("reference", ["9" * 30, "9" * 18, "\ud800", "", "/x/9-y/z"])
def test_an_article_that_is_not_there_is_named(reference):
    with pytest.raises(CommandError, match="деген мақала жоқ"):
        call_command("export_articles", reference)


@pytest.mark.django_db
def test_an_output_that_cannot_be_written_leaves_what_was_there(tmp_path):
    article, there = make_article(), tmp_path / "there.txt"
    there.write_text("бұрынғы")
    with pytest.raises(CommandError, match="бума"):
        call_command("export_articles", str(article.pk), "--output", str(tmp_path))
    with pytest.raises(CommandError, match="деген мақала жоқ"):
        call_command("export_articles", "9999", "--output", str(there))
    assert there.read_text() == "бұрынғы"


@pytest.mark.django_db
def test_photos_without_a_picture_are_named_and_the_rest_goes_on():
    photos = {name: make_photo(alt="x") for name in NO_PICTURES}
    storage = photos[""].file.storage
    storage.save("photos/x.jpg", ContentFile(b"no picture"))
    for name, photo in photos.items():
        type(photo).objects.filter(pk=photo.pk).update(file=name, width=1, height=1)
    code, out, err = run("make_renditions")
    assert (code, out) == (1, "made 0, unchanged 0, failed 3\n")
    assert all((f"#{photo.pk} фото" in err) is bool(name) for name, photo in photos.items())


@pytest.mark.django_db
@pytest.mark.parametrize("seal", ["", "x", "9" * 5_000])
def test_a_seal_that_was_never_given_is_not_there(seal):
    with pytest.raises(CommandError, match="мөрлі жол жоқ"):
        call_command("verify_audit", f"--expect-seal={seal}")
