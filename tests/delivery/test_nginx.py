"""Uploaded files as they leave a server on the net: behind nginx, by the shipped configuration."""

import re
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone

from articles.models import Photo, PreviewLink, SiteIdentity
from tests.delivery.conftest import picture_file
from tests.factories import make_article, make_file, make_photo
from tests.support import files
from tests.support import nginx as real
from tests.support.media import READERS
from tests.support.staff import cookie_of, make_staff

pytestmark = pytest.mark.once
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
HSTS = "max-age=31536000; includeSubDomains; preload"
SCRIPT = b"<html><script>alert(document.domain)</script></html>"


@pytest.fixture
def https(settings):
    """The settings of a site behind nginx, as those of ``SITE_URL=https://…`` are."""
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.ALLOWED_HOSTS = [real.HOST]
    settings.ACCEL_REDIRECT = "/protected/"
    return settings


@pytest.fixture
def application(live_server, https):
    """The port of a server that has read those settings."""
    server = live_server.thread.httpd
    before = server.get_app()
    server.set_app(WSGIHandler())
    yield live_server.thread.port
    server.set_app(before)


@pytest.fixture
def nginx(application, https, tmp_path):
    Path(https.MEDIA_ROOT).mkdir(exist_ok=True)
    folder = tmp_path / "nginx"
    folder.mkdir()
    with real.running(folder, media=https.MEDIA_ROOT, application=application) as server:
        yield server


@pytest.fixture
def photo(nginx):
    photo = make_photo(file=picture_file(), alt="Оқу залы", credit="Асқар")
    make_article(photo=photo)
    return photo


def check_harmless(answer):
    """Each of the three once: from the application or from nginx, never from both."""
    assert answer.one("x-content-type-options") == "nosniff"
    assert answer.one("content-security-policy") == POLICY
    assert answer.one("strict-transport-security") == HSTS


def test_a_rendition(nginx, photo):
    """Whole, in part, unchanged, by its head, and refused."""
    address = photo.rendition_url("w640")
    whole = nginx.ask(address)
    assert whole.status == 200
    assert whole.body == Path(photo.file.storage.path(address.removeprefix("/media/"))).read_bytes()
    assert whole.one("cache-control") == READERS
    assert whole.one("accept-ranges") == "bytes"
    assert not whole.all("set-cookie")
    again = {"If_None_Match": whole.one("etag"), "If_Modified_Since": whole.one("last-modified")}
    answers = {
        200: [whole, nginx.ask(address, "HEAD")],
        206: [nginx.ask(address, Range="bytes=0-9"), nginx.ask(address, Range="bytes=-5")],
        304: [nginx.ask(address, **{name: value}) for name, value in again.items()],
        416: [nginx.ask(address, Range="bytes=999999-")],
        405: [nginx.ask(address, method) for method in ("POST", "OPTIONS", "DELETE", "TRACE")],
    }
    for status, found in answers.items():
        for answer in found:
            assert answer.status == status
            check_harmless(answer)
            if status in (200, 206):
                assert answer.one("content-type") == "image/webp"
    assert answers[206][0].body == whole.body[:10]
    assert answers[304][0].body == b""


def test_what_is_no_more_and_what_never_was(nginx, photo):
    gone = photo.rendition_url("w640")
    photo.file = picture_file(colour="red")
    photo.save()
    hidden = make_photo(file=picture_file(colour="blue"), alt="Құпия")
    assert nginx.ask(gone).status == 410
    assert nginx.ask(photo.rendition_url("w640")).status == 200
    nothing = nginx.ask("/media/renditions/99/0123456789ab-w640.webp")
    secret = nginx.ask(hidden.rendition_url("w640"))
    assert (secret.status, secret.body) == (nothing.status, nothing.body) == (404, nothing.body)
    for answer in (nginx.ask(gone), nothing, secret):
        check_harmless(answer)
        assert answer.one("content-type") == "text/plain; charset=utf-8"
        assert answer.one("cache-control") == "no-cache"


def test_an_original_that_is_called_a_page(nginx, photo, https):
    """A reporter's picture with a script at its end, from the times of any name."""
    stored = "photos/2026/03/report.html"
    path = Path(https.MEDIA_ROOT) / stored
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(picture_file().read() + SCRIPT)
    Photo.objects.filter(pk=photo.pk).update(file=stored)
    cookie = cookie_of(make_staff("Chief editor"))
    for answer in (
        nginx.ask(f"/media/{stored}", Cookie=cookie),
        nginx.ask(f"/media/{stored}", Cookie=cookie, Range="bytes=0-9"),
    ):
        assert answer.status in (200, 206)
        assert answer.one("content-type") == "application/octet-stream"
        assert answer.one("content-disposition") == 'attachment; filename="report.bin"'
        assert answer.one("cache-control") == "private, no-cache"
        check_harmless(answer)
    assert nginx.ask(f"/media/{stored}").status == 404


