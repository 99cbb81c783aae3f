"""Uploaded files: what everybody may have, what only the staff."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from articles.models import SiteIdentity, User
from tests.factories import make_article, make_author, make_photo
from tests.support import pictures
from tests.support.media import READERS, is_harmless, put, read, status, without_number
from tests.support.staff import make_staff

pytestmark = pytest.mark.django_db


def test_renditions_are_for_everybody_and_may_be_taken_back(client, photo):
    make_article(photo=photo)
    for name, kind in (("w640", "image/webp"), ("social", "image/jpeg")):
        response, body = read(client, photo.rendition_url(name))
        assert response.status_code == 200
        assert len(body) == int(response.headers["Content-Length"]) > 100
        assert response.headers["Content-Type"] == kind
        assert response.headers["Cache-Control"] == READERS
        assert "Content-Disposition" not in response.headers
        assert "Cookie" not in response.headers.get("Vary", "")
        assert is_harmless(response)


def test_a_reader_that_has_the_picture_is_told_so(client, photo):
    make_article(photo=photo)
    response, _ = read(client, photo.rendition_url("social"))
    for again in (
        {"If-Modified-Since": response.headers["Last-Modified"]},
        {"If-None-Match": response.headers["ETag"]},
    ):
        response, body = read(client, photo.rendition_url("social"), **again)
        assert (response.status_code, body) == (304, b"")
        assert response.headers["Cache-Control"] == READERS
        assert is_harmless(response)


@pytest.mark.parametrize(
    "body",
    [
        '<figure data-photo="{0}"></figure>',
        '<figure data-gallery="{0},999999"></figure>',
        '<figure data-embed="https://t.me/auyl_kanaly/15" data-still="{0}"></figure>',
    ],
)
def test_a_photo_is_as_public_as_the_article_that_shows_it_in_whatever_block(client, photo, body):
    address = photo.rendition_url("w640")
    article = make_article(body=f"<p>Мәтін</p>{body.format(photo.pk)}", publish=False)
    assert status(client, address) == 404
    article.publish(by=None, at=timezone.now())
    assert status(client, address) == 200


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
    assert status(client, address) == 404
    article = make_article(authors=[author])
    assert status(client, address) == 200
    article.withdraw(by=None, at=timezone.now())
    assert status(client, address) == 410
    SiteIdentity(pk=1, social_picture=photo).save()
    assert status(client, address) == 200


def test_originals_are_for_the_staff_and_to_be_saved(client, photo):
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
    assert response.headers["Content-Type"] == "image/jpeg"
    name = photo.file.name.rpartition("/")[2]
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert is_harmless(response)


@pytest.mark.parametrize(
    ("stored", "saved", "kind"),
    [
        ("report.html", "report.bin", "application/octet-stream"),
        ("x.svg", "x.bin", "application/octet-stream"),
        ("x.JPG", "x.jpg", "image/jpeg"),
        ("x.jpg.html", "x-jpg.bin", "application/octet-stream"),
        ("Сурет.png", "suret.png", "image/png"),
        ('a"b\n.jpg', "a-b.jpg", "image/jpeg"),
        (".htaccess", "jazba.bin", "application/octet-stream"),
        ("joq", "jazba.bin", "application/octet-stream"),
    ],
)
def test_a_file_of_former_times_is_harmless_whatever_it_is_called(
    client, settings, stored, saved, kind
):
    put(settings, f"photos/2026/03/{stored}", b"<script>alert(1)</script>")
    client.force_login(make_staff("Chief editor"))
    path = stored.replace("\n", "%0A").replace('"', "%22")
    for accel in ("", "/protected/"):
        settings.ACCEL_REDIRECT = accel
        response, _ = read(client, f"/media/photos/2026/03/{path}")
        assert response.status_code == 200
        assert response.headers["Content-Type"] == kind
        assert response.headers["Content-Disposition"] == f'attachment; filename="{saved}"'
        assert is_harmless(response)


def test_so_is_a_logo_of_former_times(client, settings):
    put(settings, "site/report.html", b"<script>alert(1)</script>")
    SiteIdentity(pk=1, logo="site/report.html").save()
    response, _ = read(client, "/media/site/report.html")
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"] == 'attachment; filename="report.bin"'
    assert is_harmless(response)


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "..",
        "renditions/",
        "renditions/1/no.webp",
        "other/file.txt",
        "file.txt",
        "../secret.txt",
        "renditions/../../secret.txt",
        "renditions/../photos/original.jpg",
        "renditions/..%2f..%2fsecret.txt",
        "renditions%2f..%2f..%2fsecret.txt",
        "renditions/..%5c..%5csecret.txt",
        "renditions//etc/passwd",
        "/etc/passwd",
        "photos/%ff%fe.jpg",
        "photos/%ed%a0%80.jpg",
        "photos/" + "a" * 5000,
        "photos/" + "a/" * 2000 + "x.jpg",
        "renditions/" + "9" * 18 + "/0123456789ab-w640.webp",
        "renditions/" + "9" * 400 + "/0123456789ab-w640.webp",
        "photos",
        "photos/",
        "photos/2026",
        "site/",
        "site/joq.png",
        "photos/original.jpg%3Fx",
    ],
)
@pytest.mark.parametrize("role", ["", "Chief editor"])
def test_nothing_else_is_given_out(client, settings, path, role):
    put(settings, "photos/2026/original.jpg")
    put(settings, "other/file.txt")
    put(settings, "file.txt")
    put(settings, "../secret.txt")
    if role:
        client.force_login(make_staff(role))
    for accel in ("", "/protected/"):
        settings.ACCEL_REDIRECT = accel
        response = client.get(f"/media/{path}")
        assert response.status_code == 404
        assert is_harmless(response)


@pytest.mark.parametrize("path", ["renditions/%00", "photos/%00.jpg", "site/%00"])
def test_a_name_that_no_file_has_is_nonsense(client, path):
    response = client.get(f"/media/{path}")
    assert (response.status_code, response["X-Content-Type-Options"]) == (400, "nosniff")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_other_methods_are_refused(client, photo, method):
    make_article(photo=photo)
    response = getattr(client, method)(photo.rendition_url("w640"))
    assert response.status_code == 405
    assert is_harmless(response)


def test_over_https_every_answer_says_so_without_nginx_too(photo, settings):
    settings.SECURE_HSTS_SECONDS = 31536000
    make_article(photo=photo)
    client, address = Client(), photo.rendition_url("w640")
    whole = client.get(address, secure=True)
    unchanged = {"If-None-Match": whole.headers["ETag"]}
    b"".join(whole)
    answers = [
        whole,
        client.get(address, secure=True, headers=unchanged),
        client.get("/media/", secure=True),
        client.post(address, secure=True),
    ]
    assert [answer.status_code for answer in answers] == [200, 304, 404, 405]
    for answer in answers:
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
        assert is_harmless(answer)


def test_head_says_what_get_would(client, photo):
    make_article(photo=photo)
    address = photo.rendition_url("w640")
    got, asked = client.get(address), client.head(address)
    assert without_number(got) == without_number(asked)
    assert (len(b"".join(got)) > 100, b"".join(asked)) == (True, b"")


@pytest.mark.parametrize("name", ["camera.jpg", "lossy.webp", "alpha.png", "small.avif"])
def test_no_picture_says_where_it_was_taken(client, name):
    place = make_photo(file=ContentFile(pictures.good()[name], name), alt="Тау")
    make_article(photo=place)
    identity = SiteIdentity(pk=1)
    identity.logo.save(name, ContentFile(pictures.good()[name]))
    addresses = [place.rendition_url(one) for one in ("w160", "social")] + [identity.logo.url]
    for address in addresses:
        _, body = read(client, address)
        found = pictures.Image.open(pictures.BytesIO(body))
        assert 0x8825 not in found.getexif()
        assert b"GPSLatitude" not in body
