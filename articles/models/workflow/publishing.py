"""Publishing: whether readers see an article, and the verbs that decide.

These functions are verbs of ``Article``, which has them as methods.
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...kazakh.slugs import slug as make_slug
from ...signals import article_changed
from ..audit import AuditEntry
from .permissions import can_change, can_transition
from .publish_checks import (
    UNDER_EMBARGO,
    CheckResult,
    PublicationWindow,
    lacks_text_at,
    run_publish_checks,
)
from .transitions import TRANSITIONS, Status

# A change of these in an article that readers know is news to them.
NEWS = ("headline", "lede", "body", "photo_id")
# When readers see an article.
INSTANTS = ("published_at", "withdraw_at", "embargo_until")
# What a transition writes: all but the content, which :func:`editing.apply_revision` takes over.
_WRITTEN = ("status", "slug", "updated_at", "retracted_at", "urgent_since", "notices", *INSTANTS)
FIRST_YEAR, LAST_YEAR = 1900, 2099  # those of the archive's addresses


def reasonable_instant(instant: datetime):
    """Refuse a year that was surely mistyped, and that no calendar of the site has.

    It is the year by the clocks of the newsroom, whatever the zone in which it was written.
    """
    try:
        year = instant.year if timezone.is_naive(instant) else _local(instant).year
    except OverflowError:  # at the ends of the calendar
        year = 0
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError(
            _("The year is wrong: it must be between %(first)s and %(last)s."),
            params={"first": FIRST_YEAR, "last": LAST_YEAR},
        )


def _local(instant):
    return timezone.localtime(instant, timezone.get_default_timezone())


def by_field(results: list[CheckResult]) -> dict[str, list[str]]:
    """Messages of the checks by the field that can mend them."""
    errors: dict[str, list[str]] = {}
    for result in results:
        errors.setdefault(result.check.field, []).append(result.message)
    return errors


def is_live(article, at: datetime | None = None) -> bool:
    """Whether readers see the article at ``at``: :meth:`ArticleQuerySet.live` for one row."""
    at = at or timezone.now()
    return bool(
        article.status == Status.PUBLISHED
        and article.published_at  # a form may just have emptied it
        and article.published_at <= at
        and (article.withdraw_at is None or article.withdraw_at > at)
    )


def is_scheduled(article) -> bool:
    """Published, but not before an instant that is still to come."""
    at = article.published_at if article.status == Status.PUBLISHED else None
    return at is not None and at > timezone.now()


def text_is_overdue(article) -> bool:
    """Whether readers have waited for the first text of a developing article for too long."""
    now = timezone.now()
    return article.is_live(now) and lacks_text_at(article, now)


def check_results(article, content: dict | None = None, *, at: datetime) -> list[CheckResult]:
    """What the publish checks say of ``content``, by default of what was saved last, if published.

    The instants are those that the instance has.
    """
    if content is None:
        content = _next_content(article)
    window = PublicationWindow(_visible_from(article, at), article.embargo_until, at)
    return run_publish_checks(article, content, window)


def _next_content(article):
    """What readers would see of an article that was published now."""
    if article.latest_revision_id and article.latest_revision_id != article.live_revision_id:
        return article.latest_revision.content
    return article.content()


def _visible_from(article, at):
    """From when on, if published at ``at``: an embargo puts off what has no time of its own."""
    now = at.replace(microsecond=0)
    return article.published_at or max(filter(None, (now, article.embargo_until)))


def _pass_publish_checks(article, *, by, at, reason) -> list[str]:
    """Raise ``ValidationError`` with all that blocks, by field; give the checks overridden.

    With a ``reason``, and the right to override, only what is fixed blocks.
    """
    broken = [result for result in article.check_results(at=at) if result.blocks]
    may = bool(reason) and (by is None or by.has_perm("articles.override_publish_checks"))
    left = [result for result in broken if result.check.fixed or not may]
    if left:
        raise ValidationError(by_field(left))
    return [result.name for result in broken]


@transaction.atomic
def publish(article, *, by, at: datetime, reason: str = ""):
    """Show the article to readers from ``published_at`` on, or from ``at`` if that is empty.

    ``reason`` is why checks are overridden, where they are. Raises ``ValidationError`` where the
    checks or the table of transitions refuse, ``PermissionDenied`` where ``by`` may not.
    """
    stored = article.lock_and_reload()
    _check_permission(article, "publish", by)
    overridden = _pass_publish_checks(article, by=by, at=at, reason=reason)
    if article.latest_revision_id and article.latest_revision_id != article.live_revision_id:
        article.apply_revision(article.latest_revision)
    article.urgent_since = None  # the desk has looked at it
    article.retracted_at = None  # what had been taken back stands again
    article.published_at = _visible_from(article, at)
    article.slug = article.slug or make_slug(article.headline, max_length=80)
    make_transition(article, "publish", stored, by=by, at=at, overridden=overridden, reason=reason)


@transaction.atomic
def amend(article, *, by, at: datetime, reason: str = ""):
    """Let readers of the published article see what editors have saved since."""
    stored = article.lock_and_reload()
    _check_permission(article, "amend", by)
    overridden = _pass_publish_checks(article, by=by, at=at, reason=reason)
    before = article.content()
    article.apply_revision(article.latest_revision)
    if article.is_live(at) and any(before[name] != getattr(article, name) for name in NEWS):
        article.updated_at = at
    make_transition(article, "amend", stored, by=by, at=at, overridden=overridden, reason=reason)


@transaction.atomic(savepoint=False)
def reschedule(article, *, by, at: datetime):
    """Save when readers see the article, as the instance has it: three instants."""
    stored = article.lock_and_reload()
    before, after = _state(stored), _state(article)
    if before != after:
        if by and not can_change(by, stored):
            raise PermissionDenied
        _check_embargo(article)
        article.save(update_fields=INSTANTS)
        AuditEntry.record("schedule", article, by=by, at=at, before=before, after=after)
        article.announcements.sync(article, at=at)
    article.notify_changed(by=by, at=at)


def _check_embargo(article):
    instants = article.published_at, article.embargo_until
    if article.status == Status.PUBLISHED and all(instants) and instants[0] < instants[1]:
        raise ValidationError({"published_at": UNDER_EMBARGO})


@transaction.atomic
def withdraw(article, *, by, at: datetime):
    """Take the article away from readers; it keeps its address for a later return."""
    make_transition(article, "withdraw", article.lock_and_reload(), by=by, at=at)


def _check_permission(article, name, by):
    if by is not None and not can_transition(by, article, TRANSITIONS[name]):
        raise PermissionDenied


def check_source(article, name: str):
    """Raise ``ValidationError`` where the transition called ``name`` does not start here."""
    transition = TRANSITIONS[name]
    if article.status not in transition.sources:
        raise ValidationError(
            _("“%(move)s” cannot be applied to an article whose status is “%(status)s”.")
            % {"status": Status(article.status).label, "move": transition.label}
        )


def make_transition(article, name: str, stored, *, by, at: datetime, overridden=(), reason=""):
    """Make the transition, with the row ``stored`` that was locked for it."""
    check_source(article, name)
    _check_permission(stored, name, by)
    article.status = TRANSITIONS[name].target
    article.save(update_fields=_WRITTEN)
    after = _state(article) | ({"overridden": list(overridden)} if overridden else {})
    reason = reason if overridden else ""
    before = _state(stored)
    AuditEntry.record(name, article, by=by, at=at, before=before, after=after, reason=reason)
    article.notify_changed(by=by, at=at)
    article.announcements.sync(article, at=at)


def _state(article):
    """When and whether readers see the article, for the record."""
    instants = {name: getattr(article, name) for name in INSTANTS}
    said = {name: instant and instant.isoformat() for name, instant in instants.items()}
    return {"status": article.status, **said}


def notify_changed(article, *, by, at: datetime):
    """Tell the search index and the sidebars that the article has changed.

    A door that edits an article calls this once, in its transaction, after tags, byline and
    picks are in place; the verbs above do it themselves.
    """
    article.record_row(by=by, at=at)
    article_changed.send(type(article), article=article, by=by, at=at)
