"""``export_articles``: the same text back."""

import json

import pytest
from django.core.management import CommandError

from articles.models import Article
from tests.exchange.support import LIBRARY, PAGES, SHORT, counts, run
from tests.factories import forget, make_article, make_photo, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages():
    run("import_articles", PAGES)


def find(headline):
    return Article.objects.get(headline__startswith=headline)


@pytest.mark.parametrize(("headline", "text"), [("Жүз жылдық", LIBRARY), ("Алматыда", SHORT)])
def test_a_page_comes_back_byte_for_byte(pages, headline, text):
    assert run("export_articles", find(headline).pk)[1] == text


def test_an_article_is_found_by_its_address(pages):
    article = find("Алматыда")
    for reference in (article.path, f"https://example.kz/ru{article.path}?x=1", f"{article.pk}-x"):
        assert run("export_articles", reference)[1] == SHORT


def test_output_goes_to_a_file(pages, tmp_path):
    target = tmp_path / "out.txt"
    _, out, _ = run("export_articles", find("Жүз").pk, "--format", "page", "--output", target)
    assert out == ""
    assert target.read_bytes() == LIBRARY.encode()


def test_lede_and_rich_text_become_paragraphs():
    article = make_article(
        "Тақырып",
        lede="Лид & бәрі.",
        body="<h2>Ара тақырып</h2><p>Бір <strong>екі</strong>\nүш.</p><ul><li>Төрт</li></ul>",
        tags=[make_tag("Су", "su")],
        photo=make_photo(credit="Дала"),
    )
    text = run("export_articles", article.pk)[1]
    assert "\nЛид & бәрі.\n\nАра тақырып\n\nБір екі үш.\n\nТөрт\n\n" in text
    assert " #Су\n" in text
    assert " Фото: Дала\n" in text


def test_an_agency_stands_where_an_author_would():
    article = make_article("Тақырып", authors=[], agency="ҚазАқпарат")
    assert "\nҚазАқпарат\nҚазАқпарат\n" in run("export_articles", article.pk)[1]


@pytest.mark.parametrize("reference", ["999", "жоқ", "/sayasat/", "9" * 30])
def test_an_unknown_article_is_named(reference):
    with pytest.raises(CommandError, match=f"«{reference}» деген мақала жоқ"):
        run("export_articles", reference)


def test_a_draft_without_a_time_has_no_page():
    article = make_article("Жоба", publish=False)
    with pytest.raises(CommandError, match="уақыты жоқ: Жоба"):
        run("export_articles", article.pk)


def test_a_page_is_of_one_article(pages):
    with pytest.raises(CommandError, match="бір ғана мақала"):
        run("export_articles")


def test_a_file_that_cannot_be_written(pages, tmp_path):
    with pytest.raises(CommandError, match="мұндай файл да, бума да жоқ"):
        run("export_articles", find("Жүз").pk, "--output", tmp_path / "no" / "out.txt")


def test_json_lines_hold_all_that_is_published(pages):
    _, out, _ = run("export_articles", "--format", "jsonl")
    library, short = map(json.loads, out.splitlines())
    assert library["published_at"] == "2026-04-14T11:20:00+05:00"
    assert library["authors"] == ["Нұрлан Сейітов", "Әсел Қайратқызы"]
    assert library["related"][0] == {
        "headline": "Ауыл мектептеріне жаңа автобус берілді",
        "published_at": "2026-04-14T09:05:00+05:00",
    }
    assert "<blockquote>" in library["body"]
    assert short["kind"] == "репортаж"
    assert "tags" not in short


def test_json_lines_come_back(pages, tmp_path):
    _, out, _ = run("export_articles", "--format", "jsonl")
    path = tmp_path / "all.jsonl"
    path.write_text(out, encoding="utf-8")
    _, said, _ = run("import_articles", path, "--format", "jsonl")
    assert counts(said) == "created 0, updated 0, unchanged 2, skipped 0"
    forget(Article.objects.all())
    _, said, _ = run("import_articles", path, "--format", "jsonl")
    assert counts(said) == "created 2, updated 0, unchanged 0, skipped 0"
    assert run("export_articles", "--format", "jsonl")[1] == out
    assert run("export_articles", find("Жүз").pk)[1] == LIBRARY
