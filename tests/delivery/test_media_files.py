"""Documents, audio and video: as public as their articles, and played from anywhere."""

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from articles.models import MediaFile, PreviewLink
from tests.factories import make_article, make_file, make_photo
from tests.support import files, pictures
from tests.support.media import READERS, is_harmless, read, status
from tests.support.staff import make_staff

pytestmark = pytest.mark.django_db
FIGURE = '<p>Мәтін</p><figure data-file="{}"></figure>'


@pytest.fixture
def film(db):
    return make_file("film.mp4", files.recording("film.mp4"), title="Су тасқыны", credit="Асқар")


def show(file, **fields):
    return make_article(body=FIGURE.format(file.pk), **fields)


def test_a_document_is_saved_under_its_title(client):
    report = make_file("Есеп (соңғы).PDF.exe", files.PDF, title="Бюджет: 2026/27")
    show(report)
    response, body = read(client, report.file.url)
    assert (response.status_code, body) == (200, files.PDF)
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == READERS
    name = "%D0%91%D1%8E%D0%B4%D0%B6%D0%B5%D1%82%202026%2027.pdf"
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    assert is_harmless(response)


def test_its_name_in_the_storage_tells_its_type_and_its_content(film):
    folder, _, name = film.file.name.rpartition("/")
    assert folder == f"files/{film.digest[:2]}/{film.digest[2:4]}"
    assert name == f"film-{film.digest[:12]}.mp4"
    odd = make_file("../../report.html", files.PDF)
    assert odd.file.name.startswith("files/")
    assert odd.file.name.endswith(".pdf")


def test_a_recording_is_played_where_it_stands_and_so_are_its_captions(client, film):
    film.captions.save("kk.vtt", ContentFile(files.CAPTIONS))
    show(film)
    for address, kind in (
        (film.file.url, "video/mp4"),
        (film.captions.url, "text/vtt; charset=utf-8"),
    ):
        response, _ = read(client, address)
        assert (response.status_code, response["Content-Type"]) == (200, kind)
        assert "Content-Disposition" not in response
        assert is_harmless(response)


def test_a_file_is_as_public_as_its_article(client, film):
    assert status(client, film.file.url) == 404
    article = show(film, publish=False)
    assert status(client, film.file.url) == 404
    article.publish(by=None, at=timezone.now())
    assert status(client, film.file.url) == 200
    article.withdraw(by=None, at=timezone.now())
    assert status(client, film.file.url) == 410
    client.force_login(make_staff("Reporter"))
    response, _ = read(client, film.file.url)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-cache"


def test_an_embargo_holds_for_its_files(client, film):
    later = timezone.now() + timezone.timedelta(hours=1)
    show(film, publish=later, embargo_until=later)
    assert status(client, film.file.url) == 404


def test_what_an_article_shows_no_more_is_gone(client, film):
    article = show(film)
    article.body = "<p>Мәтін</p>"
    article.save()
    article.notify_changed(by=None, at=timezone.now())
    assert status(client, film.file.url) == 410
    assert not film.usages.exists()


def test_a_poster_is_as_public_as_its_video(client, film):
    data = pictures.encoded(pictures.drawn(), "PNG")
    film.poster = make_photo(file=ContentFile(data, "a.png"), alt="Өзен")
    film.save()
    address = film.poster.rendition_url("w160")
    assert status(client, address) == 404
    article = show(film)
    assert status(client, address) == 200
    article.withdraw(by=None, at=timezone.now())
    assert status(client, address) == 410


RANGES = {
    "bytes=0-9": (206, 0, 10),
    "bytes=10-": (206, 10, None),
    "bytes=-5": (206, -5, None),
    "bytes=0-99999999": (206, 0, None),
    "bytes=99999999-": (416, 0, 0),
    "bytes=-0": (416, 0, 0),
    "bytes=5-1": (200, 0, None),
    "bytes=0-1,5-6": (200, 0, None),
    "bytes=-": (200, 0, None),
    "items=0-1": (200, 0, None),
    "bytes=a-b": (200, 0, None),
}


@pytest.mark.parametrize("asked", RANGES)
def test_a_player_begins_anywhere(client, film, asked):
    show(film)
    whole = files.recording("film.mp4")
    code, first, end = RANGES[asked]
    response, body = read(client, film.file.url, Range=asked)
    assert response.status_code == code
    assert response["Accept-Ranges"] == "bytes"
    assert response["Cache-Control"] == READERS
    assert is_harmless(response)
    if code == 416:
        assert (response["Content-Range"], body) == (f"bytes */{len(whole)}", b"")
        return
    expected = whole[first : end and first + end]
    assert (body, response["Content-Length"]) == (expected, str(len(expected)))
    if code == 206:
        start = first % len(whole)
        last = start + len(expected) - 1
        assert response["Content-Range"] == f"bytes {start}-{last}/{len(whole)}"


def test_a_part_of_another_version_is_not_mixed_in(client, film):
    show(film)
    whole, _ = read(client, film.file.url)
    part = {"Range": "bytes=0-9"}
    for said, code in (
        (whole["ETag"], 206),
        (whole["Last-Modified"], 206),
        ('"another"', 200),
        ("Mon, 01 Jan 2024 00:00:00 GMT", 200),
    ):
        assert read(client, film.file.url, **part, If_Range=said)[0].status_code == code
    unchanged = read(client, film.file.url, **part, If_None_Match=whole["ETag"])[0]
    assert unchanged.status_code == 304


def test_a_part_of_a_hidden_file_is_hidden(client, film):
    assert read(client, film.file.url, Range="bytes=0-9")[0].status_code == 404


def test_whoever_has_a_preview_link_has_the_files_of_that_version(client, film):
    other = make_file(data=files.PDF + b"\n")
    draft = show(film, publish=False)
    link = PreviewLink.create_for(draft, by=make_staff("Editor"), at=timezone.now(), days=1)
    for file, code in ((film, 200), (other, 404)):
        path = file.file.url.removeprefix("/media/")
        response, _ = read(client, f"/preview/{link.token}/media/{path}")
        assert response.status_code == code
    assert status(client, film.file.url) == 404


def test_nobody_guesses_from_a_row_that_is_gone(client, film, django_capture_on_commit_callbacks):
    address, path = film.file.url, film.file.path
    with django_capture_on_commit_callbacks(execute=True):
        film.delete()
    assert status(client, address) == 404
    with pytest.raises(FileNotFoundError):
        open(path)  # noqa: PTH123, SIM115
    assert not MediaFile.objects.exists()
