"""``import_articles`` on input that it cannot take: named, left out whole, and the rest goes in."""

import os
import socket

import pytest
from django.db import DataError

from articles.exchange import recognising
from articles.models import Article, Author, Photo, Section, Tag
from tests.exchange.support import LIBRARY, SHORT, counts, edited, rewrite, run

pytestmark = pytest.mark.django_db


def test_an_unknown_kind_is_named_and_leaves_nothing(file):
    rewrite(file, ("жаңалық 14.04.2026", "жырнақ 14.04.2026"))
    code, out, err = run("import_articles", file)
    assert (code, counts(out)) == (1, "created 0, updated 0, unchanged 0, skipped 1")
    assert err.startswith(f"{file}:6: «жырнақ» деген жанр жоқ; бар жанрлар: жаңалық, ")
    for model in (Article, Author, Photo, Section, Tag):
        assert not model.objects.exists()


def test_what_is_too_long_is_named_with_its_line(file):
    rewrite(file, ("Сыр бойында күріш егісі басталды", "ұзақ " * 41))
    code, _, err = run("import_articles", file)
    assert code == 1
    assert err.startswith(f"{file}:25: тым ұзын (204 таңба, ең көбі 200): ұзақ ұзақ")
    assert not Section.objects.exists()


def test_one_bad_file_among_a_hundred(tmp_path):
    for number in range(100):
        headline, section = f"Аудандағы жарыс: {number}-күн", f"Спорт {number}"
        page = edited(SHORT, ("Алматыда жүгіру жарысы өтті", headline), ("Спорт", section))
        (tmp_path / f"{number:03}.txt").write_text(
            page.replace("15.04.2026 20:00", "15.04.2026 20:xx") if number == 41 else page,
            encoding="utf-8",
        )
    code, out, err = run("import_articles", tmp_path)
    assert (code, counts(out)) == (1, "created 99, updated 0, unchanged 0, skipped 1")
    assert err.splitlines()[0].startswith(f"{tmp_path / '041.txt'}:6: ")
    assert Article.objects.live().count() == 99


def test_all_broken_files_are_named(tmp_path):
    (tmp_path / "1.txt").write_bytes(b"")
    (tmp_path / "2.txt").write_bytes(LIBRARY.encode("cp1251", "replace"))
    (tmp_path / "3.txt").write_text(SHORT, encoding="utf-8")
    missing = tmp_path / "missing.txt"
    code, out, err = run("import_articles", tmp_path, missing)
    assert (code, counts(out)) == (1, "created 1, updated 0, unchanged 0, skipped 3")
    assert f"{tmp_path / '1.txt'}:1: файл бос" in err
    assert f"{tmp_path / '2.txt'}:1: мәтін UTF-8" in err
    assert f"{missing}:1: файл оқылмайды" in err
    assert err.endswith("3 қате бар.\n")


def test_a_folder_without_pages(tmp_path):
    code, out, err = run("import_articles", tmp_path)
    assert (code, counts(out)) == (1, "created 0, updated 0, unchanged 0, skipped 0")
    assert "*.txt" in err


def test_two_pages_that_contradict_each_other_are_named(tmp_path):
    rewrite(tmp_path / "1.txt")
    rewrite(tmp_path / "2.txt", ("төрт мыңнан", "бес мыңнан"))
    code, out, err = run("import_articles", tmp_path)
    assert (code, counts(out)) == (1, "created 1, updated 0, unchanged 0, skipped 1")
    assert f"{tmp_path / '2.txt'}:4: «{tmp_path / '1.txt'}» файлы" in err
    assert "төрт мыңнан" in Article.objects.get(headline__startswith="Жүз жылдық").body


