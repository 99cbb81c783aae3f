"""What an editor types is kept before it is saved, and who else is typing is said."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ..kazakh.words import name_key
from ..models import Article, Autosave, Presence, Tag
from ..models.revisions import merge_contents
from ..prepared import Prepared
from .fields import NEW
from .revision_form import typed_content

PARTED = _(
    "Бұл мақаланы енді өзгерте алмайсыз: ол өшірілген не жарияланып кеткен. "
    "Жазғаныңыз жаңа мақала болып сақталды."
)
LARGEST = 2_000_000  # characters of a form
_TEXTS = ("headline", "lede", "body")
_SAVES = 20  # of one editor that are looked through for a text
_kept = Prepared(
    lambda by, key: Autosave.objects.filter(by=by, key=key).select_related("base"),
    by=-1,
    key=uuid.UUID(int=1),
)
_NOT_KEPT = {"csrfmiddlewaretoken", "base", "key", "_gone", "_typed", "_rescued", "_discard"}


@require_http_methods(["GET", "POST"])
def autosave(request, model_admin, object_id=None):
    """Keep the posted form (with ``_typed``), note who is here, and say who else is.

    Answers ``{"kept": bool, "others": [name, …], "newer": name, "parted": bool}``: who else has the
    article open, who has saved since the posted ``base``, and whether the article is gone or may
    not be changed any more: the text is then kept as that of a new one. ``_gone`` says that the
    page was left, ``_rescued`` that the text comes from the browser's own store, ``_discard`` is
    the key of a text that is not wanted. GET gives a page that was signed in again ``{"token": …}``
    to go on with.
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
        if discarded := request.POST.get("_discard"):
            Autosave.objects.filter(by=request.user, key=uuid.UUID(discarded)).delete()
        kept = "_typed" in request.POST and keep_typed(request, article)
    except ValueError as error:
        return HttpResponseBadRequest(str(error))
    if "_gone" in request.POST:
        Presence.objects.filter(article=article, by=request.user).delete()
        return HttpResponse(status=204)
    answer = {"kept": kept, "others": [], "newer": "", "parted": parted}
    if article:
        answer |= {"others": _others(request, article), "newer": _newer(request, article)}
    return JsonResponse(answer)


def keep_typed(request, article) -> bool:
    """Keep the posted form as what its editor has typed; whether it had to be kept.

    ``ValueError`` says what a browser would never send.
    """
    key = uuid.UUID(request.POST.get("key", ""))
    form = {name: request.POST.getlist(name) for name in request.POST if name not in _NOT_KEPT}
    if sum(len(value) for values in form.values() for value in values) > LARGEST:
        raise ValueError("too long")
    base = request.POST.get("base", "")
    if article is None:  # a new one may have been saved from this very form
        article = Article.objects.filter(form_key=key, created_by=request.user).first()
    values = {
        "article": article,
        "form": form,
        "base": article.revisions.filter(pk=base).first() if article and base.isdecimal() else None,
        "at": timezone.now(),
    }
    if "_rescued" in request.POST and _is_saved(Autosave(by=request.user, **values)):
        return False
    Autosave.objects.update_or_create(by=request.user, key=key, defaults=values)
    return True


def keep_clashes(request, form):
    """Keep both texts until the editor has chosen, whatever becomes of the page."""
    values = {
        "article": form.instance,
        "base": form.instance.latest_revision,
        "form": dict(form.data.lists()),
        "clashes": form.clashes,
        "at": timezone.now(),
    }
    Autosave.objects.update_or_create(by=request.user, key=form.key, defaults=values)


def _others(request, article):
    """Names of those who have the article open beside the user, who is noted to have it too."""
    now = timezone.now()
    Presence.objects.update_or_create(article=article, by=request.user, defaults={"seen_at": now})
    others = article.presences.here(now).exclude(by=request.user).select_related("by")
    return [_name(other.by) for other in others]


def _newer(request, article):
    """Who has saved last, if it was behind the back of the page."""
    base = request.POST.get("base", "")
    if not base.isdecimal() or int(base) == article.latest_revision_id:
        return ""
    latest = article.revisions.select_related("by").defer("content").first()
    return _name(latest.by) if latest and latest.by != request.user else ""


def _name(user):
    return (user.get_full_name() or user.get_username()) if user else "–"


def unsaved(request, article):
    """What the user typed into forms of ``article`` (None: new ones) and did not save, in order.

    A text that was saved all the same, because it came in behind the save, does not count.
    """
    kept = Autosave.objects.filter(article=article, by=request.user).select_related("base")
    return [text for text in kept.order_by("-at", "-pk") if not _is_saved(text)]


def _is_saved(kept) -> bool:
    """Whether all that was typed is in the article already, or in a save of the same editor."""
    article = kept.article
    if article is None:  # a form that was touched and emptied again
        return not any("".join(kept.form.get(name, [])).strip() for name in _TEXTS)
    if kept.clashes:
        return False
    base = kept.base or article.first_revision
    if base is None:
        return False
    typed = _with_tags(typed_content(kept.form, base.content))
    saves = article.revisions.filter(by=kept.by, number__gte=base.number)[:_SAVES]
    contents = [article.working_content(), *(save.content for save in saves)]
    return any(merge_contents(base.content, typed, said) == (said, {}) for said in contents)


def _with_tags(content):
    """``content`` with the keys of tags that were new when they were typed, and are there now."""
    new = {tag: name_key(tag.removeprefix(NEW)) for tag in content["tags"] if isinstance(tag, str)}
    known = dict(Tag.objects.filter(key__in=new.values()).values_list("key", "pk")) if new else {}
    tags = [known.get(new.get(tag), tag) for tag in content["tags"]]
    return content | {"tags": list(dict.fromkeys(tags))}


def key_of(request):
    """The key of the form that was posted, or None."""
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return None


def made_already(request):
    """The key of what a form has made that is sent twice, by a double click or after going back."""
    if not (key := key_of(request)):
        return None
    made = Article.objects.filter(form_key=key, created_by=request.user)
    return str(made.values_list("pk", flat=True).first() or "") or None


def kept_form(request):
    """What was kept of the form that is posted, or of the one that is asked for."""
    try:
        key = key_of(request) or uuid.UUID(request.GET.get("unsaved", ""))
    except ValueError:
        return None
    return next(iter(_kept(by=request.user.pk, key=key)), None)
