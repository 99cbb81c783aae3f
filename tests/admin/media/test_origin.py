"""What the desk is told of where a photo's file comes from."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Photo, PhotoCredentials
from tests.support import pictures
from tests.support.signed_pictures import SIGNER, signed
from tests.support.tasks import run_waiting

pytestmark = pytest.mark.django_db
MARK = "Бұл файлда шығу тегі туралы белгі бар."


@pytest.fixture
def form_of(admin_client):
    """Adds a photo of these bytes, or replaces its file; gives the words of its form afterwards."""

    def sent(data, photo=None):
        address = f"/admin/articles/photo/{photo.pk}/change/" if photo else None
        file = SimpleUploadedFile("suret.jpg", data, "image/jpeg")
        form = {"file": file, "credit": "Асқар Болат", "alt": "Мектеп ауласы"}
        response = admin_client.post(address or "/admin/articles/photo/add/", form)
        assert response.status_code == 302, response.context["errors"]
        run_waiting()
        photo = Photo.objects.get()
        found = admin_client.get(f"/admin/articles/photo/{photo.pk}/change/")
        return photo, found.content.decode()

    return sent


def test_the_form_says_who_signed_and_that_the_sizes_do_not_carry_it(form_of):
    _, page = form_of(signed())
    assert MARK in page
    assert f"Қол қойған: {SIGNER}." in page
    assert "Немен жасалған: Сынақ камерасы 2.1." in page
    assert "белгі сақталмайды" in page
    assert "қол қойылғаннан кейін өзгертілген" not in page
    assert "жасанды интеллект" not in page.lower()


def test_a_picture_of_an_artificial_intelligence_is_called_so(form_of):
    _, page = form_of(signed(source="trainedAlgorithmicMedia"))
    assert "Бұл суретті жасанды интеллект жасаған." in page


def test_a_broken_signature_is_told(form_of):
    data = bytearray(signed())
    data[-100] ^= 1
    _, page = form_of(bytes(data))
    assert "қол қойылғаннан кейін өзгертілген" in page


def test_a_file_that_says_nothing_has_no_such_line(form_of):
    photo, page = form_of(pictures.encoded(pictures.drawn(), "JPEG"))
    assert MARK not in page
    assert "field-origin" not in page
    assert not PhotoCredentials.objects.filter(pk=photo.pk).exists()


def test_another_file_has_its_own(form_of):
    photo, _ = form_of(signed())
    photo, page = form_of(pictures.encoded(pictures.drawn(size=(70, 50)), "JPEG"), photo)
    assert MARK not in page
    assert not PhotoCredentials.objects.exists()
    _, page = form_of(signed(size=(90, 60)), photo)
    assert MARK in page
