"""Uploaded files: what everybody may have, what only the staff, and what is gone."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from articles.models import SiteIdentity, User
from tests.factories import make_article, make_author, make_photo
from tests.machines.conftest import picture_file
from tests.support import pictures
from tests.support.staff import make_staff

pytestmark = pytest.mark.django_db
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


@pytest.fixture
def replace(django_capture_on_commit_callbacks):
    """Gives a photo another file, as a form does; gives the address of a rendition before."""

    def act(photo, colour="red"):
        before = photo.rendition_url("w640")
        with django_capture_on_commit_callbacks(execute=True):
            photo.file = picture_file(colour=colour)
            photo.save()
        return before

    return act


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


def test_a_picture_that_was_replaced_is_gone_at_once(client, photo, replace):
    make_article(photo=photo)
    old = replace(photo)
    assert status(client, old) == 410
    assert status(client, photo.rendition_url("w640")) == 200
    response, _ = read(client, old)
    assert is_harmless(response)
    assert response.headers["Content-Type"].startswith("text/plain")
    assert "max-age" not in response.headers["Cache-Control"]
    assert status(client, old.replace("w640", "w320")) == 410
    guessed = old.replace(old.rpartition("/")[2][:12], "0123456789ab")
    assert status(client, guessed) == 404


def test_its_renditions_go_and_the_original_stays(photo, replace):
    storage, original = photo.file.storage, photo.file.name
    old = replace(photo).removeprefix("/media/")
    assert not storage.exists(old)
    assert storage.exists(original)
    assert storage.exists(photo.rendition_url("w640").removeprefix("/media/"))


def test_a_picture_that_comes_back_is_there_again(client, photo, replace):
    make_article(photo=photo)
    old = replace(photo)
    again = replace(photo, "steelblue")
    assert status(client, old) == 200
    assert status(client, again) == 410


def test_what_was_replaced_before_readers_saw_it_never_was(client, photo, replace):
    old = replace(photo)
    assert status(client, old) == 404
    make_article(photo=photo)
    assert status(client, old) == 404


def test_a_picture_under_embargo_is_like_none_even_when_it_was_replaced(client, photo, replace):
    later = timezone.now() + timedelta(days=1)
    article = make_article(photo=photo, embargo_until=later, publish=later)
    old = replace(photo)
    none, of_none = read(client, "/media/renditions/99999/0123456789ab-w640.webp")
    for address in (old, photo.rendition_url("w640"), photo.rendition_url("social")):
        response, body = read(client, address)
        assert (response.status_code, body) == (404, of_none)
        assert dict(response.headers) == dict(none.headers)
    article.withdraw(by=None, at=timezone.now())
    with time_machine.travel(later + timedelta(hours=1), tick=False):
        assert status(client, photo.rendition_url("w640")) == 404  # taken back before its time


def withdrawn(article, now):
    article.withdraw(by=None, at=now)


def retracted(article, now):
    article.retract(by=None, at=now, note="Қате еді.")


def ended(article, now):
    article.withdraw_at = now
    article.place(by=None, at=now)


def shown_without(article, now):
    article.photo = None
    article.save()
    article.announce(by=None, at=now)


def sent_back(article, now):
    article.withdraw(by=None, at=now)
    article.move("return", by=None, at=now)


@pytest.mark.parametrize("taken", [withdrawn, retracted, ended, shown_without, sent_back])
def test_a_picture_is_gone_with_the_last_article_that_shows_it(client, photo, taken, now):
    article = make_article(photo=photo, publish=now - timedelta(days=1))
    address = photo.rendition_url("w640")
    assert status(client, address) == 200
    taken(article, now)
    assert status(client, address) == 410
    make_article(photo=photo)
    assert status(client, address) == 200


def test_the_staff_still_see_what_readers_do_not(client, photo):
    article = make_article(photo=photo)
    article.withdraw(by=None, at=timezone.now())
    client.force_login(make_staff("Reporter"))
    response, _ = read(client, photo.rendition_url("w640"))
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert is_harmless(response)


def test_the_logo_of_the_site_is_for_everybody_until_there_is_another(client):
    def upload(colour):
        identity = SiteIdentity.load()
        identity.logo = ContentFile(picture_file(colour=colour).read(), "report.html")
        identity.save()
        return SiteIdentity.load().logo.url

    logo = upload("red")
    response, _ = read(client, logo)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["Cache-Control"] == READERS
    assert is_harmless(response)
    other = upload("blue")
    assert other != logo
    assert (status(client, logo), status(client, other)) == (410, 200)


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
        "renditions/%00",
        "photos/%00.jpg",
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
    assert dict(got.headers) == dict(asked.headers)
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
