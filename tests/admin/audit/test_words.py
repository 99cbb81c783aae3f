"""The record of acts speaks Kazakh: no names of fields, keys or ISO instants."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from articles.admin.audit.words import changes
from articles.models import AuditEntry, Layout
from articles.models.curation.page_layout import BreakingBanner, PageLayout, Placement
from tests.factories import make_article, make_section, make_tag
from tests.support.staff import make_staff

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 30, 10, tzinfo=UTC)  # 15:00 in Almaty
LATIN = re.compile(r"[A-Za-z_]{3,}")


@pytest.fixture
def record():
    """Records an act; gives what the list shows of it."""

    def said(verb, thing, before=None, after=None):
        entry = AuditEntry.record(verb, thing, by=None, at=AT, before=before, after=after)
        return changes(entry)

    return said


def test_an_arranged_page_names_its_parts_articles_and_times():
    article, section = make_article("Су келді"), make_section()
    slots = {"top.0": (Placement(article.pk, AT),), f"section.{section.pk}.1": ()}
    slots["off"] = (Placement(article.pk, AT, AT + timedelta(hours=1)),)
    banner = BreakingBanner("Жер сілкінді", "", AT, AT + timedelta(hours=3))
    layout = PageLayout({name: slots[name] for name in ("top.0", "off")}, make_tag().pk, banner)
    Layout.save_version(layout, language="kk", base=0, by=None, at=AT)
    told = {label: after for label, _before, after in changes(AuditEntry.objects.first())}
    assert told["Беттің басы, 1-орын"] == "Су келді (30.11.2026 15:00)"
    assert told["Беттен алынғандар"] == "Су келді (30.11.2026 15:00 – 30.11.2026 16:00)"
    assert told["Шұғыл хабар"] == "Жер сілкінді (30.11.2026 15:00 – 30.11.2026 18:00)"
    assert "#Су реформасы" in told.values()
    assert not any(LATIN.search(f"{label} {after}") for label, after in told.items())


def test_links_second_steps_and_merges_are_told_in_words(record):
    article, user, tag = make_article("Су келді"), make_staff("Editor"), make_tag()
    link = {"link": 3, "revision": 1, "expires_at": AT.isoformat()}
    assert ("Ашық мерзімі", "", "30.11.2026 15:00") in record("share", article, after=link)
    for way, words in (("totp", "телефондағы кодтар"), ("webauthn", "кіру кілті")):
        [(_label, _before, after)] = record("second_step_added", user, after={"type": way})
        assert after == words
    assert record("merge_tags", tag, {"into": "Су"}, {"tag": tag.pk})[1][2] == "#Су реформасы"
    assert record("duplicate", article, after={"from": article.pk})[0][2] == "Су келді"
    assert record("change", user, {"language": "kk"}, {"language": "ru"}) == [
        ("Тіл", "Қазақша", "Русский")
    ]


@pytest.mark.parametrize("value", ["T", "2026-99-99T99:99:99+05:00", ["a", 1], {"a": 1}, 7, "TOTP"])
def test_what_an_older_version_wrote_is_shown_as_it_is(record, value):
    article = make_article()
    for name in ("expires_at", "tag", "no_such_field", "type"):
        assert record("change", article, after={name: value})
