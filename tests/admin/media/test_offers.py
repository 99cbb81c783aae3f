"""What forms offer of the photos that are here: those that look alike, what was said lately."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image

from articles.models import Photo
from tests.admin.media.test_photos import ADD, LIST
from tests.factories import make_photo
from tests.support.pictures import drawn, encoded

pytestmark = pytest.mark.django_db
LATELY = f"{LIST}lately/"


def scene(quality=90, size=(400, 300)):
    data = encoded(drawn(size=(400, 300)).rotate(30).resize(size), "JPEG", quality=quality)
    return SimpleUploadedFile("su.jpg", data)


def test_a_photo_like_one_that_is_here_is_taken_and_that_is_said(client, photo_editor):
    first = make_photo(file=scene(), alt="Балқаш көлі", credit="Дана")
    answer = client.post(f"{LIST}take/", {"file": scene(40, (300, 225)), "credit": "Дана"})
    assert answer.status_code == 201
    assert f"#{first.pk} Балқаш көлі" in " ".join(answer.json()["warnings"])
    second = Photo.objects.drafts().get()
    page = client.get(f"{LIST}{second.pk}/change/").content.decode()
    assert "осыған ұқсас" in page.lower()
    assert f'href="{LIST}{first.pk}/change/"' in page
    sent = {"file": scene(60, (200, 150)), "credit": "Дана", "alt": "Көл"}
    said = client.post(ADD, sent, follow=True).content.decode()
    assert f"#{first.pk} Балқаш көлі" in said


def test_a_photo_like_no_other_is_taken_without_a_word(client, photo_editor):
    answer = client.post(f"{LIST}take/", {"file": scene(), "credit": "Дана", "alt": "Су"})
    assert answer.json()["warnings"] == []
    page = client.get(f"{LIST}{Photo.objects.get().pk}/change/").content.decode()
    assert "photo-near" not in page


@pytest.fixture
def of_asel():
    """Photos of two photographers, the newest of whom has changed her agency."""
    for number in range(25):
        credit = "Әсел / Reuters" if number < 15 else "Әсел / Дала"
        make_photo(creator="Әсел", credit=credit, agency="Дала", copyright="© Дала", alt="Су")
    make_photo(creator="Асқар", credit="Асқар / AP", alt="Су")


def test_what_the_last_twenty_photos_of_a_photographer_had_is_offered(
    client, photo_editor, of_asel
):
    offered = client.get(LATELY, {"name": "Әсел"}).context["offers"]
    assert offered == [
        {"agency": "Дала", "copyright": "© Дала", "creator": "Әсел", "credit": credit}
        for credit in ("Әсел / Дала", "Әсел / Reuters")
    ]
    assert "data-credit=" in client.get(LATELY, {"name": " Әсел "}).content.decode()


@pytest.mark.parametrize("query", [{}, {"name": ""}, {"name": "Жоқ"}, {"name": "x", "but": "²"}])
def test_of_who_is_not_known_nothing_is_offered(client, photo_editor, query):
    assert client.get(LATELY, query).context["offers"] == []


def test_a_photo_offers_nothing_to_itself(client, photo_editor):
    photo = make_photo(creator="Асқар", credit="Асқар / AP")
    assert client.get(LATELY, {"name": "Асқар", "but": photo.pk}).context["offers"] == []
    assert client.get(LATELY, {"name": "Асқар"}).context["offers"] != []


def test_the_page_of_many_offers_it_too_and_takes_all_of_it(client, photo_editor, of_asel):
    client.post(f"{LIST}take/", {"file": scene()})
    draft = Photo.objects.drafts().get()
    Photo.objects.filter(pk=draft.pk).update(creator="Әсел")
    page = client.get(f"{LIST}edit/").content.decode()
    assert 'data-credit="Әсел / Дала"' in page
    prefix = f"photo-{draft.pk}"
    words = {"credit": "Әсел / Дала", "alt": "Су", "copyright": "© Дала", "caption": ""}
    sent = {f"{prefix}-{name}": value for name, value in words.items()}
    client.post(f"{LIST}edit/", {"ids": str(draft.pk)} | sent)
    draft.refresh_from_db()
    assert (draft.credit, draft.copyright, draft.is_draft) == ("Әсел / Дала", "© Дала", False)


def test_what_a_file_says_goes_before_what_is_written_for_all(client, photo_editor):
    tags = Image.Exif()
    tags[ExifTags.Base.Artist] = "Asel"
    file = SimpleUploadedFile("a.jpg", encoded(drawn(), "JPEG", exif=tags))
    client.post(f"{LIST}take/", {"file": file, "credit": "Дана", "alt": "Су"})
    assert Photo.objects.get().credit == "Asel"
