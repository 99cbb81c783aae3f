"""What an editor types is kept before it is saved, and who else is typing is said."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from .. import bodies
from ..models import Article, Autosave, Presence

LARGEST = 2_000_000  # characters of a form
_TEXTS = ("headline", "lede", "body")
_NOT_KEPT = {"csrfmiddlewaretoken", "base", "_gone", "_typed"}


@require_POST
def autosave(request, model_admin, object_id=None):
    """Keep the posted form (with ``_typed``), note who is here, and say who else is.

    ``_gone`` says that the page was left. Answers ``{"kept": bool, "others": [name, …]}``.
    """
    article = get_object_or_404(Article, pk=object_id) if object_id else None
    allowed = model_admin.has_change_permission if article else model_admin.has_add_permission
    if not allowed(request, *([article] if article else [])):
        raise PermissionDenied
    now = timezone.now()
    typed = "_typed" in request.POST
    if typed:
        _keep(request, article, now)
    if article is None:
        return JsonResponse({"kept": typed, "others": []})
    here = Presence.objects.filter(article=article, by=request.user)
    if "_gone" in request.POST:
        here.delete()
        return HttpResponse(status=204)
    Presence.objects.update_or_create(article=article, by=request.user, defaults={"seen_at": now})
    others = article.presences.here(now).exclude(by=request.user).select_related("by")
    names = [other.by.get_full_name() or other.by.get_username() for other in others]
    return JsonResponse({"kept": typed, "others": names})


def _keep(request, article, now):
    form = {name: request.POST.getlist(name) for name in request.POST if name not in _NOT_KEPT}
    if sum(len(value) for values in form.values() for value in values) > LARGEST:
        raise PermissionDenied
    posted = request.POST.get("base", "")
    base = article.revisions.filter(pk=posted).first() if article and posted.isdecimal() else None
    Autosave.objects.update_or_create(
        article=article, by=request.user, defaults={"form": form, "base": base, "at": now}
    )


def unsaved(request, article):
    """What the user typed into the form of ``article`` (None: a new one) and did not save.

    A row that says what is saved already, because it came in behind the save, does not count.
    """
    kept = Autosave.objects.filter(article=article, by=request.user).first()
    if kept is None or article is None:
        return kept
    saved = article.working_content()
    texts = {name: (kept.form.get(name) or [""])[0] for name in _TEXTS}
    texts["body"] = bodies.clean(texts["body"])
    return kept if any(text != saved[name] for name, text in texts.items()) else None


def posted(kept):
    """The form of an ``Autosave`` as a request would bring it."""
    data = QueryDict(mutable=True)
    for name, values in kept.form.items():
        data.setlist(name, values)
    return data
