"""Figures for the chief editor: who published what, what it costs, and for whose eyes."""

import csv
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import AuditEntry, Correction, Kind, KindFee
from tests.factories import make_article, make_author

pytestmark = pytest.mark.django_db
FIGURES = reverse("admin:articles_article_figures")
FEES = reverse("admin:articles_article_fees")
NOW = datetime(2026, 3, 20, 5, tzinfo=UTC)
MARCH = {"first": "2026-03-01", "last": "2026-03-31"}


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def chief(sign_in):
    return sign_in("Chief editor")


@pytest.fixture
def kinds(db):
    news = Kind.objects.get(name="жаңалық")
    interview = Kind.objects.exclude(pk=news.pk).first()
    KindFee.objects.create(kind=news, amount=1000)
    KindFee.objects.create(kind=interview, amount=7000)
    return news, interview


def rows(client, **query):
    """``{name: (articles of each kind that has any, characters, corrections, fee)}``"""
    found = client.get(FIGURES, MARCH | query).context["figures"]
    return {
        row.author.name if row.author else "": (
            {kind: count for kind, count in row.by_kind.items() if count},
            row.characters,
            row.corrections,
            row.fee,
        )
        for row in found.rows
    }, found.total


def test_what_each_author_published_by_kind_and_length_with_the_fee(client, chief, kinds):
    news, interview = kinds
    aigul, yerlan = make_author(), make_author("Ерлан Ұзақбай", "erlan")
    body = "<p>Жеті <b>сөз</b> &amp; мың</p>"  # «Жеті сөз & мың»
    make_article(body=body, authors=[aigul], publish=NOW - timedelta(days=2))
    make_article(body=body, authors=[aigul, yerlan], publish=NOW - timedelta(days=1))
    make_article(kind=interview, body=body, authors=[yerlan], publish=NOW - timedelta(hours=1))
    make_article(body=body, authors=[], agency="ҚазАқпарат", publish=NOW - timedelta(hours=1))
    # Not in the period, not out yet, taken back.
    make_article(authors=[aigul], publish=datetime(2026, 2, 28, 18, 59, tzinfo=UTC))
    make_article(authors=[aigul], publish=NOW + timedelta(days=1))
    gone = make_article(authors=[aigul], publish=NOW - timedelta(days=1))
    gone.withdraw(by=None, at=NOW)
    found, total = rows(client)
    assert found == {
        aigul.name: ({news.pk: 2}, 28, 0, 1500),
        yerlan.name: ({news.pk: 1, interview.pk: 1}, 28, 0, 7500),
        "": ({news.pk: 1}, 14, 0, 0),
    }
    assert (total.articles, total.characters, total.fee) == (4, 56, 9000)


def test_the_first_and_the_last_minute_of_the_newsrooms_days_count(client, chief, kinds):
    make_article("Бірінші", publish=datetime(2026, 2, 28, 19, tzinfo=UTC))
    make_article("Соңғы", publish=datetime(2026, 3, 19, 18, 59, 59, tzinfo=UTC))
    _found, total = rows(client, last="2026-03-19")
    assert total.articles == 2


def test_corrections_are_those_that_readers_were_told_of(client, chief, kinds):
    article = make_article(publish=NOW - timedelta(days=40))
    for kind in ("correction", "update"):
        Correction.objects.create(article=article, kind=kind, note="Жылы түзетілді", at=NOW)
    found, total = rows(client)
    assert found["Айгүл Сәрсенова"] == ({}, 0, 1, 0)
    assert total.corrections == 1


def test_fees_are_set_on_the_page_and_on_record(client, chief, kinds):
    news, interview = kinds
    client.post(FEES, {f"fee-{news.pk}": "2 500", f"fee-{interview.pk}": ""})
    assert dict(KindFee.objects.values_list("kind", "amount")) == {news.pk: 2500}
    entry = AuditEntry.objects.filter(verb="change", key=news.pk).get()
    assert (entry.before, entry.after, entry.by_id) == ({"fee": 1000}, {"fee": 2500}, chief.pk)


@pytest.mark.parametrize("typed", ["-1", "1.5", "x", "9" * 30, "٣", "100000001"])
def test_what_is_no_amount_is_refused_and_said(client, chief, kinds, typed):
    news, _interview = kinds
    page = client.post(FEES, {f"fee-{news.pk}": typed}, follow=True)
    assert news.name in " ".join(map(str, page.context["messages"]))
    assert KindFee.objects.get(kind=news).amount == 1000


@pytest.mark.parametrize("role", ["Reporter", "Photo editor", "Editor"])
@pytest.mark.parametrize("address", [FIGURES, f"{FIGURES}?format=csv", f"{FIGURES}?format=xlsx"])
def test_nobody_else_sees_them(client, sign_in, role, address):
    sign_in(role)
    assert client.get(address).status_code == 403
    assert client.post(FEES, {}).status_code == 403


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2026-03-05", "2026-03-04"),
        ("2024-01-01", "2026-01-01"),
        ("x", "2026-03-01"),
        ("0001-01-01", "0001-01-02"),
        ("9999-12-30", "9999-12-31"),
    ],
)
def test_no_period_no_figures(client, chief, first, last):
    page = client.get(FIGURES, {"first": first, "last": last, "format": "csv"})
    assert page.status_code == 200
    assert page.context["figures"] is None


EVIL = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", " =1+1", "＝1"]


def test_no_name_becomes_a_formula(client, chief, kinds):
    for number, name in enumerate(EVIL):
        make_article(authors=[make_author(name, f"evil-{number}")], publish=NOW)
    response = client.get(FIGURES, MARCH | {"format": "csv"})
    assert response["Cache-Control"].count("no-store") == 1
    table = list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))
    names = {line[0] for line in table[1:-1]}
    assert names == {f"'{name}" for name in EVIL}
    book = ZipFile(BytesIO(client.get(FIGURES, MARCH | {"format": "xlsx"}).content))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<f>") == 1
    assert "<f>SUM(" in sheet
    strings = book.read("xl/sharedStrings.xml").decode()
    assert all(name in strings for name in EVIL)


def test_the_sheet_sums_up_the_column_of_fees(client, chief, kinds):
    make_article(publish=NOW)
    table = client.get(FIGURES, MARCH | {"format": "csv"}).content.decode("utf-8-sig")
    *_others, last = csv.reader(StringIO(table))
    assert last[-1] == "1000"
    book = ZipFile(BytesIO(client.get(FIGURES, MARCH | {"format": "xlsx"}).content))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    column = chr(ord("A") + len(last) - 1)
    assert f"<f>SUM({column}2:{column}2)</f><v>1000</v>" in sheet


def test_many_articles_take_no_more_queries_than_few(client, chief, kinds):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            client.get(FIGURES, MARCH)
        return len(seen)

    make_article(publish=NOW - timedelta(hours=1))
    client.get(FIGURES, MARCH)
    few = asked()
    for number in range(12):
        author = make_author(f"Автор {number}", f"avtor-{number}")
        make_article(authors=[author], publish=NOW - timedelta(hours=number))
    assert asked() == few


def test_who_is_late_stands_there_too(client, chief):
    make_article("Кешіккен", publish=False, due_at=NOW - timedelta(hours=1), assigned_to=chief)
    assert "Кешіккен" in client.get(FIGURES).content.decode()
