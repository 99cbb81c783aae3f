"""Mistakes put right in the open: at the article, in the list, in the feed, for machines."""

import json
import re
from datetime import timedelta

import feedparser
import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from articles.models import Article, AuditEntry, Correction
from articles.models.workflow.transitions import Status
from tests.factories import make_article, make_section, make_tag
from tests.support.staff import form_of, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    at = timezone.now() - timedelta(hours=2)
    return make_article("Су қоймасы салынды", publish=at, tags=[make_tag()])


@pytest.fixture
def desk(client):
    client.force_login(make_staff("Editor", "aliya"))
    return client


def change(client, article, transition, **typed):
    """Press a button of the article's form; gives the answer."""
    address = reverse("admin:articles_article_change", args=[article.pk])
    return client.post(address, form_of(article, **typed) | {f"_{transition}": "1"})


def page(client, article):
    return client.get(article.get_absolute_url())


def data(response):
    [script] = html.fromstring(response.content).xpath("//script[@type='application/ld+json']")
    return next(thing for thing in json.loads(script.text)["@graph"] if "headline" in thing)


def everywhere(client, article):
    """What readers are shown of everything but the article's own page."""
    tag = article.tags.get()
    lists = ["/", "/archive/", article.section.path, tag.path, "/rss.xml", "/atom.xml"]
    lists += [f"{tag.path}rss.xml", "/news-sitemap.xml"]
    lists += [f"/sitemap-{article.published_at:%Y-%m}.xml"]
    lists += ["/search/?q=қоймасы", article.authors.get().path]
    return {address: client.get(address).content.decode() for address in lists}


@pytest.mark.parametrize(
    ("kind", "note", "label"),
    [
        ("correction", "Сыйымдылығы 2 млн емес, 3 млн текше метр.", "Түзету"),
        ("apology", "Ауыл тұрғындарынан кешірім сұраймыз.", "Кешірім"),
        ("update", "Министрліктің жауабы қосылды.", "Жаңарту"),
    ],
)
def test_a_correction_is_told_everywhere_it_is_due(desk, article, kind, note, label):
    before = page(desk, article).content
    typed = {"lede": "Дұрысы үш миллион болады.", "change": kind, "notice": note}
    assert change(desk, article, "amend", **typed).status_code == 302
    after = page(desk, article)
    assert "Дұрысы үш миллион болады." in after.content.decode()
    [notice] = html.fromstring(after.content).find_class("notice")
    assert (label in notice.text_content(), note in notice.text_content()) == (True, True)
    assert notice.find(".//time").get("datetime")
    [said] = data(after)["correction"]
    assert (said["@type"], said["text"]) == ("CorrectionComment", note)
    assert data(after)["dateModified"] == said["datePublished"] > data(after)["datePublished"]
    assert note.encode() not in before
    listed = desk.get("/corrections/").content.decode()
    assert (note in listed, article.get_absolute_url() in listed) == (True, True)
    [entry] = feedparser.parse(desk.get("/corrections/rss.xml").content).entries
    assert (entry.title, entry.description) == (f"{label}: Су қоймасы салынды", note)
    [item] = feedparser.parse(desk.get("/rss.xml").content).entries
    assert note in item.content[0].value
    act = AuditEntry.objects.get(verb="correct")
    assert (act.by_name, act.after, act.reason) == ("aliya", {"kind": kind}, note)
    assert note in desk.get("/admin/articles/correction/").content.decode()


def test_an_improvement_leaves_no_trace_for_readers(desk, article):
    typed = {"lede": "Түзелген емле.", "change": "improvement", "notice": "емле"}
    change(desk, article, "amend", **typed)
    after = page(desk, article)
    assert "Түзелген емле." in after.content.decode()
    assert html.fromstring(after.content).find_class("notice") == []
    assert "Жаңартылды" not in after.content.decode()
    assert "Су қоймасы" not in desk.get("/corrections/").content.decode()
    assert Correction.objects.get().kind == "improvement"


def form(client, article, query=""):
    address = reverse("admin:articles_article_change", args=[article.pk])
    return html.fromstring(client.get(address + query).content.decode())


def chosen(tree):
    return tree.get_element_by_id("id_change").value


def test_a_comma_mended_is_no_news_anywhere(desk, article):
    dated = ["/atom.xml", "/feed.json", f"/sitemap-{article.published_at:%Y-%m}.xml"]
    body = "<p>Ауылдағы мектепте, жаңа кітапхана ашылды.</p>"
    instants = {
        address: re.findall(r"\d{4}-\d\d-\d\dT[\d:]+", desk.get(address).content.decode())
        for address in dated
    }
    before, etag = data(page(desk, article)), page(desk, article)["ETag"]
    change(desk, article, "amend", body=body, change=chosen(form(desk, article)))
    after = page(desk, article)
    assert "мектепте, жаңа" in after.content.decode()
    assert "Жаңартылды" not in after.content.decode()
    assert (data(after)["dateModified"], after["ETag"] != etag) == (before["dateModified"], True)
    for address in dated:
        found = desk.get(address).content.decode()
        assert re.findall(r"\d{4}-\d\d-\d\dT[\d:]+", found) == instants[address]
        assert ("мектепте, жаңа" in found) == ("sitemap" not in address)


