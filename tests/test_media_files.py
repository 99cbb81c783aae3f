"""Files of the media folder: none goes while a backup copies them, all that were to go after it."""

import pytest
from django.core.files.storage import default_storage

from articles import media_files
from tests.support.media import put


@pytest.fixture
def stored(settings):
    for name in ("photos/a.jpg", "photos/b.jpg"):
        put(settings, name)
    return default_storage


def test_a_file_goes_at_once(stored):
    media_files.delete(stored, ["photos/a.jpg", "photos/none.jpg"])
    assert list(media_files.names(stored.base_location)) == ["photos/b.jpg"]


def test_while_a_backup_is_running_it_goes_at_its_end(stored):
    with media_files.files_kept(stored):
        media_files.delete(stored, ["photos/a.jpg"])
        assert stored.exists("photos/a.jpg")
        assert media_files.pending(stored) == {"photos/a.jpg"}
    assert not stored.exists("photos/a.jpg")
    assert media_files.pending(stored) == set()


def test_a_file_that_came_back_under_its_name_stays(settings, stored):
    with media_files.files_kept(stored):
        media_files.delete(stored, ["photos/a.jpg"])
        stored.delete("photos/a.jpg")
        put(settings, "photos/a.jpg", b"another")
    assert stored.exists("photos/a.jpg")


def test_what_a_backup_that_failed_left_goes_too(stored):
    keeping = media_files.files_kept(stored)
    keeping.__enter__()
    media_files.delete(stored, ["photos/a.jpg"])
    assert not keeping.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not stored.exists("photos/a.jpg")


def test_a_second_backup_of_the_same_files_is_refused(stored, monkeypatch):
    monkeypatch.setattr(media_files, "_LONGEST", 0)
    first, second = media_files.files_kept(stored), media_files.files_kept(stored)
    with first, pytest.raises(media_files.FilesInUse), second:
        pass


def test_a_folder_that_links_to_itself_is_walked_once(settings, stored, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "c.jpg").write_bytes(b"c")
    folder = tmp_path / "media"
    (folder / "old").symlink_to(elsewhere)
    (elsewhere / "round").symlink_to(folder)
    assert "old/c.jpg" in set(media_files.names(folder))
