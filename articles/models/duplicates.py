"""Duplicates: a new draft that begins with what another article says."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ..db.locks import article_write_lock
from .audit import AuditEntry
from .content.article import Article


@transaction.atomic
def duplicate(article, *, by, at: datetime) -> Article:
    """A new draft of ``by`` that says what editors last saved of ``article``, and from which it is.

    It has no address, no time of publication and no corrections; readers know nothing of it.
    """
    article_write_lock()
    content = article.working_content()
    copy = Article.objects.create(
        headline=content["headline"],
        kind_id=article.kind_id,
        language=content["language"],
        created_by=by,
    )
    note = _("a copy of №%(key)s “%(headline)s”") % {"key": article.pk, "headline": article}
    copy.save_revision(content, by=by, at=at, note=note[:300], is_new=True)
    AuditEntry.record("duplicate", copy, by=by, at=at, after={"from": article.pk})
    copy.notify_changed(by=by, at=at)
    return copy
