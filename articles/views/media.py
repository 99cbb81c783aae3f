"""Uploaded files.

The site's own pictures are for everybody, renditions too while readers may see their photo: before
that, and afterwards, they are for the staff alone. So are originals always: they carry what a
camera writes into them, down to the place.
"""

import mimetypes
import posixpath
import re
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.static import serve

from ..models.uses import is_public
from .http import reader_page

_FOR_EVER = "public, max-age=31536000, immutable"  # a rendition's name changes with its bytes
_A_DAY = "public, max-age=86400"
_STAFF = "private, no-cache"
_RENDITION = re.compile(r"renditions/([0-9]{1,18})/[^/]+")


@reader_page
def media(request, path):
    """The file at ``path`` under ``MEDIA_ROOT``; 304 where the reader has it already."""
    policy = _policy(request, path)
    if policy is None:
        raise Http404("no such file")
    response = file_response(request, path)
    response["Cache-Control"] = policy
    return response


def file_response(request, path):
    """The file at ``path``, by way of the web server where ``ACCEL_REDIRECT`` says how."""
    if settings.ACCEL_REDIRECT:
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        response = HttpResponse(content_type=kind)
        response["X-Accel-Redirect"] = settings.ACCEL_REDIRECT + quote(path)
    else:
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


def rendition_photo(path):
    """The key of the photo that ``path`` is a rendition of; None for another file."""
    match = _RENDITION.fullmatch(path)
    return int(match[1]) if match else None


def _policy(request, path):
    """How the file may be kept, or None where the reader may not have it."""
    if posixpath.normpath(path) != path:
        return None
    folder = path.split("/", 1)[0]
    if folder == "site":
        return _A_DAY
    photo = rendition_photo(path)
    if photo and is_public(photo, timezone.now()):
        return _FOR_EVER
    return _STAFF if (photo or folder == "photos") and request.user.is_staff else None
