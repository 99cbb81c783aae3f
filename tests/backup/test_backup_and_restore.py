"""Everything is lost, and everything is there again."""

import pytest
from django.contrib.sessions.models import Session

from tests.factories import make_tag

pytestmark = pytest.mark.django_db  # on each database, though each place has its own
SEARCHED = "суқоймалар"


def test_after_everything_was_lost_everything_is_there(place, backups):
    rows, files, found = place.rows(), place.files(), place.found(SEARCHED)
    assert len(files) == 3
    assert "Суқойма 2" in str(found)
    for _twice in range(2):
        assert place.manage("backup", backups)[0] == 0
        place.lose()
        place.create()
        code, out, err = place.manage("restore", backups)
        assert (code, err) == (0, "")
        assert "Журнал бүтін" in out
        assert place.rows() == rows
        assert place.files() == files
        assert place.found(SEARCHED) == found


def test_nobody_is_signed_in_after_a_restore(place, empty, backups):
    """A session in a stolen backup would open the desk; one that was ended would open again."""
    place.manage("backup", backups)
    empty.manage("restore", backups)
    for newsroom, count in (place, 1), (empty, 0):
        with newsroom.in_use():
            assert Session.objects.count() == count
    files = [path for path in backups.rglob("*") if path.is_file()]
    assert [path for path in files if b"stolen" in path.read_bytes()] == []


def test_the_second_backup_reads_only_what_is_new(place, backups):
    place.manage("backup", backups)
    (place.media / "photos" / "new.jpg").write_bytes(b"new")
    code, out, _err = place.manage("backup", backups)
    assert code == 0
    assert f"{len(place.files())} файл (жаңасы не өзгергені – 1)" in out


def test_older_backups_go_and_the_files_of_the_last_stay(place, empty, backups):
    extra = place.media / "photos" / "gone.jpg"
    extra.write_bytes(b"gone")
    place.manage("backup", backups)
    extra.unlink()
    files = place.files()
    assert place.manage("backup", backups, "--keep", 1)[0] == 0
    assert len(list(backups.glob("*Z"))) == 1
    assert len(list(backups.glob("files/*/*"))) == len(set(files.values()))
    assert empty.manage("restore", backups)[0] == 0
    assert empty.files() == files


def test_a_backup_is_chosen_by_its_name(place, empty, backups):
    place.manage("backup", backups)
    rows = place.rows()
    with place.in_use():
        make_tag("Жаңа", "zhana")
    place.manage("backup", backups)
    first = min(path.name for path in backups.glob("*Z"))
    assert empty.manage("restore", backups, first)[0] == 0
    assert empty.rows() == rows


@pytest.mark.parametrize("arguments", [[], ["2026-01-01T00-00-00.000Z"]])
def test_a_backup_that_is_not_there_is_named(empty, backups, arguments):
    code, out, err = empty.manage("restore", backups, *arguments)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert str(backups) in err


def test_a_living_newsroom_is_refused_and_left_as_it_is(place, backups):
    place.manage("backup", backups)
    rows, files = place.rows(), place.files()
    code, out, err = place.manage("restore", backups)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "бос емес" in err
    assert (place.rows(), place.files()) == (rows, files)


def test_files_without_a_database_are_not_mixed_with_others(place, empty, backups):
    place.manage("backup", backups)
    empty.media.mkdir(parents=True)
    (empty.media / "own.jpg").write_bytes(b"own")
    code, _out, err = empty.manage("restore", backups)
    assert (code, err.count("\n")) == (1, 1)
    assert "own.jpg" in err
    assert list(empty.files()) == ["own.jpg"]


def test_an_older_backup_is_brought_up_to_this_version(place, empty, backups):
    assert place.manage("migrate", "sessions", "zero", "--verbosity=0")[0] == 0
    assert place.manage("backup", backups)[0] == 0
    code, _out, err = empty.manage("restore", backups)
    assert (code, err) == (0, "")
    assert empty.manage("migrate", "--check")[0] == 0


def test_a_drill_leaves_nothing_behind(place, backups, tmp_path):
    place.manage("backup", backups)
    rows = place.rows()
    code, out, err = place.manage("backup_drill", backups)
    assert (code, err) == (0, "")
    assert "Журнал бүтін" in out
    assert place.rows() == rows


def test_a_newsroom_in_which_nothing_was_done_yet_is_one_too(migrated_place, empty, backups):
    migrated_place.manage("backup", backups)
    code, _out, err = migrated_place.manage("backup_drill", backups)
    assert (code, err) == (0, "")
    assert empty.manage("restore", backups)[0] == 0
    assert empty.rows() == migrated_place.rows()
