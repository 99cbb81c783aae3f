"""Pruning: what has expired goes, what may still be wanted stays."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from axes.models import AccessFailureLog
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from articles import pruning
from articles.db import content_version
from articles.models import AuditEntry, Autosave, Presence, PreviewLink
from tests.factories import make_article
from tests.support.staff import make_staff

NOW = datetime(2026, 6, 1, 3, tzinfo=UTC)
DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


def gone(job):
    return pruning.prune(at=NOW)[job]


def test_sessions_go_when_they_let_nobody_in():
    for key, at in (("past", NOW - DAY), ("open", NOW + DAY)):
        Session.objects.create(session_key=key, session_data="x", expire_date=at)
    assert gone("expired_sessions") == 1
    assert Session.objects.get().session_key == "open"


def autosave(editor, at, discarded_at=None):
    text = Autosave(by=editor, key=uuid.uuid4(), form={"lede": ["Лид"]}, at=at)
    text.discarded_at = discarded_at
    text.save()
    return text


def test_typed_text_stays_a_month_after_it_was_discarded_and_a_year_untouched():
    editor = make_staff("Editor")
    stays = [
        autosave(editor, NOW - 364 * DAY),
        autosave(editor, NOW - 40 * DAY, discarded_at=NOW - 29 * DAY),
    ]
    autosave(editor, NOW - 40 * DAY, discarded_at=NOW - 31 * DAY)
    autosave(editor, NOW - 366 * DAY)
    assert gone("stale_autosaves") == 2
    assert set(Autosave.objects.all()) == set(stays)


def test_links_for_outside_go_a_month_after_they_were_closed():
    article, editor = make_article(publish=False), make_staff("Editor")
    begun = NOW - 60 * DAY
    stays = PreviewLink.create_for(article, by=editor, at=NOW - 30 * DAY, days=1)
    PreviewLink.create_for(article, by=editor, at=begun, days=7)
    PreviewLink.create_for(article, by=editor, at=NOW, days=7).revoke(by=editor, at=begun)
    assert gone("expired_preview_links") == 2
    assert list(PreviewLink.objects.all()) == [stays]
    assert AuditEntry.objects.filter(verb="share").count() == 3


def test_failures_to_sign_in_and_who_was_here_go_after_a_day_and_the_record_stays():
    article, editor = make_article(), make_staff("Editor")
    AuditEntry.record("sign_in_failed", editor, by=None, at=NOW - 90 * DAY)
    for hours in (23, 25):
        failure = AccessFailureLog.objects.create(username=f"{hours}")
        at = NOW - timedelta(hours=hours)
        AccessFailureLog.objects.filter(pk=failure.pk).update(attempt_time=at)
        by = make_staff("Reporter", username=f"reporter-{hours}")
        Presence.objects.create(article=article, by=by, seen_at=at)
    assert gone("old_failures") == 1
    assert AccessFailureLog.objects.get().username == "23"
    assert Presence.objects.get().by.username == "reporter-23"
    assert AuditEntry.objects.filter(verb="sign_in_failed").count() == 1


def test_more_than_a_batch_goes_batch_by_batch(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(pruning, "BATCH", 2)
    for number in range(5):
        Session.objects.create(session_key=str(number), session_data="x", expire_date=NOW - DAY)
    with django_assert_num_queries(4 + 3 * 3):  # keys four times; three deletions in savepoints
        assert pruning.expired_sessions(NOW) == 5
    assert not Session.objects.exists()


def test_the_command_says_what_went(capsys):
    at = timezone.now() - DAY
    Session.objects.create(session_key="past", session_data="x", expire_date=at)
    content_version.prune()  # what the migrations left
    call_command("prune")
    said = dict(line.split() for line in capsys.readouterr().out.splitlines())
    assert said == dict.fromkeys(pruning.JOBS, "0") | {"expired_sessions": "1"}
