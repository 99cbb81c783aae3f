"""Uploaded files: what everybody may have, what only the staff."""

from pathlib import Path

import pytest
from django.utils import timezone

from articles.models import SiteIdentity, User
from tests.factories import make_article, make_author

pytestmark = pytest.mark.django_db


def read(client, address, **headers):
    """The answer, its file read to the end and so closed."""
    response = client.get(address, headers=headers)
    body = b"".join(response) if response.streaming else response.content
    return response, body


def put(settings, name, data=b"data"):
    path = Path(settings.MEDIA_ROOT) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def test_renditions_are_for_everybody_and_for_ever(client, photo):
    make_article(photo=photo)
    for name, kind in (("w640", "image/webp"), ("social", "image/jpeg")):
        response, body = read(client, photo.rendition_url(name))
        assert response.status_code == 200
        assert len(body) == int(response.headers["Content-Length"]) > 100
        assert response.headers["Content-Type"] == kind
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response.headers["Content-Security-Policy"]
        assert "Cookie" not in response.headers.get("Vary", "")


def test_a_reader_that_has_the_picture_is_told_so(client, photo):
    make_article(photo=photo)
    response, _ = read(client, photo.rendition_url("social"))
    again = {"If-Modified-Since": response.headers["Last-Modified"]}
    response, body = read(client, photo.rendition_url("social"), **again)
    assert (response.status_code, body) == (304, b"")


def test_nginx_gives_out_what_the_application_allows(client, photo, settings):
    settings.ACCEL_REDIRECT = "/protected/"
    address = photo.rendition_url("w640")
    assert client.get(address).status_code == 404
    make_article(body=f'<p>Мәтін</p><figure data-photo="{photo.pk}"></figure>')
    response = client.get(address)
    assert response.headers["X-Accel-Redirect"] == address.replace("/media/", "/protected/")
    assert (response.headers["Content-Type"], response.content) == ("image/webp", b"")


def test_portraits_of_authors_and_the_picture_of_the_site_are_for_everybody(client, photo):
    address = photo.rendition_url("w640")
    author = make_author(portrait=photo)
    assert client.get(address).status_code == 404
    article = make_article(authors=[author])
    assert read(client, address)[0].status_code == 200
    article.withdraw(by=None, at=timezone.now())
    assert client.get(address).status_code == 404
    SiteIdentity(pk=1, social_picture=photo).save()
    assert read(client, address)[0].status_code == 200


def test_the_pictures_of_the_site_itself(client, settings):
    put(settings, "site/logo.png")
    response, body = read(client, "/media/site/logo.png")
    assert (response.status_code, body) == (200, b"data")
    assert response.headers["Cache-Control"] == "public, max-age=86400"


def test_originals_are_for_the_staff(client, photo):
    assert photo.file.url.startswith("/media/photos/")
    assert client.get(photo.file.url).status_code == 404
    user = User.objects.create_user("reader")
    client.force_login(user)
    assert client.get(photo.file.url).status_code == 404
    user.is_staff = True
    user.save()
    client.force_login(user)
    response, body = read(client, photo.file.url)
    assert response.status_code == 200
    assert len(body) == photo.file.size
    assert response.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "renditions/",
        "renditions/1/no.webp",
        "other/file.txt",
        "file.txt",
        "../secret.txt",
        "renditions/../../secret.txt",
        "renditions/../photos/original.jpg",
        "renditions/..%2f..%2fsecret.txt",
        "renditions//etc/passwd",
        "/etc/passwd",
        "photos/original.jpg",
    ],
)
def test_nothing_else_is_given_out(client, settings, path):
    put(settings, "photos/original.jpg")
    put(settings, "other/file.txt")
    put(settings, "file.txt")
    put(settings, "../secret.txt")
    assert client.get(f"/media/{path}").status_code == 404
