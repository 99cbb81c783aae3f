"""Transitions and times of an article: who makes them, what they leave alone, and on record."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from articles.models import Announcement, Article, AuditEntry
from articles.models.workflow.transitions import Status
from articles.signals import article_changed
from tests.factories import make_article, make_section
from tests.support.editing import NOW, fresh, last_act, save
from tests.support.staff import make_staff

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def heard():
    """The articles that were said to have changed, with who did it."""
    found = []

    def listen(article, by, at, **_):
        found.append((article.pk, by, at))

    article_changed.connect(listen)
    yield found
    article_changed.disconnect(listen)


def test_who_looks_after_an_article_is_on_record_when_it_changes(heard):
    article, editor = make_article(publish=False), make_staff("Editor")
    article.assign(editor, by=editor, at=NOW)
    assert fresh(article).assigned_to == editor
    act = last_act(article)
    assert (act.verb, act.by_name) == ("assign", "editor")
    assert (act.before, act.after) == ({"assigned_to": None}, {"assigned_to": "editor"})
    article.assign(editor, by=editor, at=NOW)
    assert last_act(article) == act
    article.assign(None, by=None, at=NOW)
    assert last_act(article).before == {"assigned_to": "editor"}
    assert fresh(article).assigned_to is None


def test_the_times_are_changed_by_who_may_and_on_record(heard):
    chief, reporter = make_staff("Chief editor"), make_staff("Reporter")
    article = make_article(publish=False)
    article.publish(by=None, at=NOW)
    heard.clear()
    article.reschedule(by=reporter, at=NOW)  # nothing has changed
    assert last_act(article).verb == "publish"
    assert heard == [(article.pk, reporter, NOW)]
    article.withdraw_at = NOW + HOUR
    with pytest.raises(PermissionDenied), transaction.atomic():
        article.reschedule(by=reporter, at=NOW)
    article.reschedule(by=chief, at=NOW)
    assert fresh(article).withdraw_at == NOW + HOUR
    act = last_act(article)
    assert (act.verb, act.by_name) == ("schedule", "chief-editor")
    assert act.before["withdraw_at"] is None
    assert act.after["withdraw_at"] == "2026-03-03T14:00:00+00:00"
    assert heard[-1] == (article.pk, chief, NOW)


def test_what_is_put_off_is_announced_anew():
    article = make_article(publish=datetime.now(UTC) + HOUR)
    [row] = Announcement.objects.filter(article=article)
    article.published_at = row.published_at + HOUR
    article.reschedule(by=None, at=NOW)
    [row] = Announcement.objects.filter(article=article)
    assert row.published_at == article.published_at


@pytest.mark.parametrize(("offset", "is_refused"), [(-1, True), (0, False), (1, False)])
def test_what_is_out_is_not_put_under_an_embargo(offset, is_refused):
    article = make_article(publish=NOW)
    article.embargo_until = NOW - timedelta(seconds=offset)
    if is_refused:
        with pytest.raises(ValidationError) as refused, transaction.atomic():
            article.reschedule(by=None, at=NOW)
        assert list(refused.value.message_dict) == ["published_at"]
    else:
        article.reschedule(by=None, at=NOW)
    assert (fresh(article).embargo_until is None) is is_refused


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_what_is_not_out_may_have_any_times(is_withdrawn):
    article = make_article(publish=False, published_at=NOW)
    if is_withdrawn:
        article.publish(by=None, at=NOW)
        article.withdraw(by=None, at=NOW)
    article.embargo_until = NOW + HOUR
    article.reschedule(by=None, at=NOW)
    assert fresh(article).embargo_until == NOW + HOUR


def test_a_transition_from_elsewhere_is_refused_in_words():
    article = make_article(publish=False)
    for name in ("withdraw", "amend", "approve"):
        with pytest.raises(ValidationError) as refused:
            article.check_transition(name)
        assert "Жоба" in refused.value.messages[0]
    article.check_transition("publish")
    with pytest.raises(ValidationError):
        article.withdraw(by=None, at=NOW)


@pytest.mark.parametrize("name", ["publish", "amend", "withdraw", "return"])
def test_who_may_not_is_refused_and_nothing_happens(name):
    reporter = make_staff("Reporter")
    article = make_article("Бірінші", publish=name in ("amend", "withdraw"), created_by=reporter)
    if name == "return":
        article.transition("submit", by=reporter, at=NOW)
    save(article, headline="Екінші")
    before = fresh(article)
    with pytest.raises(PermissionDenied):
        article.transition(name, by=reporter, at=NOW)
    row = fresh(article)
    assert (row.status, row.headline) == (before.status, before.headline)


def test_whose_article_it_is_is_asked_of_the_stored_row():
    """Not of the instance, which a form may just have moved into a section of one's own."""
    own, other = make_section(), make_section("Спорт", "sport")
    editor = make_staff("Editor")
    editor.sections.add(own)
    article = make_article(section=other)
    article.section = own
    for act in (article.withdraw, article.amend):
        with pytest.raises(PermissionDenied):
            act(by=editor, at=NOW)