def test_another_figure_is_offered_as_a_correction_and_not_forced(desk, article):
    Article.objects.filter(pk=article.pk).update(body="<p>Өртте 12 адам зардап шекті.</p>")
    article.refresh_from_db()
    article.notify_changed(by=None, at=timezone.now())
    body = "<p>Өртте 15 адам зардап шекті.</p>"
    offer = "Сан, есім не дәйексөз өзгерді: <b>12</b> → <b>15</b>."
    address = reverse("admin:articles_article_change", args=[article.pk])
    desk.post(address, form_of(article, body=body, _continue="1"))
    assert offer in desk.get(address).content.decode()  # before readers see it
    article.refresh_from_db()
    desk.post(address, form_of(article, body=body, _amend="1"))
    assert "15 адам" in page(desk, article).content.decode()  # without a word
    shown = desk.get(address).content.decode()
    assert offer in shown
    [link] = html.fromstring(shown).xpath("//a[contains(@href, 'change=correction')]/@href")
    assert chosen(form(desk, article)) == "improvement"
    assert chosen(html.fromstring(desk.get(link).content.decode())) == "correction"
    note = "Зардап шеккені 12 емес, 15 адам."
    article.refresh_from_db()
    change(desk, article, "amend", change="correction", notice=note)
    assert note in page(desk, article).content.decode()


def test_a_mend_that_alters_no_fact_is_asked_nothing(desk, article):
    change(desk, article, "amend", lede="Ашылуына жұрт жиналды.", change="improvement")
    address = reverse("admin:articles_article_change", args=[article.pk])
    assert "change=correction" not in desk.get(address).content.decode()


def test_the_first_text_of_a_flash_is_an_update(desk, article):
    Article.objects.filter(pk=article.pk).update(developing_since=timezone.now(), body="")
    assert chosen(form(desk, article)) == "update"


@pytest.mark.parametrize(
    ("transition", "kind"), [("amend", "correction"), ("amend", "apology"), ("retract", "update")]
)
def test_readers_must_be_told_what_was_wrong(desk, article, transition, kind):
    response = change(desk, article, transition, lede="Басқа.", change=kind, notice="  ")
    assert response.status_code == 200
    assert "Оқырманға ненің қате болғанын айтыңыз" in response.content.decode()
    assert not Correction.objects.exists()
    assert "Басқа." not in page(desk, article).content.decode()


def test_addresses_and_ids_stay(desk, article):
    address = article.get_absolute_url()
    [before] = feedparser.parse(desk.get("/rss.xml").content).entries
    typed = {"headline": "Мүлде басқа тақырып", "change": "update", "notice": ""}
    change(desk, article, "amend", **typed)
    [after] = feedparser.parse(desk.get("/rss.xml").content).entries
    assert (after.id, after.link) == (before.id, before.link)
    assert "Мүлде басқа тақырып" in desk.get(address).content.decode()
    sport = make_section("Спорт", "sport")
    change(desk, Article.objects.get(), "amend", section=sport.pk, change="improvement")
    moved = desk.get(address)
    assert moved.status_code == 301
    assert moved.url.startswith("/sport/")


def test_a_retracted_article_says_why_where_it_stood_and_is_nowhere_else(desk, article):
    beside = make_article("Көрші мақала", tags=[make_tag()])
    assert "Су қоймасы" in page(desk, beside).content.decode()
    note = "Деректердің ешбірі расталмады."
    assert change(desk, article, "retract", notice=note).status_code == 302
    answer = page(desk, article)
    text = answer.content.decode()
    assert (answer.status_code, answer["X-Robots-Tag"]) == (200, "noindex")
    assert ("Қайтарып алынды" in text, note in text) == (True, True)
    assert 'name="robots" content="noindex"' in text
    assert "кітапхана" not in text
    for address, shown in everywhere(desk, article).items():
        assert "Су қоймасы" not in shown, address
        assert article.get_absolute_url() not in shown, address
    assert "Су қоймасы" not in page(desk, beside).content.decode()
    assert note in desk.get("/corrections/").content.decode()
    wrong = f"/{article.section.slug}/{article.pk}-basqa/"
    assert desk.get(wrong).url == article.get_absolute_url()
    article.refresh_from_db()
    change(desk, article, "publish")
    again = page(desk, article).content.decode()
    assert ("кітапхана" in again, note in again) == (True, True)


def test_what_is_merely_withdrawn_says_nothing(desk, article):
    change(desk, article, "amend", change="correction", notice="Бір қате")
    change(desk, Article.objects.get(), "withdraw")
    assert page(desk, article).status_code == 404
    assert "Бір қате" not in desk.get("/corrections/").content.decode()
    assert "Бір қате" not in desk.get("/corrections/rss.xml").content.decode()


def test_nobody_is_told_of_changes_to_what_nobody_has_seen(desk):
    tomorrow = make_article("Ертеңгі", publish=timezone.now() + timedelta(days=1))
    change(desk, tomorrow, "amend", lede="Басқа", change="correction", notice="Қате еді")
    assert not Correction.objects.exists()
    form = desk.get(reverse("admin:articles_article_change", args=[tomorrow.pk]))
    assert "_retract" not in form.content.decode()
    change(desk, tomorrow, "retract", notice="Қате еді")
    assert Article.objects.get(pk=tomorrow.pk).status == Status.PUBLISHED


def test_a_reporter_corrects_nothing(client, article):
    client.force_login(make_staff("Reporter"))
    for transition in ("amend", "retract"):
        response = change(client, article, transition, change="correction", notice="Қате")
        assert response.status_code == 403
    assert not Correction.objects.exists()


def test_the_list_pages_without_shifting(client, article, django_assert_num_queries):
    at = timezone.now()
    for n in range(45):
        article.correct("correction", by=None, at=at + timedelta(seconds=n), note=f"қате №{n}.")
    client.get("/corrections/")  # the frame is kept from here on
    with django_assert_num_queries(2):
        first = client.get("/corrections/").content.decode()
    assert "қате №44." in first
    [more] = html.fromstring(first).xpath("//a[@rel='next']/@href")
    second = client.get(f"/corrections/{more}").content.decode()
    assert ("қате №24." in second, "қате №25." in second) == (True, False)
