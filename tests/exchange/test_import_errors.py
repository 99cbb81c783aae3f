"""``import_articles`` on input that it cannot take: named, left out whole, and the rest goes in."""

import pytest

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
    assert f"{missing}: файл оқылмайды" in err
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
