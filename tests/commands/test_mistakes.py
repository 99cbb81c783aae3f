"""A mistake of the operator is one clear line and an exit code, whatever the command."""

import os
import subprocess
import sys
from importlib import import_module
from io import StringIO
from pathlib import Path
from pkgutil import iter_modules

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import OperationalError

from articles.management import commands
from articles.management.base import NewsroomCommand
from tests.exchange.support import run
from tests.factories import make_article, make_photo

ROOT = Path(__file__).parent.parent.parent
ARGUMENTS = {"import_articles": ["x.txt"], "export_articles": ["--format=jsonl"]}
ARGUMENTS |= {name: ["x"] for name in ("backup", "backup_drill", "restore")}
COMMANDS = sorted({module.name for module in iter_modules(commands.__path__)})
NO_PICTURES = ("photos/none.jpg", "../../x.jpg", "photos/x.jpg", "")
# A command that writes more than a pipe holds.
TALKER = """
import django
django.setup()
from articles.management.base import NewsroomCommand
class Talker(NewsroomCommand):
    requires_system_checks = []
    def handle(self, **options):
        for _ in range(1_000):
            self.stdout.write("x" * 1_000)
Talker().run_from_argv(["manage.py", "talker"])
"""


@pytest.mark.django_db
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_kept_it_from_its_work(name, monkeypatch):
    module = import_module(f"{commands.__name__}.{name}")
    assert issubclass(module.Command, NewsroomCommand)
    for fault, said in {
        OperationalError("no such column\nHINT: more"): "дерекқор: no such column$",
        PermissionError(13, "Permission denied", "var/x"): "^var/x: Permission denied$",
        UnicodeEncodeError("ascii", "ә", 0, 1, "x"): "ascii мәтінді көрсете алмайды",
    }.items():

        def fail(self, fault=fault, **options):
            raise fault

        monkeypatch.setattr(module.Command, "handle", fail)
        with pytest.raises(CommandError, match=said):
            call_command(name, *ARGUMENTS.get(name, []))


def process(tmp_path, *arguments, **options):
    """Python in a process of its own, with a database in ``tmp_path`` that is not migrated."""
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path}/own.sqlite3",
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "PYTHONIOENCODING": "ascii",
        "SECRET_KEY": "this signs nothing that matters, so all may read it: 0123456789",
    }
    command = [sys.executable, *arguments]
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        text=True,
        check=False,
        stderr=subprocess.PIPE,
        **options,
    )


@pytest.mark.once
def test_an_unmigrated_database_is_one_line_even_without_kazakh_letters(tmp_path):
    said = process(tmp_path, "manage.py", "publish_due", stdout=subprocess.PIPE)
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.count("\n") == 1
    assert "manage.py migrate" in said.stderr
    assert "\\u0434\\u0435\\u0440" in said.stderr


@pytest.mark.once
def test_whoever_reads_may_have_enough(tmp_path):
    """As with ``| head``."""
    reading, writing = os.pipe()
    os.close(reading)
    said = process(tmp_path, "-c", TALKER, stdout=writing)
    os.close(writing)
    assert (said.returncode, said.stderr) == (141, "")


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
    with pytest.raises(CommandError, match="Is a directory"):
        call_command("export_articles", str(article.pk), "--output", str(tmp_path))
    with pytest.raises(CommandError, match="деген мақала жоқ"):
        call_command("export_articles", "9999", "--output", str(there))
    assert there.read_text() == "бұрынғы"


@pytest.mark.django_db
def test_a_terminal_that_has_no_such_letters_gets_no_half_of_an_article():
    class Ascii(StringIO):
        encoding = "ascii"

    out = Ascii()
    with pytest.raises(CommandError, match="PYTHONIOENCODING=utf-8"):
        call_command("export_articles", str(make_article().pk), stdout=out)
    assert out.getvalue() == ""


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
