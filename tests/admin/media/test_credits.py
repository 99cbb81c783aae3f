"""Credits: no photo comes in, by whatever door, without whose it is and what it shows."""

import pytest

from articles.models import Photo
from tests.admin.media.test_photos import ADD, UPLOAD, picture
from tests.support.defects import INVISIBLE


def test_where_it_is_to_be_used_at_once_a_file_without_both_is_refused(client, photo_editor):
    words = str(client.post(UPLOAD, {"file": picture()}).json())
    assert "Фотоның авторын көрсетіңіз" in words
    assert "Суретте не бар екенін жазыңыз" in words
    assert not Photo.objects.exists()


@pytest.mark.parametrize("wrong", ["credit", "alt"])
@pytest.mark.parametrize("text", [INVISIBLE, "."])
def test_an_uploaded_photo_says_whose_it_is_and_what_it_shows(client, editor, wrong, text):
    data = {"file": picture(), "credit": "Марат", "alt": "Су бөгеті"} | {wrong: text}
    refused = client.post(UPLOAD, data)
    assert refused.json()["errors"].keys() == {wrong}
    assert client.post(ADD, data | {"file": picture()}).status_code == 200
    assert not Photo.objects.exists()
