"""Tags that are offered while somebody types: in any script and form, the likeliest first."""

import pytest
from django.db import connection
from lxml import html

from articles.models import Tag, TagWord
from articles.search.tags import ranked
from tests.factories import make_article, make_tag

pytestmark = pytest.mark.django_db
MANY = 600


@pytest.fixture
def offered(client, sign_in):
    sign_in("Reporter")

    def ask(text, **beside):
        address = "/admin/articles/article/choose/tags/"
        return [item["text"] for item in client.get(address, {"q": text} | beside).json()["items"]]

    return ask


@pytest.mark.parametrize(
    "typed", ["Алматыда", "алматы", "АЛМАТЫ", "almaty", "Almatyda", "алмат", "#алматының", "الماتى"]
)
def test_every_form_and_script_of_a_name_finds_it_first(offered, typed):
    for name in ("Алма", "Алматы облысы", "Алмата", "Алматылықтар"):
        make_tag(name, name)
    make_tag("Алматы", "almaty")
    make_article(tags=[Tag.objects.get(name="Алматы облысы")])
    first = offered(typed)[0]
    assert first == ("#Алматы облысы" if typed == "алмат" else "#Алматы")


def test_the_exact_one_is_offered_among_thousands(offered):
    Tag.objects.bulk_create(
        Tag(name=f"Ана ел {n:04}", slug=f"el-{n}", key=f"ана ел {n:04}") for n in range(MANY)
    )
    make_article(tags=[Tag.objects.first()])
    make_tag("Ел", "el")
    assert offered("Ел")[0] == offered("el")[0] == offered("елде")[0] == "#Ел"


def test_the_frequent_come_before_the_alphabet(offered):
    for name in ("Су айдыны", "Су бөгеті", "Су реформасы"):
        make_tag(name, name)
    for count, name in ((1, "Су бөгеті"), (3, "Су реформасы")):
        for _ in range(count):
            make_article(tags=[Tag.objects.get(name=name)])
    assert offered("су") == ["#Су реформасы", "#Су бөгеті", "#Су айдыны"]


def test_any_word_of_a_name_and_several_of_them(offered):
    make_tag("Су реформасы", "su")
    make_tag("Білім реформасы", "bilim")
    make_tag("NATO", "nato")
    assert offered("реформ") == ["#Білім реформасы", "#Су реформасы"]
    assert offered("реформасының су") == ["#Су реформасы"]
    assert offered("nato") == ["#NATO"]
    assert offered("жоқ") == offered("C++") == []


def test_a_tag_under_a_new_name_is_found_by_that(offered):
    tag = make_tag("Су реформасы", "su")
    tag.name = "Каспий"
    tag.save()
    assert offered("каспий") == ["#Каспий"]
    assert offered("реформа") == []
    tag.delete()
    assert not TagWord.objects.exists()


@pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="a planner of PostgreSQL reads few rows"
)
def test_tags_are_read_from_an_index(db):
    Tag.objects.bulk_create(
        Tag(name=f"Тақырып {n:04}", slug=f"t-{n}", key=f"тақырып {n:04}") for n in range(MANY)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    plan = ranked(Tag.objects.all(), "тақырып 0077").explain()
    assert "tag_word_by_key" in plan
    assert "SCAN" not in plan


def test_tags_that_are_probably_one_are_offered_to_be_merged(client, sign_in):
    sign_in("Chief editor")
    for name in ("Алматы", "Almaty", "Алматыда", "Су"):
        make_tag(name, name)
    page = client.get("/admin/articles/tag/").content.decode()
    [form] = html.fromstring(page).xpath("//details//form")
    names = form.xpath("string(span)")
    assert names == "#Алматы · #Almaty · #Алматыда"
    fields = form.form_values()
    answer = client.post(
        "/admin/articles/tag/",
        {n: form.fields[n] for n, _ in fields}
        | {"_selected_action": [value for name, value in fields if name == "_selected_action"]},
    )
    assert "Қай тег қалады" in answer.content.decode()


def test_who_may_not_merge_is_not_asked_to(client, editor):
    for name in ("Алматы", "Almaty"):
        make_tag(name, name)
    assert "doubled-tags" not in client.get("/admin/articles/tag/").content.decode()


def test_articles_of_the_same_language_come_first(client, sign_in):
    sign_in("Reporter")
    for number, language in enumerate(("kk", "ru", "kk", "ru")):
        make_article(f"Каспий {number}", language=language)

    def texts(**asked):
        items = client.get("/admin/articles/article/choose/articles/", asked).json()["items"]
        return [item["text"][-1] for item in items]

    assert texts(q="каспий", language="kk") == texts(language="kk") == ["2", "0", "3", "1"]
    assert texts(q="каспий", language="ru") == ["3", "1", "2", "0"]
    assert texts(q="каспий") == ["3", "2", "1", "0"]
