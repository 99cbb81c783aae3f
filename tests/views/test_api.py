"""The read API: what readers see and nothing else, page by page, in all scripts."""

from datetime import timedelta
from typing import get_type_hints
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Correction, Section
from articles.views.api import articles, corrections, photos, shapes, subjects
from tests.factories import make_article, make_author, make_section, make_tag
from tests.support.crawl import ask

pytestmark = pytest.mark.django_db

LISTS = "articles sections tags authors photos corrections".split()
HOUR = timedelta(hours=1)
# The frame; then articles, people, tags; subjects and whether articles are few; the rest.
COUNTS = {
    "articles": 4,
    "articles/?section=b0": 5,
    "articles/?fields=headline,url": 2,
    "articles/?tag=t0": 6,
    "sections": 2,
    "tags": 3,
    "authors": 3,
    "photos": 2,
    "corrections": 2,
}


def rows_of(client, name, **query):
    return client.get(f"/api/v1/{name}/", query).json()["results"]


def walk(client, address):
    """All rows from ``address`` on, page by page, and how many pages they are."""
    rows, pages = [], 0
    while address:
        answer = client.get(address.removeprefix("http://testserver")).json()
        rows, address, pages = rows + answer["results"], answer["next"], pages + 1
    return rows, pages


def fill(number, drawn=(None,)):
    """So many articles, each with a section, tag, author, photo and correction of its own."""
    now = timezone.now()
    for n in range(number):
        article = make_article(
            f"Жаңалық {n}",
            section=make_section(f"Бөлім {n}", f"b{n}"),
            tags=[make_tag(f"Тег {n}", f"t{n}")],
            authors=[make_author(f"Автор {n}", f"a{n}")],
            photo=drawn[n % len(drawn)],
            publish=now - n * HOUR,
        )
        article.correct("correction", by=None, at=now - n * HOUR + HOUR / 2, note=f"Қате {n}.")


@pytest.mark.once
@pytest.mark.parametrize(
    ("rows", "shape"),
    [
        (articles.ROWS, shapes.ArticleRow),
        (articles.WHOLE, shapes.ArticleShape),
        (photos.ROWS, shapes.PhotoShape),
        (corrections.ROWS, shapes.CorrectionRow),
        (subjects.SECTIONS, shapes.SectionRow),
        (subjects.TAGS, shapes.TagRow),
        (subjects.AUTHORS, shapes.AuthorRow),
    ],
)
def test_rows_have_what_their_shape_says(rows, shape):
    assert list(rows.wanted("")) == list(get_type_hints(shape))


def test_each_row_of_each_list_has_a_key_a_headline_and_an_address(client, drawn):
    fill(2, drawn)
    for name in LISTS:
        rows = rows_of(client, name)
        assert len(rows) == 2, name
        for row in rows:
            assert row["id"], name
            assert row["headline"], name
            assert ask(client, urlsplit(row["url"]).path).status == 200


def test_an_article_has_its_text_with_whole_addresses(client, drawn):
    shown, other = drawn
    linked, hidden = make_article("Ашық"), make_article("Құпия")
    links = f'<a href="{linked.path}">ашық</a> <a href="/sayasat/{hidden.pk}-x/">құпия</a>'
    body = f'<p>{links}</p><figure data-photo="{other.pk}"></figure>'
    article = make_article("Су", body=body, photo=shown, tags=[make_tag()], lede="Кіріспе")
    hidden.withdraw(by=None, at=timezone.now())
    found = client.get(f"/api/v1/articles/{article.pk}/").json()
    assert found["headline"] == "Су"
    assert found["lede"] == "Кіріспе"
    assert found["tags"][0]["slug"] == "su-reformasy"
    assert found["authors"][0]["url"] == "http://testserver/author/aigul-sarsenova/"
    assert found["photo"]["credit"] == shown.credit_line
    assert f'href="http://testserver{linked.path}"' in found["body_html"]
    assert f"/{hidden.pk}-x/" not in found["body_html"]
    assert other.rendition_url("w640") in found["body_html"]


def test_readers_alone_say_what_is_there(client, drawn):
    now = timezone.now()
    photo, allowed = drawn
    kept = {"photo": photo, "tags": [make_tag()], "section": make_section("Құпия", "qupiia")}
    kept["authors"] = [make_author("Дана", "dana")]
    draft = make_article("Жоба", **kept, publish=False)
    later = make_article("Ертең", **kept, publish=now + HOUR, embargo_until=now + HOUR)
    gone = make_article("Кеткен", **kept)
    gone.withdraw(by=None, at=now)
    for name in LISTS:
        assert rows_of(client, name) == [], name
    for article in (draft, later, gone):
        assert client.get(f"/api/v1/articles/{article.pk}/").status_code == 404
    assert client.get("/api/v1/articles/?tag=su-reformasy").status_code == 404
    assert client.get("/api/v1/articles/?author=dana").status_code == 404
    assert client.get(f"/api/v1/photos/{photo.pk}/").status_code == 404
    live = make_article("Ашық", photo=allowed)
    assert [row["id"] for row in rows_of(client, "photos")] == [allowed.pk]
    allowed.valid_until = now - HOUR
    allowed.save()
    assert rows_of(client, "photos") == []
    assert client.get(f"/api/v1/articles/{live.pk}/").json()["photo"] is None


