"""``import_articles --typography``: what comes in with the signs of the keyboard is set."""

import json

import pytest

from articles.models import Article
from tests.exchange.support import LIBRARY, counts, edited, run
from tests.factories import forget

pytestmark = pytest.mark.django_db

TITLE = 'Қызылордада "Сыр" - 5 млн теңгеге 3х4 метрлік кітапхана'
PRINTED = "Қызылордада «Сыр»\u00a0– 5\u00a0млн\u00a0теңгеге 3×4\u00a0метрлік кітапхана"
HEADLINE = "Жүз жылдық мектепте ашық кітапхана есігін ашты"


@pytest.fixture
def titled(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(edited(LIBRARY, (HEADLINE, TITLE)), encoding="utf-8")
    return path


def test_headline_and_body_are_set(titled):
    run("import_articles", titled, "--typography")
    article = Article.objects.get(headline=PRINTED)
    assert "оқиды»,&nbsp;– деді мектеп" in article.body
    assert article.body.count("<blockquote>") == 1
    assert article.slug.startswith("qyzylordada-syr-5-mln-tengege")


def test_without_being_asked_the_text_stays_as_it_came(titled):
    run("import_articles", titled)
    assert '"Бұрын кітап' in Article.objects.get(headline=TITLE).body


def test_a_page_that_says_the_same_is_unchanged_either_way(titled):
    run("import_articles", titled)
    for options in (["--typography"], []):
        _, said, _ = run("import_articles", titled, *options)
        assert counts(said) == "created 0, updated 0, unchanged 1, skipped 0"
    assert Article.objects.filter(headline=TITLE).exists()


def test_a_page_that_was_set_is_known_again(titled):
    run("import_articles", titled, "--typography")
    titled.write_text(titled.read_text().replace("Аудан әкімдігі", "Әкімдік"), encoding="utf-8")
    _, said, _ = run("import_articles", titled, "--typography")
    assert counts(said) == "created 0, updated 1, unchanged 0, skipped 0"


@pytest.mark.parametrize("form", ["page", "jsonl"])
def test_what_was_set_goes_out_and_back_byte_for_byte(titled, tmp_path, form):
    run("import_articles", titled, "--typography")
    exported = run("export_articles", Article.objects.get(headline=PRINTED).pk, "--format", form)[1]
    file = tmp_path / "out"
    file.write_text(exported, encoding="utf-8")
    for options in ([], ["--typography"]):
        forget(Article.objects.all())
        _, said, _ = run("import_articles", file, "--format", form, *options)
        assert counts(said) == "created 1, updated 0, unchanged 0, skipped 0"
        article = Article.objects.get(headline=PRINTED)
        assert run("export_articles", article.pk, "--format", form)[1] == exported


def test_other_languages_in_a_body_stay(tmp_path):
    body = '<p lang="ru">"Да" - нет...</p><p><a href="https://a.kz/1-2">a.kz/1-2</a> - "иә"</p>'
    line = {
        "headline": "Бір",
        "kind": "жаңалық",
        "section": "Қоғам",
        "agency": "Сыр",
        "body": body,
        "lede": "5 км...",
    }
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps(line | {"published_at": "2026-03-03T15:45:00+05:00"}))
    run("import_articles", file, "--format", "jsonl", "--typography")
    article = Article.objects.get()
    assert '<p lang="ru">"Да" - нет...</p>' in article.body
    assert ">a.kz/1-2</a>&nbsp;– «иә»</p>" in article.body
    assert article.lede == "5\u00a0км…"


@pytest.mark.parametrize("is_set", [True, False])
def test_an_entry_of_the_sidebar_names_the_article_with_either_signs(titled, tmp_path, is_set):
    run("import_articles", titled, *(["--typography"] if is_set else []))
    line = {
        "headline": "Басқа",
        "kind": "жаңалық",
        "section": "Қоғам",
        "agency": "Сыр",
        "body": "<p>Бір.</p>",
        "published_at": "2026-05-03T15:45:00+05:00",
        "related": [{"headline": TITLE}],
    }
    count = Article.objects.count()
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps(line))
    run("import_articles", file, "--format", "jsonl")
    assert Article.objects.count() == count + 1