def test_a_transition_leaves_alone_what_a_colleague_did_meanwhile(heard):
    article, editor = make_article("Бірінші", publish=False), make_staff("Editor")
    early = fresh(article)
    article.assign(editor, by=None, at=NOW)
    heard.clear()
    early.transition("submit", by=None, at=NOW)
    row = fresh(article)
    assert (row.status, row.assigned_to) == (Status.IN_REVIEW, editor)
    assert heard == [(article.pk, None, NOW)]
    assert last_act(row).verb == "submit"
    assert Announcement.objects.filter(article=row).count() == 0


VERBS = {
    "publish": (False, lambda article: article.publish(by=None, at=NOW)),
    "amend": (True, lambda article: article.amend(by=None, at=NOW)),
    "withdraw": (True, lambda article: article.withdraw(by=None, at=NOW)),
    "move": (False, lambda article: article.transition("submit", by=None, at=NOW)),
    "restore": (False, lambda article: article.restore(article.first_revision, by=None, at=NOW)),
}


class Fault(Exception):
    """What goes wrong at the very end of an act."""


@pytest.fixture
def fault():
    def fail(**_):
        raise Fault

    yield lambda: article_changed.connect(fail)
    article_changed.disconnect(fail)


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_that_fails_at_its_end_has_done_nothing(fault, name):
    is_out, verb = VERBS[name]
    article = make_article("Бірінші", publish=is_out)
    save(article, headline="Екінші")
    before = fresh(article)
    acts = AuditEntry.objects.count()
    fault()
    with pytest.raises(Fault):
        verb(article)
    row = fresh(article)
    assert (row.status, row.headline, row.updated_at) == (
        *(before.status, before.headline),
        before.updated_at,
    )
    assert (AuditEntry.objects.count(), row.revisions.count()) == (acts, 2)


def test_times_that_cannot_be_announced_take_their_transaction_with_them(fault):
    article = make_article(publish=NOW)
    article.withdraw_at = NOW + HOUR
    fault()
    with pytest.raises(Fault):
        article.reschedule(by=None, at=NOW)
    assert transaction.get_rollback()
    transaction.set_rollback(False)


@pytest.mark.parametrize("name", ["submit", "withdraw"])
def test_who_has_read_the_article_before_another_saved_it_takes_nothing_back(name):
    """A script, or a form that stood open, goes on from what is stored."""
    article = make_article("Ескі тақырып", publish=name == "withdraw")
    early = Article.objects.get(pk=article.pk)
    Article.objects.filter(pk=article.pk).update(headline="Жаңа тақырып")
    early.transition(name, by=None, at=timezone.now())
    article = Article.objects.get(pk=article.pk)
    assert article.headline == article.working_content()["headline"] == "Жаңа тақырып"
    assert article.latest_revision.content["headline"] == "Жаңа тақырып"
