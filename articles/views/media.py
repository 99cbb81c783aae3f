"""Uploaded files: who may have one, and what a browser is told of it.

The site's logo is for everybody, renditions too while readers may see their photo, files
while an article that shows them is live: before that, and afterwards, they are for the staff alone.
So are originals always, and only to be saved: they carry
what a camera writes into them, down to the place, and what else somebody put there.
"""

import posixpath
import re
from enum import Enum
from functools import wraps
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date
from django.utils.translation import gettext as _

from ..file_types import CAPTIONS_TYPE
from ..imaging import MEDIA_TYPES
from ..kazakh.slugs import slug
from ..media_files.folders import current_name, rendition_key
from ..models import MediaFile, Photo, SiteIdentity
from ..models.fields.pictures import DIGEST_LENGTH
from ..models.media.photos import name_now
from ..models.media.rights import RULE, RightsState
from ..models.usage.file_usage import is_file_public
from ..models.usage.photo_sightings import was_file_public, was_public
from ..models.usage.photo_usage import is_public
from . import byte_ranges
from .http import reader_page

# What may be taken back is asked for again, and then costs no more than the question.
_READERS = "public, max-age=60, must-revalidate"
_STAFF = "private, no-cache"
_GONE = 410
# deploy/nginx.conf says the same: nginx takes no header of these over from the application.
_HARMLESS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
}
_FOLDERS = ("photos/", "renditions/", "files/", "site/")  # of MEDIA_ROOT, that are given out at all
_RENDITION = re.compile(r"renditions/.*/([0-9a-f]+)-[0-9a-z]+\.[a-z]+")


class Access(Enum):
    """Who may have a file: ``GONE`` is what readers once had, ``NONE`` what is not to be known."""

    READERS = 1
    GONE = 2
    NONE = 3


def media_answer(view):
    """Every answer of ``view`` says that it is nothing to be run, a refusal too, and is plain."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            response = _refusal(_("There is no such file."), 404)
        for name, value in _HARMLESS.items():
            response[name] = value
        return response

    return answer


def _refusal(words, status):
    response = HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-cache"  # the file may be there in a minute
    return response


@media_answer
@reader_page
def media(request, path):
    """The file at ``path`` under ``MEDIA_ROOT``; 304 where the reader has it already, 301 where the
    same picture now says something else of itself, 410 where readers have had it."""
    if posixpath.normpath(path) != path:
        raise Http404("not a name that a file has")
    access, name = _access(path, timezone.now())
    is_for_staff = access is not Access.READERS
    if not is_for_staff or (name.startswith(_FOLDERS) and request.user.is_staff and _found(name)):
        cache = _STAFF if is_for_staff else _READERS
        moved = name != path
        return _moved(name, cache) if moved else file_response(request, path, cache=cache)
    if access is Access.GONE:
        return _refusal(_("This file has been taken away."), _GONE)
    raise Http404("no such file")


def _moved(name, cache):
    """301 to the file ``name``: for as long as the file itself, since it may be taken back too."""
    return HttpResponsePermanentRedirect(
        default_storage.url(name), content_type="text/plain", headers={"Cache-Control": cache}
    )


def _access(path, at):
    """Who may have the file, and what it is called now."""
    if path.startswith("site/"):
        # A logo has never been a secret: where it is no more, that may be said.
        if path == SiteIdentity.load().logo.name:
            return Access.READERS, path
        return Access.GONE if default_storage.found(path) else Access.NONE, path
    if path.startswith("files/"):
        return _access_to_file(media_file(path), at), path
    match, key = _RENDITION.fullmatch(path), rendition_key(path)
    rows = Photo.objects.usable().only("renditions", *RULE)
    photo = match and rows.filter(pk=key).first()
    name = photo and name_now(photo.renditions, path)
    if name:
        return _access_to_photo(photo, at), name
    was_there = photo and match[1][:DIGEST_LENGTH] in photo.renditions.get("replaced", [])
    return Access.GONE if was_there else Access.NONE, path


def _access_to_photo(photo, at):
    if photo.rights_state(at) == RightsState.NOT_YET:
        return Access.NONE
    if photo.is_allowed(at) and is_public(photo.pk, at):
        return Access.READERS
    return Access.GONE if was_public(photo, at) else Access.NONE


def _access_to_file(file, at):
    if file is None:
        return Access.NONE
    if is_file_public(file.pk, at):
        return Access.READERS
    return Access.GONE if was_file_public(file, at) else Access.NONE


def media_file(path):
    """The row of the document, audio or video at ``path``, which may be its captions; else None."""
    if not path.startswith("files/"):
        return None
    names = {path, current_name(path)}
    return MediaFile.objects.filter(Q(file__in=names) | Q(captions__in=names)).first()


def file_response(request, path, *, cache):
    """The file at ``path``, by way of the web server where ``ACCEL_REDIRECT`` says how.

    A browser shows or plays what is no original and has the ending of a picture, sound or video;
    anything else it saves.
    """
    path, found = _found(path) or (path, None)
    if found is None:
        raise Http404("no such file")
    kind, name = _told(path)
    headers = {"Cache-Control": cache}
    if name:
        headers["Content-Disposition"] = content_disposition_header(True, name)
    is_in_bucket = hasattr(default_storage, "signed_url")
    if is_in_bucket and path.startswith("photos/"):
        disposition = headers.get("Content-Disposition", "attachment")
        address = default_storage.signed_url(path, kind=kind, disposition=disposition)
        return HttpResponseRedirect(address, headers={"Cache-Control": "no-store"})
    if settings.ACCEL_REDIRECT and not is_in_bucket:
        headers["X-Accel-Redirect"] = settings.ACCEL_REDIRECT + quote(path)
        return HttpResponse(content_type=kind, headers=headers)
    return _served(request, path, found, kind, headers)


def _told(path):
    """Its type, and the name under which it is to be saved; none for what is to be shown."""
    if file := media_file(path):
        if path == file.captions.name:
            return CAPTIONS_TYPE, ""
        return file.content_type, file.saved_as if file.is_document else ""
    ending = path.rpartition(".")[2].lower()
    is_picture = ending in MEDIA_TYPES and not path.startswith("files/")
    kind = MEDIA_TYPES[ending] if is_picture else "application/octet-stream"
    if is_picture and not path.startswith("photos/"):
        return kind, ""
    stem = slug(posixpath.basename(path).rpartition(".")[0], 80)
    return kind, f"{stem}.{ending if is_picture else 'bin'}"


def _served(request, path, found, kind, headers):
    """The file itself, a part of it, or 304."""
    etag, changed = found.etag, found.changed // 10**9
    headers |= {"ETag": etag, "Last-Modified": http_date(changed), "Accept-Ranges": "bytes"}
    fresh = HttpResponse(headers=headers)
    answer = get_conditional_response(request, etag=etag, last_modified=changed, response=fresh)
    if answer is not fresh:
        return answer
    part = byte_ranges.wanted(
        request.headers, size=found.size, etag=etag, modified=headers["Last-Modified"]
    )
    file = default_storage.reader(path)
    if part:
        response = byte_ranges.part_of(file, part, found.size, kind)
    else:
        response = byte_ranges.WholeFile(file, content_type=kind)
        response["Content-Length"] = str(found.size)
    response.headers.pop("Content-Disposition", None)  # Django's, with the name as it is stored
    for name, value in headers.items():
        response[name] = value
    return response


def _found(path):
    """The name that the file at ``path`` has now, since it may have been moved, and its state."""
    for name in dict.fromkeys((path, current_name(path))):
        if found := default_storage.found(name):
            return name, found
    return None
