"""An article as readers will see it, before they do: saved, or as it stands in the form."""

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


def preview(request, model_admin, object_id=None):
    """The reader's page: of the saved article, or of what was posted from its form, unsaved."""
    article = get_object_or_404(Article.objects.for_page(), pk=object_id) if object_id else None
    if not model_admin.has_view_or_change_permission(request, article):
        raise PermissionDenied
    if request.method == "POST":
        return private_response(_of_form(request, model_admin, article))
    if article is None:
        raise Http404
    authors, tags = article.preview_with(article.working_content())
    gone = gone_from(article.working_content())
    return private_response(_page(request, article, gone, authors=authors, tags=tags))


def _of_form(request, model_admin, article):
    form = model_admin.get_form(request, article)(request.POST, request.FILES, instance=article)
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
        context |= {"scripts": in_other_scripts(edition), "gone": gone}
        response = render(request, "articles/article.html", context)
        allow_frames(response, context["frame_hosts"])
        return in_letters_of(edition, response)


def private_response(response):
    """``response`` for those alone who may see it: no cache keeps it, no search engine."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
