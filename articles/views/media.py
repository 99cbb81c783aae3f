"""Uploaded files, where no web server gives them out itself.

Renditions and the site's own pictures are for everybody. Originals are for the staff: they carry
what a camera writes into them, down to the place.
"""

import posixpath

from django.conf import settings
from django.http import Http404
from django.views.static import serve

from .http import reader_page

_PUBLIC = {
    "renditions": "public, max-age=31536000, immutable",  # their names change with their bytes
    "site": "public, max-age=86400",
}
_STAFF = {"photos": "private, no-cache"}


@reader_page
def media(request, path):
    """The file at ``path`` under ``MEDIA_ROOT``; 304 where the reader has it already."""
    folder = posixpath.normpath(path).split("/", 1)[0]
    policy = _PUBLIC.get(folder)
    if policy is None and folder in _STAFF and request.user.is_staff:
        policy = _STAFF[folder]
    if policy is None:
        raise Http404("no such file")
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response["Cache-Control"] = policy
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