def test_an_edition_has_what_is_in_its_language_and_script(client):
    kazakh = make_article("Су қоймасы", tags=[make_tag()])
    russian = make_article("Водохранилище", language="ru", section=Section.objects.get())
    assert [row["id"] for row in rows_of(client, "articles")] == [kazakh.pk]
    [row] = client.get("/ru/api/v1/articles/").json()["results"]
    assert row["url"] == f"http://testserver/ru{russian.path}"
    assert client.get("/ru/api/v1/tags/").json()["results"] == []
    assert client.get(f"/api/v1/articles/{russian.pk}/").status_code == 404
    [row] = client.get("/latn/api/v1/articles/").json()["results"]
    assert row["headline"] == "Su qoimasy"
    assert row["language"] == "kk-Latn"
    assert row["url"] == f"http://testserver/latn{kazakh.path}"
    [row] = client.get("/arab/api/v1/articles/").json()["results"]
    assert row["headline"] == "سۋ قويماسى"


def test_each_list_walks_to_its_end(client, drawn, monkeypatch):
    for module, size in ((subjects, 3), (photos, 1), (corrections, 3)):
        monkeypatch.setattr(module, "PAGE_SIZE", size)
    fill(7, drawn)
    for name in LISTS:
        size = 2 if name == "photos" else 7
        rows, pages = walk(client, f"/api/v1/{name}/?fields=id,url")
        assert len({row["id"] for row in rows}) == len(rows) == size, name
        assert set(rows[0]) == {"id", "url"}
        assert pages == {"photos": 2, "sections": 1, "articles": 1}.get(name, 3), name


def test_articles_of_one_subject_are_walked_behind_its_name(client):
    tag, author = make_tag(), make_author()
    for _ in range(25):
        make_article(tags=[tag], authors=[author])
    make_article(authors=[make_author("Асан", "asan")], section=make_section("Спорт", "sport"))
    for query in ("section=sayasat", "tag=su-reformasy", "author=aigul-sarsenova"):
        rows, pages = walk(client, f"/latn/api/v1/articles/?{query}&fields=id")
        assert (len(rows), pages) == (25, 2), query
    both = "section=sayasat&tag=su-reformasy&author=aigul-sarsenova&fields=id"
    assert walk(client, f"/api/v1/articles/?{both}")[1] == 2
    assert walk(client, "/api/v1/articles/?section=sport&author=aigul-sarsenova") == ([], 1)


@pytest.mark.parametrize("number", [1, 15])
def test_a_page_costs_the_same_whatever_is_on_it(client, drawn, number):
    make_section()
    fill(number, drawn)
    counted = {}
    for name in COUNTS:
        address = "/api/v1/" + (name if "?" in name else f"{name}/")
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counted[name] = len(queries)
    assert counted == COUNTS


def test_who_has_the_page_is_told_so(client):
    make_article("Бірінші")
    for address in ("articles/", "tags/", "openapi.json", "", "articles/?fields=url"):
        first = client.get(f"/api/v1/{address}")
        headers = {"If-None-Match": first["ETag"]}
        assert client.get(f"/api/v1/{address}", headers=headers).status_code == 304
    make_article("Екінші")
    assert client.get("/api/v1/articles/?fields=url", headers=headers).status_code == 200
    assert client.head("/api/v1/articles/").status_code == 200


@pytest.mark.once
def test_what_is_not_understood_is_refused_in_words(client):
    wrong = [
        "articles/?before=x",
        "articles/?fields=joq",
        "articles/?fields=",
        "photos/?before=1-1",
        f"articles/{'9' * 30}/",
    ]
    for address in wrong:
        answer = client.get(f"/api/v1/{address}")
        assert (answer.status_code, answer["Content-Type"]) == (422, "application/json"), address
        assert "before" not in address or "before" in answer.json()["detail"]
    for address in ("joq/", "articles/x/", "articles/1/x", "articles/?tag=joq", "tags/1/"):
        answer = client.get(f"/latn/api/v1/{address}")
        assert answer.status_code == 404
        assert answer.json() == {"detail": "Būl mekenjaida eşteñe joq."}
    assert client.get("/api/v1/articles/?before=%00").json()["detail"]
    assert client.post("/api/v1/articles/").status_code == 405


@pytest.mark.once
def test_the_page_for_people_names_each_address(client):
    said = client.get("/api/v1/openapi.json").json()
    page = client.get("/api/v1/").content.decode()
    assert said["openapi"].startswith("3.")
    for path in said["paths"]:
        assert path in page
    assert {f"/api/v1/{name}/" for name in (*LISTS, "search", "suggestions")} <= set(said["paths"])
    behind = client.get("/latn/api/v1/openapi.json").json()
    assert behind["servers"] == [{"url": "http://testserver/latn"}]
    assert "Newsroom" in client.get("/ru/api/v1/openapi.json").json()["info"]["title"]


def test_corrections_tell_of_what_was_taken_back(client):
    article = make_article("Қате")
    article.retract(by=None, at=timezone.now(), note="Бәрі қате еді.")
    [row] = rows_of(client, "corrections")
    assert (row["kind"], row["note"]) == (Correction.Kind.RETRACTION, "Бәрі қате еді.")
    assert rows_of(client, "articles") == []
