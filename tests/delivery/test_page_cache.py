"""A page that was kept is always the page that would be made anew."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.delivery import page_store
from articles.models import (
    Article,
    Author,
    Layout,
    Photo,
    Section,
    SiteIdentity,
    Spelling,
    Tag,
)
from articles.models.curation.page_layout import BreakingBanner, PageLayout
from tests import factories
from tests.support import newsroom

EDITIONS = ("", "/latn", "/arab")


@pytest.fixture
def built(time_machine, db):
    time_machine.move_to("2026-03-03T18:00:00+05:00", tick=False)
    return newsroom.build()


@pytest.fixture
def ask(client, built):
    """Status and content of all that is kept, a part of it in three scripts."""
    article = built.article
    addresses = [prefix + a for prefix in EDITIONS for a in ("/", article.get_absolute_url())]
    subjects = article.section, article.tags.first(), article.authors.first()
    addresses += ["/archive/", *(subject.get_absolute_url() for subject in subjects)]

    def pages():
        answers = [client.get(address) for address in addresses]
        return [(answer.status_code, answer.content.decode()) for answer in answers]

    return pages


def renamed(model, name):
    def change(built):
        for row in model.objects.all():
            setattr(row, name, f"{getattr(row, name)} өзге")
            row.save()

    return change


def corrected(built):
    built.article.correct("correction", by=None, at=timezone.now(), note="Орын саны түзетілді.")


def retracted(built):
    built.article.retract(by=None, at=timezone.now(), note="Дерек расталмады.")


def another_gone(built):
    others = Article.objects.live().exclude(pk=built.article.pk)
    others.newest()[0].withdraw(by=None, at=timezone.now())


def another_written(built):
    factories.make_article("Жаңа ғана шықты", tags=built.article.tags.all())


def breaking(built):
    now = timezone.now()
    banner = BreakingBanner("Дауыл келе жатыр", "", now, now + timedelta(hours=1))
    Layout.save_version(PageLayout(banner=banner), language="kk", base=0, by=None, at=now)


def latin_of_2018(built):
    identity = SiteIdentity.load()
    identity.latin_standard = "2018"
    identity.save()


CHANGES = {
    "headline": lambda built: Article.objects.update(headline="Басқа тақырып"),
    "corrected": corrected,
    "another gone": another_gone,
    "another written": another_written,
    "breaking": breaking,
    "author": renamed(Author, "name"),
    "tag": renamed(Tag, "name"),
    "section": renamed(Section, "name"),
    "photo": renamed(Photo, "credit"),
    "site": renamed(SiteIdentity, "name"),
    "spelling": lambda built: Spelling.objects.create(word="кітапхана", latin="library"),
    "alphabet": latin_of_2018,
    "retracted": retracted,
}


def test_a_change_is_seen_at_once(ask, built):
    for name, change in CHANGES.items():
        ask()
        before = ask()
        change(built)
        after = ask()
        page_store.clear()
        assert after == ask(), name
        assert after != before, name


def test_what_time_alone_changes_is_seen_in_time(ask, built, time_machine):
    """An article that is due and a strip that ends in an hour; «Бүгін» ends at midnight."""
    factories.make_article("Бір сағаттан кейін", publish=timezone.now() + timedelta(hours=1))
    breaking(built)
    for hours in (1, 5):
        ask()
        before = ask()
        time_machine.shift(timedelta(hours=hours) - timedelta(seconds=1))
        assert ask() == before
        time_machine.shift(timedelta(seconds=1))
        after = ask()
        page_store.clear()
        assert after == ask() != before


def test_what_is_cached_is_not_made_again(client, db, monkeypatch):
    addresses = ["/", factories.make_article().get_absolute_url()]

    def ask():
        return [client.get(address).content for address in addresses]

    ask()
    before = ask()
    monkeypatch.setattr("articles.views.article.article_context", None)
    monkeypatch.setattr("articles.views.front.front_page_context", None)
    assert ask() == before


def test_what_nobody_asks_for_in_an_address_changes_nothing(client, db, monkeypatch):
    address = factories.make_article().get_absolute_url()
    for _ in range(2):  # the first page reads the site context, and is not proved by its queries
        plain = client.get(address)
    monkeypatch.setattr("articles.views.article.article_context", None)
    for query in ("utm_source=letter", "q=су&before=1-1", "x", "&&", "before="):
        assert client.get(f"{address}?{query}").content == plain.content


@pytest.mark.parametrize("address", ["/archive/", "/sayasat/", "/search/?q=су"])
def test_what_a_page_asks_for_in_its_address_counts(client, built, address):
    client.get(address)
    joined = "&" if "?" in address else "?"
    assert client.get(f"{address}{joined}before=x").status_code == 404


def test_a_change_costs_no_more_than_a_page_made_anew(client, db):
    address = factories.make_article().get_absolute_url()

    def queries():
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        return len(found)

    client.get(address)
    from_cache = queries()
    Article.objects.update(headline="Басқа тақырып")
    as_changed = queries()
    page_store.clear()
    assert from_cache == as_changed == queries()


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_browser_that_has_the_page_is_told_so_until_it_changes(client, db, time_machine, edition):
    time_machine.move_to("2026-03-03T18:00:00+05:00")  # at midnight dates of cards change
    address = edition + factories.make_article().get_absolute_url()
    first = client.get(address)
    assert first["Cache-Control"] == "max-age=1, stale-while-revalidate=1, stale-if-error=600"
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Article.objects.update(headline="Басқа тақырып")
    changed = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_the_oldest_make_room(client, db, monkeypatch):
    addresses = [factories.make_article().get_absolute_url() for _ in range(3)]
    for _ in range(2):  # the first page reads the site context, and is not cached
        client.get(addresses[0])
    monkeypatch.setattr(page_store, "ROOM", 2.9 * page_store.size())
    page_store.clear()
    for address in [*addresses, *addresses]:
        assert client.get(address).status_code == 200
    # A page that is kept is sent without a template.
    assert [bool(client.get(a).templates) for a in reversed(addresses)] == [False, False, True]


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_cached_page_asks_as_of_now(client, built, time_machine, edition):
    """No row changes, no midnight comes: it is the clock alone that makes the article live."""
    later = factories.make_article("Жарты сағатта", publish=timezone.now() + timedelta(minutes=30))
    for address in ("/", "/archive/", later.section.get_absolute_url()):
        client.get(edition + address)
    time_machine.shift(timedelta(minutes=31))
    for address in ("/", "/archive/", later.section.get_absolute_url()):
        assert later.path in client.get(edition + address).content.decode()
