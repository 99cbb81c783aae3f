"""Taking an article from readers: it asks nothing of the form but, to retract it, the note.

Whatever the form holds, or the working version, and whatever is wrong with either: the article
goes, and what was typed is offered again.
"""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ...curation.breaking_banner import take_out_of_banner
from ...db.locks import write_transaction
from ...models import Article, Autosave
from ...models.workflow.corrections import LONGEST_NOTE, check_note
from ...models.workflow.permissions import can_transition
from ...models.workflow.publishing import INSTANTS
from ...models.workflow.transitions import TRANSITIONS, Status
from .autosave import TooLong, store, typed_text
from .form import transition_of
from .transitions import done
from .unsaved import form_address, is_saved, key_of

# By these a post is told from one that brings no form: an answer to the question below.
_TYPED = {"headline", "body", "photo", "shown"}
# What of the form is no content and may have been typed all the same.
_BESIDE = {"note", "assigned_to", "due_at", *INSTANTS}


def take_down(request, model_admin, article, transition):
    """Make ``transition``, keep what was typed, lead back to the form.

    Where readers must be told why and are not, ask for it.
    """
    note = _note(request)
    key = _autosave(request, model_admin, article)
    try:
        if transition == "retract":
            check_note("retraction", note)
        if not _is_down(article, transition):
            at = timezone.now()
            article.transition(transition, by=request.user, at=at, note=note)
            if take_out_of_banner(article, by=request.user, at=at):
                messages.warning(request, _("The breaking news that led to it are gone too."))
    except ValidationError as error:
        if hasattr(error, "error_dict"):  # of the note
            return _question(request, model_admin, article, transition, key, note, error.messages)
        messages.error(request, " ".join(error.messages))
    else:
        done(request, article, transition)
    return HttpResponseRedirect(form_address(article.pk, key))


def ask(request, model_admin, object_id):
    """The question before an article goes, as a page: for browsers whose scripts do not ask it."""
    if not model_admin.has_view_or_change_permission(request):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseRedirect(form_address(object_id))
    transition = transition_of(request)
    if transition not in TRANSITIONS or not TRANSITIONS[transition].takes_down:
        raise Http404
    with write_transaction():
        article = get_object_or_404(Article, pk=object_id)
        if not can_transition(request.user, article, TRANSITIONS[transition]):
            raise PermissionDenied
        if note := _note(request):
            return take_down(request, model_admin, article, transition)
        key = _autosave(request, model_admin, article)
    return _question(request, model_admin, article, transition, key, note)


def _question(request, model_admin, article, transition, key, note, errors=()):
    context = model_admin.admin_site.each_context(request) | {
        "article": article,
        "opts": model_admin.opts,
        "title": TRANSITIONS[transition].label,
        "transition": transition,
        "key": key,
        "note": note,
        "longest_note": LONGEST_NOTE,
        "errors": errors,
        "form_url": form_address(article.pk),
        "back_url": form_address(article.pk, key),
    }
    return render(request, "admin/articles/article/take_down.html", context)


def _note(request) -> str:
    """What readers are to be told; the page may have two fields for it, one of them empty."""
    notes = (text.replace("\0", "").strip() for text in request.POST.getlist("notice"))
    return next(filter(None, notes), "")


def _is_down(article, transition) -> bool:
    """Whether the button was pressed twice."""
    is_down = article.status == Status.WITHDRAWN
    return is_down and (transition != "retract" or article.retracted_at is not None)


def _autosave(request, model_admin, article) -> uuid.UUID | None:
    """The key of what was typed and is saved nowhere, once it is kept."""
    if not _TYPED & request.POST.keys():
        found = Autosave.objects.filter(by=request.user, key=key_of(request), article=article)
        return found.values_list("key", flat=True).first()
    if key_of(request) is None:
        request.POST = request.POST.copy()
        request.POST["key"] = str(uuid.uuid4())
    try:
        text = typed_text(request, article)
    except TooLong:
        said = _(
            "What you have written is too long for the server; it is kept in this browser only."
        )
        messages.warning(request, said)
        return None
    if is_saved(text) and not _has_more(request, model_admin, article):
        Autosave.objects.filter(by=text.by, key=text.key).delete()
        return None
    store(text)
    return text.key


def _has_more(request, model_admin, article) -> bool:
    """Whether the form says something new beside the content."""
    if not model_admin.has_change_permission(request, article):
        return False
    stored = Article.objects.get(pk=article.pk)  # a form writes into what it is about
    form = model_admin.get_form(request, stored, change=True)(request.POST, instance=stored)
    return not _BESIDE.isdisjoint(form.changed_data)
