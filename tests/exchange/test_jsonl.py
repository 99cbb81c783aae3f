"""JSON Lines: each line by itself, and what is said of a bad one."""

import json

import pytest

from articles.models import Article, Kind, Photo, Section
from tests.exchange.support import counts, run

pytestmark = pytest.mark.django_db
GOOD = {
    "headline": "Көктем келді",
    "kind": "пікір",
    "section": "Мәдениет",
    "published_at": "2026-03-22T09:00:00+05:00",
    "body": "<p>Наурыз <b>құтты</b> болсын.</p><script>alert(1)</script>",
    "lede": "Қысқаша.",
    "agency": "ҚазАқпарат",
}


def run_lines(tmp_path, *lines):
    path = tmp_path / "in.jsonl"
    texts = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path, *run("import_articles", path, "--format", "jsonl")


def test_a_line_becomes_an_article(tmp_path):
    _, code, out, _ = run_lines(tmp_path, GOOD, "")
    assert (code, counts(out)) == (0, "created 1, updated 0, unchanged 0, skipped 0")
    article = Article.objects.get()
    assert article.is_live()
    assert article.lede == "Қысқаша."
    assert article.agency == "ҚазАқпарат"
    assert article.body == "<p>Наурыз <strong>құтты</strong> болсын.</p>"


def test_a_time_without_offset_is_the_newsrooms(tmp_path):
    run_lines(tmp_path, GOOD | {"published_at": "2026-03-22T09:00"})
    assert Article.objects.get().published_at.isoformat() == "2026-03-22T04:00:00+00:00"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "жол JSON емес"),
        ("[" * 100_000, "жол JSON емес"),
        ("[]", "«{}» жоқ немесе түрі басқа"),
        ({}, "«headline» жоқ"),
        (GOOD | {"headline": 5}, "«headline» жоқ немесе түрі басқа"),
        (GOOD | {"body": ""}, "«body» жоқ"),
        (GOOD | {"headline": "а\0б"}, "U+0000"),
        (GOOD | {"headline": "\u200b"}, "бірде-бір әріп те, цифр да жоқ: «\\u200b»"),
        (GOOD | {"section": "."}, "бірде-бір әріп"),
        (GOOD | {"tags": ["Су", "\u3164"]}, "бірде-бір әріп"),
        (GOOD | {"authors": ["…"]}, "бірде-бір әріп"),
        (GOOD | {"agency": "\u00ad"}, "бірде-бір әріп"),
        (GOOD | {"related": [{"headline": "\u200d"}]}, "бірде-бір әріп"),
        (GOOD | {"body": "<p>\u200b</p><script>a</script>"}, "мәтін жоқ"),
        (GOOD | {"published_at": "кеше"}, "«published_at» жоқ"),
        (GOOD | {"tags": "Су"}, "«tags» жоқ"),
        (GOOD | {"tags": [None]}, "«tags» жоқ"),
        (GOOD | {"related": {"headline": "Жоба"}}, "«related» жоқ"),
        (GOOD | {"related": ["Жоба"]}, "«{}» жоқ"),
        (GOOD | {"related": [{"published_at": "2026-03-22"}]}, "«headline» жоқ"),
        (GOOD | {"agency": ""}, "Автор да, агенттік те көрсетілмеген."),
        (GOOD | {"headline": "\ud800"}, "U+D800"),
        ('{"headline": 1, "headline": 2}', "«headline» кілті екі рет тұр"),
        ('{"headline": NaN}', "жол JSON емес"),
        ('{"headline": %s}' % ("9" * 10_000), "жол JSON емес"),
        (GOOD | {"lede": 0}, "«lede» жоқ немесе түрі басқа"),
        (GOOD | {"agency": False}, "«agency» жоқ немесе түрі басқа"),
        (GOOD | {"tags": {}}, "«tags» жоқ"),
        (GOOD | {"authors": 0}, "«authors» жоқ"),
        (GOOD | {"related": False}, "«related» жоқ"),
        (GOOD | {"published_at": 5}, "«published_at» жоқ"),
        (GOOD | {"published_at": "9999-12-31T23:59:59"}, "Жылы қате: 1900–2099"),
        (GOOD | {"published_at": "9999-12-31T23:59:59-05:00"}, "Жылы қате: 1900–2099"),
        (GOOD | {"published_at": "0001-01-01T00:00:00+14:00"}, "Жылы қате: 1900–2099"),
        (GOOD | {"published_at": "1900-01-01T00:00:00+14:00"}, "Жылы қате: 1900–2099"),
        (GOOD | {"related": [{"headline": "Ж", "published_at": "0001-01-01"}]}, "Жылы қате"),
        (dict.fromkeys(GOOD, 5), "«headline» жоқ немесе түрі басқа"),
        (GOOD | {"body": "<p>x</p>" * 2_000_000}, "жол тым ұзын"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_in(tmp_path, line, said):
    path, code, out, err = run_lines(tmp_path, "", line, GOOD | {"headline": "Екінші"})
    assert (code, counts(out)) == (1, "created 1, updated 0, unchanged 0, skipped 1")
    assert err.startswith(f"{path}:2: ")
    assert said in err


def test_nothing_is_half_written(tmp_path):
    run_lines(tmp_path, GOOD | {"agency": "", "credit": "Дала", "related": [{"headline": "Жоба"}]})
    for model in (Article, Photo, Section):
        assert not model.objects.exists()


def test_an_empty_and_a_missing_file(tmp_path):
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    code, _, err = run("import_articles", empty, tmp_path / "no.jsonl", "--format", "jsonl")
    assert code == 1
    assert f"{empty}:1: файл бос" in err
    assert f"{tmp_path / 'no.jsonl'}:1: файл оқылмайды" in err


def test_what_is_not_there_yet_is_made(tmp_path):
    new = {"kind": "Жырнақ", "section": "Ауыл", "tags": ["Қой"], "authors": ["Асан Қайғы"]}
    _, code, out, err = run_lines(tmp_path, GOOD | new, GOOD | new | {"headline": "Екінші"})
    assert (code, counts(out), err) == (0, "created 2, updated 0, unchanged 0, skipped 0", "")
    kind = Kind.objects.get(name="Жырнақ")
    assert {article.kind for article in Article.objects.all()} == {kind}
    _, code, _, err = run_lines(tmp_path, GOOD | {"kind": "ж" * 61})
    assert (code, "тым ұзын" in err) == (1, True)
