"""Credits: no photo comes in, by whatever door, without whose it is and what it shows."""

import pytest

from articles.models import Photo
from tests.admin.media.test_photos import ADD, UPLOAD, picture
from tests.support.defects import INVISIBLE


@pytest.mark.parametrize("address", [ADD, UPLOAD])
def test_a_file_without_credit_and_alternative_text_is_refused(client, photo_editor, address):
    response = client.post(address, {"file": picture()})
    words = response.content.decode() if address == ADD else str(response.json())
    assert "Фотоның авторын көрсетіңіз" in words
    assert "Суретте не бар екенін жазыңыз" in words
    assert not Photo.objects.exists()


@pytest.mark.parametrize("wrong", ["credit", "alt"])
@pytest.mark.parametrize("text", [INVISIBLE, "."])
def test_an_uploaded_photo_says_whose_it_is_and_what_it_shows(client, editor, wrong, text):
    data = {"file": picture(), "credit": "Марат", "alt": "Су бөгеті"} | {wrong: text}
    refused = client.post("/admin/articles/photo/upload/", data)
    assert refused.json()["errors"].keys() == {wrong}
    assert client.post("/admin/articles/photo/add/", data | {"file": picture()}).status_code == 200
    assert not Photo.objects.exists()
