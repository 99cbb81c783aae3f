"""The plan at a secret address: who reads it, what leaves the house by it, when it ends."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from articles.models import AuditEntry, PlanFeed
from tests.factories import make_article
from tests.support.attacks import ATTACKS

pytestmark = pytest.mark.django_db
FEED = reverse("admin:articles_article_plan_feed")


@pytest.fixture
def soon():
    return timezone.now().replace(microsecond=0) + timedelta(days=1)


def open_feed(client):
    page = client.post(FEED, {"open": "1"})
    assert "no-store" in page["Cache-Control"]
    return page.context["feed_address"]


def read(address):
    """What a calendar without a session gets."""
    return Client().get(address)


def events(address):
    response = read(address)
    assert response.status_code == 200
    return [
        (str(event["summary"]), event.decoded("dtstart"))
        for event in Calendar.from_ical(response.content).walk("VEVENT")
    ]


def test_a_calendar_reads_the_plan_without_a_session(client, editor, soon):
    editor.language = "en"
    editor.save()
    article = make_article("Су; қоймасы, ашылды", publish=soon)
    make_article("Мектеп", publish=False, due_at=soon + timedelta(hours=1))
    address = open_feed(client)
    assert events(address) == [
        ("Scheduled: Су; қоймасы, ашылды", soon),
        ("Due: Мектеп", soon + timedelta(hours=1)),
    ]
    response = read(address)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert response["Referrer-Policy"] == "no-referrer"
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
    event = Calendar.from_ical(response.content).walk("VEVENT")[0]
    assert event["url"].endswith(f"/admin/articles/article/{article.pk}/change/")


def test_a_headline_under_embargo_does_not_leave_the_house(client, editor, soon):
    early = soon - timedelta(hours=2)
    make_article("Құпия тақырып", publish=soon, embargo_until=early)
    make_article("Құпия жоба", publish=False, embargo_until=soon, due_at=early)
    address = open_feed(client)
    assert len(events(address)) == 3
    assert "Құпия" not in read(address).content.decode()


def test_what_is_written_in_a_headline_stays_in_it(client, editor, soon):
    for attack in [*ATTACKS, "бір\r\nEND:VEVENT\r\nBEGIN:VALARM", "\u2028X-EVIL:1", "\\n\\;"]:
        make_article(attack[:200], publish=False, due_at=soon)
    calendar = Calendar.from_ical(read(open_feed(client)).content)
    assert len(calendar.walk("VEVENT")) == len(ATTACKS) + 3
    assert calendar.walk("VALARM") == []
    assert all(set(event) <= KNOWN for event in calendar.walk("VEVENT"))


KNOWN = {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "URL", "TRANSP"}


def test_the_address_is_stored_as_a_digest_and_shown_once(client, editor):
    address = open_feed(client)
    token = address.rpartition("/")[2].removesuffix(".ics")
    assert len(token) >= 40
    assert token not in repr(PlanFeed.objects.values())
    assert token not in repr(list(AuditEntry.objects.values()))
    assert token not in client.get(reverse("admin:articles_article_plan")).content.decode()


def test_a_new_address_closes_the_old_one_and_it_can_be_closed(client, editor):
    first = open_feed(client)
    second = open_feed(client)
    assert [read(first).status_code, read(second).status_code] == [404, 200]
    client.post(FEED, {"close": "1"})
    assert read(second).status_code == 404
    verbs = AuditEntry.objects.values_list("verb", flat=True)
    assert [verb for verb in verbs if "feed" in verb] == ["close_feed", "open_feed", "open_feed"]


def lose_role(user):
    user.groups.clear()


def leave(user):
    user.is_active = False
    user.save()


def leave_staff(user):
    user.is_staff = False
    user.save()


@pytest.mark.parametrize("change", [lose_role, leave, leave_staff])
def test_who_may_no_longer_look_at_the_desk_reads_no_feed(client, editor, change):
    address = open_feed(client)
    change(editor)
    assert read(address).status_code == 404


def test_who_has_yet_to_set_up_the_second_step_reads_no_feed(client, editor, settings):
    address = open_feed(client)
    settings.SECOND_STEP_ROLES = ["Editor"]
    assert read(address).status_code == 404


@pytest.mark.parametrize("token", ["x", "ә" * 43, "a" * 500])
def test_another_token_opens_nothing(db, token):
    response = read(f"/admin/articles/article/plan/{token}.ics")
    assert response.status_code == 404
    assert "public" not in response.get("Cache-Control", "")
    assert "max-age" not in response.get("Cache-Control", "").replace("max-age=0", "")
