"""An article is given another time: by dragging it in the plan, or in the form beside it."""

from datetime import UTC

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ...db.locks import write_transaction
from ...db.row_keys import row_key
from ...models import Article
from ...models.desk.plan import can_move
from ...models.workflow.publishing import by_field, reasonable_instant
from ..autocomplete import moment

# What moves, by the field that it is.
FIELDS = {"scheduled": "published_at", "due": "due_at"}


class MoveForm(forms.Form):
    """Which time of the article becomes which; ``was`` is where the page showed it."""

    what = forms.ChoiceField(choices=[(name, name) for name in FIELDS])
    was = forms.CharField()
    at = forms.DateTimeField(validators=[reasonable_instant])


def move(request):
    """Do what the form says, or say why not. Raises ``PermissionDenied`` as the form would."""
    form = MoveForm(request.POST)
    key = row_key(request.POST.get("article", ""))
    if not form.is_valid():
        messages.error(request, " ".join(said for error in form.errors.values() for said in error))
        return
    said, now = form.cleaned_data, timezone.now()
    try:
        with write_transaction():
            article = get_object_or_404(Article, pk=key).lock_and_reload()
            if not can_move(request.user, article):
                raise PermissionDenied
            _move(article, said, by=request.user, now=now)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return
    text = _("“%(headline)s”: %(at)s.")
    messages.success(request, text % {"headline": article, "at": moment(said["at"])})


def _move(article, said, *, by, now):
    name = FIELDS[said["what"]]
    stands = getattr(article, name)
    if stands == said["at"]:
        return  # sent twice
    if stands is None or stands.astimezone(UTC).isoformat() != said["was"]:
        raise ValidationError(
            _("Somebody else has changed the time of “%(headline)s” meanwhile."),
            params={"headline": article},
        )
    if name == "due_at":
        article.set_due(said["at"], by=by, at=now)
        return
    _check(article, said["at"], now)
    article.reschedule(by=by, at=now)


def _check(article, at, now):
    """Raise ``ValidationError`` with what the article's own form would refuse."""
    if not article.is_scheduled:
        raise ValidationError(_("“%s” is not scheduled any more.") % article)
    if at <= now:
        raise ValidationError(_("This time has passed."))
    article.published_at = at
    results = article.check_results(at=now)
    blocking = by_field([one for one in results if one.blocks and one.check.fixed])
    if blocking:
        raise ValidationError([said for errors in blocking.values() for said in errors])
    article.validate_constraints()
