"""One version of an article for somebody outside who was given a link to it."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from ..delivery.blocks import allow_frames
from ..delivery.contexts import article_context, base_context, edition_in
from ..media_files.folders import rendition_key
from ..models import Article, Author, MediaFile, Photo, PreviewLink
from ..models.usage.file_usage import is_file_public
from ..models.usage.photo_usage import is_public
from ..models.usage.usage import gone_from, named_in
from .http import reader_page
from .media import file_response, media_answer, media_file

_GONE = 410


@reader_page
def preview(request, token):
    """The version as readers would see it; 410 where the link is closed, or never was one.

    Its pictures and files have addresses behind the link's own: they are as private as the text.
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
    for folder in ("renditions/", "files/"):
        behind_link = reverse("preview-media", args=[token, folder]).encode()
        response.content = response.content.replace(f"/media/{folder}".encode(), behind_link)
    return _private(response)


@media_answer
@reader_page
def preview_media(request, token, path):
    """A rendition of a photo, or a file, that the version shows."""
    at = timezone.now()
    link = PreviewLink.find(token, at)
    if link is None or not _is_of_version(path, named_in(link.revision.content), at):
        raise Http404("nothing of this version")
    return _private(file_response(request, path, cache="private, no-store"))


def _is_of_version(path, named, at):
    """Whether the version shows what is at ``path``, or all readers may see it anyway."""
    if file := media_file(path):
        return file.pk in named[MediaFile] or is_file_public(file.pk, at)
    photo = rendition_key(path)
    if photo is None or not Photo.objects.allowed(at).filter(pk=photo).exists():
        return False
    return photo in _photos_of(named) or is_public(photo, at)


def _photos_of(named):
    portraits = Author.objects.filter(pk__in=named[Author]).values_list("portrait", flat=True)
    posters = MediaFile.objects.filter(pk__in=named[MediaFile]).values_list("poster", flat=True)
    return named[Photo] | set(portraits) | set(posters)


def _private(response):
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return response