def test_a_folder_with_all_that_is_no_page(tmp_path):
    """Nothing of it hangs or stops the run; what is no folder and no page is named."""
    a, z = tmp_path / "a.txt", tmp_path / "z.txt"
    rewrite(a)
    z.write_text(SHORT, encoding="utf-8")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "device.txt").symlink_to("/dev/zero")
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "pipe.jsonl")
    with socket.socket(socket.AF_UNIX) as unix:
        unix.bind(str(tmp_path / "socket.txt"))
    (tmp_path / "zeros.txt").write_bytes(bytes(100))
    (tmp_path / "much.txt").write_bytes(b"x" * 2_000_000)
    odd = tmp_path / os.fsdecode(b"\xff")
    odd.mkdir()
    (odd / os.fsdecode(b"\xfe.txt")).write_bytes(b"joq")
    code, out, err = run("import_articles", tmp_path)
    assert (code, counts(out)) == (1, "created 2, updated 0, unchanged 0, skipped 9")
    faults = {line.split(":")[0].rpartition("/")[2]: line for line in err.splitlines()}
    assert "өз ішіне" in faults["again"]
    assert all("кәдімгі файл емес" in faults[f"{n}.txt"] for n in ("device", "pipe", "socket"))
    assert all("оқылмайды" in faults[f"{name}.txt"] for name in ("loop", "broken"))
    assert faults["zeros.txt"].endswith("U+0000")
    assert "тым үлкен" in faults["much.txt"]
    assert "\\xfe.txt" in faults
    for line in err.splitlines()[:-1]:
        assert line.removeprefix(str(tmp_path)).split(":")[1].isdecimal(), line
    code, out, err = run("import_articles", tmp_path, "--format", "jsonl")
    assert (code, counts(out)) == (1, "created 0, updated 0, unchanged 0, skipped 2")


def test_a_folder_without_permission_is_named(tmp_path, monkeypatch):
    (tmp_path / "shut").mkdir()
    (tmp_path / "z.txt").write_text(SHORT, encoding="utf-8")
    inside = type(tmp_path).iterdir

    def iterdir(path):  # the user of these tests may read everything
        if path.name == "shut":
            raise PermissionError(13, "Permission denied")
        return inside(path)

    monkeypatch.setattr(type(tmp_path), "iterdir", iterdir)
    code, out, err = run("import_articles", tmp_path)
    assert (code, counts(out)) == (1, "created 1, updated 0, unchanged 0, skipped 1")
    assert err.startswith(f"{tmp_path / 'shut'}:1: файл оқылмайды: бұл пайдаланушының")


def test_a_folder_that_two_links_lead_to_goes_in_once(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "z.txt").write_text(SHORT, encoding="utf-8")
    (tmp_path / "also").symlink_to(tmp_path / "real")
    code, out, _ = run("import_articles", tmp_path, tmp_path / "real")
    assert (code, counts(out)) == (0, "created 1, updated 0, unchanged 0, skipped 0")


@pytest.mark.parametrize("stamp", ["31.12.9999 23:59", "01.01.0001 00:00", "01.01.2100 00:00"])
def test_a_year_that_was_mistyped_keeps_nothing_else_out(tmp_path, stamp):
    rewrite(tmp_path / "a.txt", ("14.04.2026 11:20", stamp))
    (tmp_path / "b.txt").write_text(SHORT, encoding="utf-8")
    code, out, err = run("import_articles", tmp_path)
    assert (code, counts(out)) == (1, "created 1, updated 0, unchanged 0, skipped 1")
    assert err.startswith(f"{tmp_path / 'a.txt'}:6: ")


def test_what_the_database_refuses_keeps_nothing_else_out(tmp_path, monkeypatch):
    rewrite(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text(SHORT, encoding="utf-8")
    about = recognising.about

    def refuse(record, *args):
        if "кітапхана" in record.headline:
            raise DataError("too much\nDETAIL: said in more lines")
        return about(record, *args)

    monkeypatch.setattr(recognising, "about", refuse)
    code, out, err = run("import_articles", tmp_path)
    assert (code, counts(out)) == (1, "created 1, updated 0, unchanged 0, skipped 1")
    assert err.startswith(f"{tmp_path / 'a.txt'}:4: дерекқор қабылдамады: too much\n")
