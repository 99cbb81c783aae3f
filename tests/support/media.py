"""Asks for uploaded files, and puts some there that no form would take."""

from pathlib import Path

from django.conf import settings

from articles import media_files
from articles.models import Photo
from articles.models.media.photos import files_of

READERS = "public, max-age=60, must-revalidate"


def read(client, address, **headers):
    """The answer, its file read to the end and so closed."""
    response = client.get(address, headers=headers)
    body = b"".join(response) if response.streaming else response.content
    return response, body


def status(client, address):
    return read(client, address)[0].status_code


def put(settings, name, data=b"data"):
    path = Path(settings.MEDIA_ROOT) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def is_harmless(response):
    """Whether the answer says, once, that it is nothing to be run."""
    headers = response.headers
    return (
        headers["X-Content-Type-Options"] == "nosniff"
        and headers["Content-Security-Policy"].startswith("default-src 'none';")
        and headers["Content-Security-Policy"].endswith("sandbox")
    )


def without_number(response):
    """The headers, but for the number that each request has of its own."""
    return {name: value for name, value in response.items() if name != "X-Request-ID"}


def stored():
    """Names of all files in the media folder."""
    root = Path(settings.MEDIA_ROOT)
    return set(media_files.names(root)) if root.exists() else set()


def named():
    """Names of all files that rows of photos name."""
    photos = Photo.objects.all()
    return {name for photo in photos for name in [photo.file.name, *files_of(photo.renditions)]}
