"""Flashes: news of which there is no more than a headline yet.

A flash is an article like any other, in its section, at its address. Until it has a text it is
*developing*: its headline is its text, which the publish checks allow and readers are told. Until
it is published it is *urgent*: on the desk it comes before all else.
"""

import uuid
from datetime import datetime

from django.db import transaction

from ..workflow.permissions import can_transition
from ..workflow.transitions import TRANSITIONS
from .article import Article


@transaction.atomic
def make_flash(content: dict, *, by, at: datetime, form_key: uuid.UUID | None = None) -> Article:
    """Publish ``content``, a revision's, or send it for review where ``by`` may not publish it.

    ``form_key`` is that of the form that it comes from. Raises ``ValidationError`` where the
    publish checks refuse.
    """
    columns = {name: content[name] for name in ("headline", "kind_id", "section_id", "language")}
    article = Article.objects.create(
        **columns, created_by=by, form_key=form_key, urgent_since=at, developing_since=at
    )
    article.save_revision(content, by=by, at=at, is_new=True)
    publishes = can_transition(by, article, TRANSITIONS["publish"])
    article.transition("publish" if publishes else "submit", by=by, at=at)
    return article
