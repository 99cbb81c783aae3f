"""One version of an article for somebody outside who was given a link to it."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from ..delivery.blocks import allow_frames
from ..delivery.contexts import article_context, base_context, edition_in
from ..models import Article, Author, Photo, PreviewLink
from ..models.usage.photo_usage import is_public
from ..models.usage.usage import gone_from, named_in
from .http import reader_page
from .media import file_response, media_answer, rendition_photo

_GONE = 410


@reader_page
def preview(request, token):
    """The version as readers would see it; 410 where the link is closed, or never was one.

    Its pictures have addresses behind the link's own: they are as private as the text.
    """
    at = timezone.now()
    link = PreviewLink.find(token, at)
    if link is None:
        response = render(request, "articles/preview_gone.html", base_context(at), status=_GONE)
        return _private(response)
    link.visit(at)
    article = Article.objects.for_page().get(pk=link.article_id)
    authors, tags = article.preview_with(link.revision.content)
    with edition_in(article.language):
        shown = article_context(article, at=at, authors=authors, tags=tags, is_preview=True)
        shown["gone"] = gone_from(link.revision.content)
        response = render(request, "articles/article.html", shown)
        allow_frames(response, shown["frame_hosts"])
    pictures = reverse("preview-media", args=[token, "renditions/"])
    response.content = response.content.replace(b"/media/renditions/", pictures.encode())
    return _private(response)


@media_answer
@reader_page
def preview_media(request, token, path):
    """A rendition of a photo that the version shows."""
    at = timezone.now()
    link, photo = PreviewLink.find(token, at), rendition_photo(path)
    if link is None or photo is None:
        raise Http404("no such picture")
    if photo not in _photos_of(link.revision.content) and not is_public(photo, at):
        raise Http404("not a picture of this version")
    return _private(file_response(request, path, cache="private, no-store"))


def _photos_of(content):
    portraits = Author.objects.filter(pk__in=content["authors"]).values_list("portrait", flat=True)
    return named_in(content)[Photo] | set(portraits)


def _private(response):
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return response
