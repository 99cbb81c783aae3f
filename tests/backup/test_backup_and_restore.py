"""Everything is lost, and everything is there again."""

import pytest
from django.contrib.sessions.models import Session

from tests.factories import make_tag

pytestmark = pytest.mark.django_db  # on each database, though each installation has its own
SEARCHED = "суқоймалар"


def test_after_everything_was_lost_everything_is_there(installation, backups):
    rows, files, found = installation.rows(), installation.files(), installation.found(SEARCHED)
    assert len(files) == 1 + 3 + 4  # the original, the one width that it has, and the shapes
    assert "Суқойма 2" in str(found)
    for _twice in range(2):
        assert installation.manage("backup", backups)[0] == 0
        installation.lose()
        installation.create()
        code, out, err = installation.manage("restore", backups)
        assert (code, err) == (0, "")
        assert "Журнал бүтін" in out
        assert installation.rows() == rows
        assert installation.files() == files
        assert installation.found(SEARCHED) == found


def test_nobody_is_signed_in_after_a_restore(installation, empty, backups):
    """A session in a stolen backup would open the desk; one that was ended would open again."""
    installation.manage("backup", backups)
    empty.manage("restore", backups)
    for newsroom, count in (installation, 1), (empty, 0):
        with newsroom.in_use():
            assert Session.objects.count() == count
    files = [path for path in backups.rglob("*") if path.is_file()]
    assert [path for path in files if b"stolen" in path.read_bytes()] == []


def test_the_second_backup_reads_only_what_is_new(installation, backups):
    installation.manage("backup", backups)
    (installation.media / "photos" / "new.jpg").write_bytes(b"new")
    code, out, _err = installation.manage("backup", backups)
    assert code == 0
    assert f"{len(installation.files())} файл (жаңасы не өзгергені – 1)" in out


def test_older_backups_go_and_the_files_of_the_last_stay(installation, empty, backups):
    extra = installation.media / "photos" / "gone.jpg"
    extra.write_bytes(b"gone")
    installation.manage("backup", backups)
    extra.unlink()
    files = installation.files()
    assert installation.manage("backup", backups, "--keep", 1)[0] == 0
    assert len(list(backups.glob("*Z"))) == 1
    assert len(list(backups.glob("files/*/*"))) == len(set(files.values()))
    assert empty.manage("restore", backups)[0] == 0
    assert empty.files() == files


def test_a_backup_is_chosen_by_its_name(installation, empty, backups):
    installation.manage("backup", backups)
    rows = installation.rows()
    with installation.in_use():
        make_tag("Жаңа", "zhana")
    installation.manage("backup", backups)
    first = min(path.name for path in backups.glob("*Z"))
    assert empty.manage("restore", backups, first)[0] == 0
    assert empty.rows() == rows


@pytest.mark.parametrize("arguments", [[], ["2026-01-01T00-00-00.000Z"]])
def test_a_backup_that_is_not_there_is_named(empty, backups, arguments):
    code, out, err = empty.manage("restore", backups, *arguments)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert str(backups) in err


def test_a_living_newsroom_is_refused_and_left_as_it_is(installation, backups):
    installation.manage("backup", backups)
    rows, files = installation.rows(), installation.files()
    code, out, err = installation.manage("restore", backups)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "бос емес" in err
    assert (installation.rows(), installation.files()) == (rows, files)


def test_files_without_a_database_are_not_mixed_with_others(installation, empty, backups):
    installation.manage("backup", backups)
    empty.media.mkdir(parents=True)
    (empty.media / "own.jpg").write_bytes(b"own")
    code, _out, err = empty.manage("restore", backups)
    assert (code, err.count("\n")) == (1, 1)
    assert "own.jpg" in err
    assert list(empty.files()) == ["own.jpg"]


def test_an_older_backup_is_brought_up_to_this_version(installation, empty, backups):
    assert installation.manage("migrate", "sessions", "zero", "--verbosity=0")[0] == 0
    assert installation.manage("backup", backups)[0] == 0
    code, _out, err = empty.manage("restore", backups)
    assert (code, err) == (0, "")
    assert empty.manage("migrate", "--check")[0] == 0


def test_a_drill_leaves_nothing_behind(installation, backups, tmp_path):
    installation.manage("backup", backups)
    rows = installation.rows()
    code, out, err = installation.manage("backup_drill", backups)
    assert (code, err) == (0, "")
    assert "Журнал бүтін" in out
    assert installation.rows() == rows


def test_a_newsroom_in_which_nothing_was_done_yet_is_one_too(migrated_installation, empty, backups):
    migrated_installation.manage("backup", backups)
    code, _out, err = migrated_installation.manage("backup_drill", backups)
    assert (code, err) == (0, "")
    assert empty.manage("restore", backups)[0] == 0
    assert empty.rows() == migrated_installation.rows()
