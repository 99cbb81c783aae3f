"""A document, audio or video as it stands in a page and in a feed."""

import pytest
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.utils import timezone, translation

from articles.delivery.feeds.entries import file_html
from articles.models.media.files import size_text
from articles.models.media.rights import judge
from tests.factories import make_file, make_photo
from tests.support import files, pictures

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def block(file):
    kind = "file" if file.is_document else file.kind
    return " ".join(render_to_string(f"articles/blocks/{kind}.html", {"file": file}).split())


@pytest.fixture
def film(db):
    data = pictures.encoded(pictures.drawn(size=(640, 360)), "PNG")
    poster = make_photo(file=ContentFile(data, "a.png"), alt="Өзен")
    said = {"title": "Су <тасқыны>", "credit": "Асқар", "transcript": "Су келді.\n\nКетті."}
    film = make_file("film.mp4", files.recording("film.mp4"), poster=poster, **said)
    film.captions.save("kk.vtt", ContentFile(files.CAPTIONS))
    judge(film, "poster", timezone.now())
    return film


def test_a_document_is_a_link_with_its_type_and_size():
    file = make_file(title="Бюджет", description="Қаулыға қосымша")
    page = block(file)
    assert f'href="{file.file.url}"' in page
    assert "Бюджет" in page
    assert f"PDF, {file.size} байт" in page
    assert "Қаулыға қосымша" in page


def test_a_video_has_its_place_before_it_is_loaded(film):
    page = block(film)
    assert '<video controls preload="none" playsinline width="96" height="54"' in page
    assert f'poster="{film.poster.rendition_url("w640")}"' in page
    assert f'<source src="{film.file.url}" type="video/mp4">' in page
    assert f'<track kind="captions" src="{film.captions.url}" srclang="kk" label="Субтитр">' in page
    assert "Су &lt;тасқыны&gt;" in page
    assert "Асқар" in page
    assert "<details" in page
    assert "<p>Кетті.</p>" in page
    assert "style=" not in page


def test_audio_is_not_loaded_before_it_is_played():
    sound = make_file("a.mp3", files.recording("speech.mp3"), title="Сұхбат", credit="Асқар")
    page = block(sound)
    assert f'<audio controls preload="none" src="{sound.file.url}"' in page
    assert "<details" not in page


def test_in_a_feed_addresses_are_whole(film, settings):
    site = settings.SITE_URL
    said = file_html(film)
    assert f'<video controls preload="none" src="{site}{film.file.url}" width="96"' in said
    assert f'poster="{site}{film.poster.rendition_url("w640")}"' in said
    assert (
        f'<a href="{site}{film.file.url}">Су &lt;тасқыны&gt;</a> (MP4, 3,5\xa0КБ) · Асқар' in said
    )
    report = make_file(title="Бюджет")
    size = f"PDF, {report.size} байт"
    expected = f'<p><a href="{site}{report.file.url}">Бюджет</a> ({size})</p>'
    assert file_html(report) == expected


@pytest.mark.parametrize(
    ("size", "kk", "en"),
    [
        (999, "999 байт", "999 bytes"),
        (1_000, "1 КБ", "1 KB"),
        (1_250_000, "1,2 МБ", "1.2 MB"),
        (12_400_000, "12 МБ", "12 MB"),
        (999_700, "1 МБ", "1 MB"),
        (1_073_741_824, "1,1 ГБ", "1.1 GB"),
    ],
)
def test_sizes_are_as_people_say_them(size, kk, en):
    for language, words in (("kk", kk), ("en", en)):
        with translation.override(language):
            assert size_text(size).replace("\xa0", " ") == words
