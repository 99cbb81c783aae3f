"""What an editor types is kept before it is saved, and who else is typing is said."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ...db.compiled_queries import NO_KEY, CompiledQuery
from ...db.row_keys import row_key
from ...models import Article, Autosave, Presence
from ..fields import LONGEST_BODY
from .unsaved import is_saved, key_in, key_of

PARTED = _(
    "You can no longer change this article: it was deleted or has been published. What you typed "
    "is kept as a new article."
)
# Characters of a form: what is too long to be saved is kept all the same, up to here.
LARGEST = 6 * LONGEST_BODY
_autosaved = CompiledQuery(
    lambda by, key: Autosave.objects.filter(by=by, key=key).select_related("base"),
    by=NO_KEY,
    key=uuid.UUID(int=1),
)
_NOT_TYPED = {"csrfmiddlewaretoken", "base", "key"}


class TooLong(ValueError):
    """More than ``LARGEST`` characters."""


@require_http_methods(["GET", "POST"])
def autosave(request, model_admin, object_id=None):
    """Keep the posted form (with ``_typed``), note who is here, and say who else is.

    Answers ``{"autosaved": bool, "others": [name, …], "newer": name, "parted": bool}``: who else
    has the article open, who has saved since ``base``, and whether the article is gone or may
    not be changed any more: the text is then kept as that of a new one. ``_gone`` says that the
    page was left, ``_rescued`` that the text comes from the browser's own store. GET gives a page
    that was signed in again ``{"token": …}`` to go on with. 413 says that it is too long.
    """
    if request.method == "GET":
        return JsonResponse({"token": get_token(request)})
    article = Article.objects.filter(pk=object_id).first() if object_id else None
    if article and not model_admin.has_change_permission(request, article):
        article = None  # it has moved on; what is typed stays the editor's own
    parted = bool(object_id) and article is None
    if article is None and not model_admin.has_add_permission(request):
        raise PermissionDenied
    try:
        stored = "_typed" in request.POST and autosave_form(request, article)
    except TooLong as error:
        return HttpResponse(str(error), status=413)
    except ValueError as error:
        return HttpResponseBadRequest(str(error))
    if "_gone" in request.POST:
        Presence.objects.filter(article=article, by=request.user).delete()
        return HttpResponse(status=204)
    answer = {"autosaved": stored, "others": [], "newer": "", "parted": parted}
    if article:
        answer |= {"others": _others(request, article), "newer": _newer(request, article)}
    return JsonResponse(answer)


def typed_text(request, article) -> Autosave:
    """The posted form as what its editor has typed; ``article`` is None for a new one.

    ``TooLong``, or another ``ValueError`` for what a browser would never send.
    """
    key = uuid.UUID(request.POST.get("key", ""))
    form = _plain_form(request.POST)
    if sum(len(value) for values in form.values() for value in values) > LARGEST:
        raise TooLong(f"more than {LARGEST} characters")
    if article is None:  # a new one may have been saved from this very form
        article = Article.objects.filter(form_key=key, created_by=request.user).first()
    base = row_key(request.POST.get("base", ""))
    base = article.revisions.filter(pk=base).first() if article and base else None
    now = timezone.now()
    return Autosave(by=request.user, key=key, article=article, form=form, base=base, at=now)


def _plain_form(data) -> dict[str, list[str]]:
    """What editors type, name by name, without NUL: no database has room for it."""
    return {
        name.replace("\0", ""): [str(value).replace("\0", "") for value in data.getlist(name)]
        for name in data
        if name not in _NOT_TYPED and not name.startswith("_")  # a button, a word of the script's
    }


def store(text: Autosave, *more: str):
    """Write ``text`` over what was kept of the same form; what was discarded is wanted again.

    ``more`` are names of fields beside those that typing changes.
    """
    names = ("article", "form", "base", "at", "discarded_at", *more)
    values = {name: getattr(text, name) for name in names}
    Autosave.objects.update_or_create(by=text.by, key=text.key, defaults=values)


def autosave_form(request, article) -> bool:
    """Keep the posted form as what its editor has typed; whether it had to be kept."""
    text = typed_text(request, article)
    is_rescued = "_rescued" in request.POST
    if is_rescued and is_saved(text):
        return False
    if not (is_rescued and _is_stored(text)):
        store(text)
    return True


def _is_stored(text) -> bool:
    """Whether the server has got just this already, from another page perhaps."""
    stored = Autosave.objects.filter(by=text.by, article=text.article)
    return any(form == text.form for form in stored.values_list("form", flat=True))


def store_clashes(request, form):
    """Keep both texts until the editor has chosen, whatever becomes of the page."""
    text = Autosave(
        by=request.user,
        key=form.key,
        article=form.instance,
        base=form.instance.latest_revision,
        form=_plain_form(form.data),
        clashes=form.clashes,
        at=timezone.now(),
    )
    store(text, "clashes")


def _others(request, article):
    """Names of those who have the article open beside the user, who is noted to have it too."""
    now = timezone.now()
    Presence.objects.update_or_create(article=article, by=request.user, defaults={"seen_at": now})
    others = article.presences.here(now).exclude(by=request.user).select_related("by")
    return [_name(other.by) for other in others]


def _newer(request, article):
    """Who has saved last, if it was behind the back of the page."""
    base = row_key(request.POST.get("base", ""))
    if base is None or base == article.latest_revision_id:
        return ""
    latest = article.revisions.select_related("by").without_content().first()
    return _name(latest.by) if latest and latest.by != request.user else ""


def _name(user):
    return (user.get_full_name() or user.get_username()) if user else "–"


def made_already(request):
    """The key of what a form has made that is sent twice, by a double click or after going back."""
    if not (key := key_of(request)):
        return None
    made = Article.objects.filter(form_key=key, created_by=request.user)
    return str(made.values_list("pk", flat=True).first() or "") or None


def autosaved_form(request):
    """What was kept of the form that is posted, or of the one that is asked for."""
    key = key_of(request) or key_in(request.GET, "unsaved")
    if key is None:
        return None
    return _autosaved.first(by=request.user.pk, key=key)
