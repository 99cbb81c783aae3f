"""What was typed and not saved: offered above the form, put away, and brought back."""

import uuid
from datetime import datetime
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...kazakh.words import name_key
from ...models import Autosave, Tag
from ...models.content.revisions import merge_contents
from ...models.desk.autosaves import DISCARDED_FOR
from ...text import bodies
from ..fields import NEW
from .revision_form import typed_content

_TEXTS = ("headline", "lede", "body")
_SAVES = 20  # of one editor that are looked through for a text
UNFOLDED = 3  # texts that stand in the page openly; more take one line


class UnsavedText(NamedTuple):
    """One text: what it is called, how many words it has, when it was typed."""

    key: uuid.UUID
    headline: str
    words: int
    at: datetime


def unsaved_texts(request, article, *, but=None) -> dict:
    """The context of the block above the form of ``article`` (None: of a new one).

    ``unsaved`` and ``discarded`` are lists of :class:`UnsavedText`, newest first, without the
    text ``but``, which stands in the form itself.
    """
    rows = Autosave.objects.filter(article=article, by=request.user).select_related("base")
    stored, discarded, oldest = [], [], timezone.now() - DISCARDED_FOR
    for row in rows.order_by("-at", "-pk"):
        if row == but or (row.discarded_at and row.discarded_at < oldest) or is_saved(row):
            continue
        (discarded if row.discarded_at else stored).append(_shown(row))
    return {
        "unsaved": stored,
        "discarded": discarded,
        "is_unfolded": 0 < len(stored) <= UNFOLDED,
        "discarded_days": DISCARDED_FOR.days,
    }


def _shown(row):
    headline, lede, body = ("".join(row.form.get(name, [])[:1]) for name in _TEXTS)
    text = f"{headline} {lede} {bodies.to_text(bodies.clean(body))}"
    return UnsavedText(row.key, " ".join(headline.split()), len(text.split()), row.at)


@require_POST
def discard(request, model_admin):
    """Put the text with the posted ``key`` away: for weeks its editor finds it where it was."""
    if not model_admin.has_view_or_change_permission(request):
        raise PermissionDenied
    text = get_object_or_404(Autosave, by=request.user, key=key_of(request))
    Autosave.discard(text.key, by=request.user, at=timezone.now())
    said = _("The text was discarded. It stays here for %(days)s days: press “Bring back”.")
    messages.success(request, said % {"days": DISCARDED_FOR.days})
    return HttpResponseRedirect(form_address(text.article_id, key_in(request.POST, "open")))


def form_address(article_id, unsaved=None) -> str:
    """Where the form of an article is (None: of a new one), with the text ``unsaved`` in it."""
    name, arguments = ("change", [article_id]) if article_id else ("add", [])
    address = reverse(f"admin:articles_article_{name}", args=arguments)
    return f"{address}?unsaved={unsaved}" if unsaved else address


def key_of(request) -> uuid.UUID | None:
    """The key of the form that was posted."""
    return key_in(request.POST, "key")


def key_in(data, name) -> uuid.UUID | None:
    """The key of a form that ``data`` has under ``name``; None where it has none."""
    try:
        return uuid.UUID(data.get(name, ""))
    except ValueError:
        return None


def is_saved(stored) -> bool:
    """Whether all that was typed is in the article already, or in a save of the same editor."""
    article = stored.article
    if article is None:  # a form that was touched and emptied again
        return not any("".join(stored.form.get(name, [])).strip() for name in _TEXTS)
    if stored.clashes:
        return False
    base = stored.base or article.first_revision
    begun = base.content if base else article.content()
    typed = _with_tags(typed_content(stored.form, begun))
    saves = article.revisions.filter(by=stored.by, number__gte=base.number)[:_SAVES] if base else []
    contents = [article.working_content(), *(save.content for save in saves)]
    return any(merge_contents(begun, typed, said) == (said, {}) for said in contents)


def _with_tags(content):
    """``content`` with the keys of tags that were new when they were typed, and are there now."""
    new = {tag: name_key(tag.removeprefix(NEW)) for tag in content["tags"] if isinstance(tag, str)}
    known = dict(Tag.objects.filter(key__in=new.values()).values_list("key", "pk")) if new else {}
    tags = [known.get(new.get(tag), tag) for tag in content["tags"]]
    return content | {"tags": list(dict.fromkeys(tags))}