def test_the_logo_and_the_pictures_of_a_preview(nginx, photo):
    identity = SiteIdentity.load()
    identity.logo.save("logo.html", picture_file(colour="green"))
    hidden = make_photo(file=picture_file(colour="blue"), alt="Құпия")
    draft = make_article(photo=hidden, publish=False)
    link = PreviewLink.create_for(draft, by=make_staff("Editor"), at=timezone.now(), days=1)
    picture = hidden.rendition_url("w640").removeprefix("/media/")
    for address, kind, kept in (
        (identity.logo.url, "image/jpeg", READERS),
        (f"/preview/{link.token}/media/{picture}", "image/webp", "private, no-store"),
        (f"/ru/media/{photo.rendition_url('w640').removeprefix('/media/')}", "image/webp", READERS),
    ):
        answer = nginx.ask(address)
        assert (answer.status, answer.one("content-type")) == (200, kind)
        assert answer.one("cache-control") == kept
        check_harmless(answer)
    closed = nginx.ask(f"/preview/{link.token}x/media/{picture}")
    assert closed.status == 404
    check_harmless(closed)


@pytest.mark.parametrize("cookie", ["", "Chief editor"])
def test_addresses_that_nobody_has_made(nginx, photo, https, cookie):
    (Path(https.MEDIA_ROOT) / "secret.txt").write_text("құпия")
    headers = {"Cookie": cookie_of(make_staff(cookie))} if cookie else {}
    original, rendition = photo.file.name, photo.rendition_url("w640").removeprefix("/media/")
    for target in (
        "/media/",
        "/media/secret.txt",
        "/media/renditions/",
        "/media/photos/",
        "/media/photos/2026",
        f"/media/{rendition}/",
        f"/media/{rendition}%00",
        f"/media/{rendition}%3Fx",
        "/media/renditions/..%2fsecret.txt",
        "/media/photos/%2e%2e/secret.txt",
        "/media/photos/..%5csecret.txt",
        "/media/photos/%ff.jpg",
        "/media/photos/" + "a" * 3000,
        "/media/photos/" + "a" * 20000,
        "/media/photos/" + "a/" * 2000 + "x.jpg",
        "/protected/",
        f"/protected/{rendition}",
        f"/protected/{original}",
        "/media/%0a",
        "/media/photos/a%0d%0ab.jpg",
        f"/media/../protected/{original}",
        f"//protected/{original}",
    ):
        answer = nginx.ask(target, **headers)
        assert answer.status in (400, 404, 414), target
        check_harmless(answer)
    assert nginx.ask(f"/media/{rendition}?x", **headers).status == 200


def test_pages_have_their_own_policy_and_plain_http_leads_to_https(nginx, photo):
    page = nginx.ask("/")
    assert page.status == 200
    assert page.one("x-content-type-options") == "nosniff"
    assert page.one("strict-transport-security") == HSTS
    assert "script-src 'self'" in page.one("content-security-policy")


def test_the_shipped_file_stands_inside_http():
    """Debian includes it there: blocks of ``http`` or ``events`` of its own would be an error."""
    conf = (real.ROOT / "deploy" / "nginx.conf").read_text()
    tops = [line.split()[0] for line in conf.splitlines() if line[:1].isalpha()]
    assert set(tops) == {"upstream", "server"}


def test_nginx_numbers_each_request_and_gives_no_figures(nginx):
    numbers = [
        nginx.ask("/livez", X_Request_ID="chosen-by-a-stranger").one("x-request-id")
        for _ in range(2)
    ]
    assert all(re.fullmatch("[0-9a-f]{32}", number) for number in numbers)
    assert numbers[0] != numbers[1]
    assert nginx.ask("/metrics").status == 404


def test_documents_and_video(nginx):
    """A document is saved under its title; a player begins anywhere."""
    report = make_file(title="Бюджет")
    film = make_file("film.mp4", files.recording("film.mp4"), credit="Асқар")
    figures = "".join(f'<figure data-file="{file.pk}"></figure>' for file in (report, film))
    article = make_article(body=figures)
    saved = nginx.ask(report.file.url)
    assert (saved.status, saved.one("content-type")) == (200, "application/pdf")
    name = "%D0%91%D1%8E%D0%B4%D0%B6%D0%B5%D1%82.pdf"
    assert saved.one("content-disposition") == f"attachment; filename*=utf-8''{name}"
    part = nginx.ask(film.file.url, Range="bytes=5-14")
    assert (part.status, part.body) == (206, files.recording("film.mp4")[5:15])
    assert part.one("content-type") == "video/mp4"
    assert nginx.ask(film.file.url, Range="bytes=99999999-").status == 416
    for answer in (saved, part):
        check_harmless(answer)
    article.withdraw(by=None, at=timezone.now())
    assert nginx.ask(film.file.url, Range="bytes=5-14").status == 410


@pytest.mark.parametrize(("door", "status"), [("mediafile", 403), ("photo", 413)])
def test_only_files_may_be_larger_than_a_photo(nginx, door, status):
    """The application refuses who is not signed in; nginx what is too large for any photo."""
    answer = nginx.ask(f"/admin/articles/{door}/upload/", "POST", body=b"0" * 95_000_000)
    assert answer.status == status
