"""An article as readers will see it, before they do: saved, or as it stands in the form."""

from csp.constants import HEADER, SELF
from csp.utils import build_policy
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from ...addresses import in_other_scripts
from ...delivery.blocks import allow_frames
from ...delivery.contexts import article_context, edition_in
from ...delivery.transliteration import in_letters_of
from ...models import Article
from ...models.usage.usage import gone_from
from .autosave import autosaved_form
from .revision_form import as_posted

PAGE = "articles/article.html"
# In the frame beside the text: the page, or what others make of a link to it.
_FRAMED = {
    "page": "admin/articles/article/preview_framed.html",
    "links": "admin/articles/article/preview_links.html",
}


def preview(request, model_admin, object_id=None):
    """The reader's page: of the saved article, or of what was posted from its form, unsaved.

    GET takes ``unsaved``, the key of a form whose autosave is to be shown, if there is one, and
    ``framed``, a key of ``_FRAMED``.
    """
    article = get_object_or_404(Article.objects.for_page(), pk=object_id) if object_id else None
    if not model_admin.has_view_or_change_permission(request, article):
        raise PermissionDenied
    if request.method == "POST":
        return private_response(_of_form(request, model_admin, article, request.POST))
    if typed := _typed(request, article):
        return _framed(request, _of_form(request, model_admin, article, typed))
    if article is None:
        raise Http404
    authors, tags = article.preview_with(article.working_content())
    gone = gone_from(article.working_content())
    return _framed(request, _page(request, article, gone, authors=authors, tags=tags))


def _typed(request, article):
    """What was typed into the form of ``article`` and not saved, as a post; None for nothing."""
    stored = autosaved_form(request)
    if stored is None or stored.article_id != (article and article.pk):
        return None
    data = as_posted(stored.form)
    data["key"], data["base"] = str(stored.key), str(stored.base_id or "")
    return data


def _of_form(request, model_admin, article, data):
    form = model_admin.get_form(request, article)(data, request.FILES, instance=article)
    if not form.is_valid():
        return render(request, "admin/articles/article/no_preview.html", {"form": form})
    chosen = form.cleaned_data
    unsaved = form.instance
    if "related" in chosen:
        picked = [pick.pk for pick in chosen["related"]]
        unsaved.sidebar = picked + [key for key in unsaved.sidebar if key not in picked]
    authors = chosen.get("authors", None if article else [])
    tags = chosen.get("tags", None if article else [])
    return _page(request, unsaved, authors=authors, tags=tags)


def _page(request, article, gone=(), **shown):
    """The page in the letters of ``script`` (``latn``), with buttons for the other ones."""
    asked = request.POST if request.method == "POST" else request.GET
    with edition_in(article.language, asked.get("script", "")) as edition:
        context = article_context(article, at=timezone.now(), is_preview=True, **shown)
        name = request.GET.get("framed", "")
        framed = _FRAMED.get(name)
        scripts = [] if framed else in_other_scripts(edition)  # there are buttons around the frame
        context |= {"scripts": scripts, "gone": gone}
        if name == "links":
            article.published_at = article.published_at or context["at"]  # as if it went out now
        response = render(request, framed or PAGE, context)
        if not framed:  # where no script runs that would open one
            allow_frames(response, context["frame_hosts"])
        return in_letters_of(edition, response)


def scripts_of(article):
    """The editions of the same text, one for each script, to choose among; none but of Kazakh."""
    with edition_in(article.language if article else "kk") as edition:
        return in_other_scripts(edition)


def _framed(request, response):
    """``response`` for those alone who may see it, in a frame of the desk's if it is asked for."""
    if request.GET.get("framed") in _FRAMED:
        response["X-Frame-Options"] = "SAMEORIGIN"
        response[HEADER] = build_policy(replace={"frame-ancestors": [SELF]})
    return private_response(response)


def private_response(response):
    """``response`` for those alone who may see it: no cache keeps it, no search engine."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
