"""The Latin and the Arabic edition: the same pages in other letters."""

import json

import pytest
from django.http import FileResponse, JsonResponse
from lxml import html

from articles.addresses import EDITIONS
from articles.delivery.transliteration import in_letters_of
from articles.models import SiteIdentity, Spelling
from tests import factories
from tests.support.crawl import ask

pytestmark = pytest.mark.django_db

SCRIPTS = [
    ("latn", "kk-Latn", None, "Işkı ıster, USA"),
    ("arab", "kk-Arab", "rtl", "ىشكى ىستەر، USA"),
]


@pytest.mark.parametrize(("prefix", "lang", "direction", "headline"), SCRIPTS)
def test_an_article(show, prefix, lang, direction, headline):
    body = '<p>Үй, <a href="https://қаз.қаз/ә">ән</a>.</p><p lang="ru">Да, нет.</p>'
    article = factories.make_article("Ішкі істер, USA", body=body)
    page = show(f"/{prefix}{article.get_absolute_url()}")
    assert (page.get("lang"), page.get("dir")) == (lang, direction)
    assert headline in page.findtext(".//h1")
    (text,) = page.find_class("body")
    assert text.find("p/a").get("href") == "https://қаз.қаз/ә"
    assert text.findtext("p[@lang='ru']") == "Да, нет."
    (data,) = page.xpath("//script[@type='application/ld+json']/text()")
    assert json.loads(data)["@graph"][0]["inLanguage"] == lang
    assert "Да" not in page.find_class("share")[0].text_content()


def test_the_switch_keeps_the_place_and_the_query(show):
    factories.make_article()
    (links,) = show("/latn/search/?x=1&q=%D1%81%D1%83&sort=%3C").find_class("editions")
    places = {link.text: link.get("href") for link in links.iter("a")}
    assert places["Қаз"] == "/search/?q=%D1%81%D1%83&sort=%3C"
    assert places["قاز"] == "/arab/search/?q=%D1%81%D1%83&sort=%3C"
    assert places["Рус"] == "/ru/"
    assert [link.text for link in links.iterfind("li/a[@aria-current]")] == ["Qaz"]


def test_an_address_of_another_language_leads_there(client):
    article = factories.make_article("Вода", language="ru")
    answer = ask(client, f"/latn{article.path}")
    assert (answer.status, answer.location) == (301, article.get_absolute_url())


def test_an_old_address_leads_on_inside_the_edition(client):
    section = factories.make_section()
    section.slug = "bilik"
    section.save()
    assert ask(client, "/arab/sayasat/").location == "/arab/bilik/"


def test_errors_are_written_in_the_letters_of_the_edition(client):
    page = html.fromstring(ask(client, "/arab/joq/").text)
    assert (page.get("lang"), page.get("dir")) == ("kk-Arab", "rtl")
    assert page.findtext(".//h1") == "مۇنداي بەت جوق"


def test_a_failure_too(client, monkeypatch):
    monkeypatch.setattr("articles.views.front.front_page_context", None)
    client.raise_request_exception = False
    answer = ask(client, "/latn/")
    assert answer.status == 500
    assert '<html lang="kk-Latn">' in answer.text
    assert "Bettı körsete almai tūrmyz" in answer.text
    assert '<p lang="ru">Произошла ошибка.' in answer.text


def test_staff_pages_have_no_edition(client):
    assert ask(client, "/latn/admin/").status == 404


def test_entries_of_feeds_have_an_id_in_each_script(client):
    factories.make_article("Үй салынды", body="<p>Құс, бала</p>")
    first, latin, arabic = (
        json.loads(ask(client, f"{prefix}/feed.json").body) for prefix in ("", "/latn", "/arab")
    )
    assert latin["language"] == latin["items"][0]["language"] == "kk-Latn"
    assert latin["items"][0]["title"] == "Üi salyndy"
    assert latin["items"][0]["url"].startswith("http://testserver/latn/")
    assert arabic["items"][0]["content_html"] == (
        '<div lang="kk-Arab" dir="rtl"><p>قۇس، بالا</p></div>'
    )
    own = first["items"][0]["id"]
    ids = [feed["items"][0]["id"] for feed in (first, latin, arabic)]
    assert ids == [own, f"{own}/kk-Latn", f"{own}/kk-Arab"]


def test_a_feed_asked_for_again_is_known_by_its_letters(client):
    factories.make_article()
    tags = [client.get(f"{prefix}/rss.xml")["ETag"] for prefix in ("", "/latn", "/arab")]
    assert len(set(tags)) == 3
    again = client.get("/latn/rss.xml", headers={"If-None-Match": tags[1]})
    assert again.status_code == 304


def test_what_scripts_ask_for_is_converted_and_files_are_not(tmp_path):
    latin = EDITIONS["/latn/"]
    answer = in_letters_of(latin, JsonResponse({"headline": "Құс", "path": "/a/"}))
    assert json.loads(answer.content) == {"headline": "Qūs", "path": "/a/"}
    path = tmp_path / "файл.html"
    path.write_text("Құс", encoding="utf-8")
    with path.open("rb") as file:
        assert b"".join(in_letters_of(latin, FileResponse(file))).decode() == "Құс"


def test_an_editors_spelling_holds_on_every_page_at_once(client):
    article = factories.make_article("Чеховтың үйі", body="<p>ЧЕХОВ пен чехов, Правда</p>")
    first = [ask(client, f"{prefix}{article.path}").text for prefix in ("/latn", "/arab")]
    assert "Tşehovtyñ üiı" in first[0]
    Spelling.objects.create(word="Чехов", latin="Chekhov", arabic="چەحوۆ")
    Spelling.objects.create(word="Правда", is_kept=True)
    latin, arabic = (ask(client, f"{prefix}{article.path}").text for prefix in ("/latn", "/arab"))
    assert "<h1>Chekhovtyñ üiı</h1>" in latin
    assert "<p>CHEKHOV pen tşehov, Правда</p>" in latin
    assert "<h1>چەحوۆتىڭ ٴۇيى</h1>" in arabic
    assert "Chekhovtyñ" in ask(client, "/latn/rss.xml").text
    Spelling.objects.all().delete()
    assert ask(client, f"/latn{article.path}").text == first[0]


@pytest.mark.parametrize(
    ("standard", "headline"),
    [("2018", "Ishki ister"), ("2019", "Işkı ıster"), ("2021", "Işkı ıster")],
)
def test_the_latin_alphabet_is_the_newsrooms_choice(client, standard, headline):
    factories.make_article("Ішкі істер")
    SiteIdentity(pk=1, latin_standard=standard).save()
    assert f">{headline}</a>" in ask(client, "/latn/archive/").text


def test_spelling_asks_no_query(client, django_assert_num_queries):
    address = factories.make_article().get_absolute_url()
    Spelling.objects.create(word="Ауыл", latin="Auyl")
    for prefix, queries in (("", 5), ("/latn", 5), ("/arab", 5)):
        client.get(prefix + address)
        with django_assert_num_queries(queries):
            client.get(prefix + address)
