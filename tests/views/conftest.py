from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from lxml import html
from PIL import Image

from tests.factories import make_photo

NOW = "2026-03-03T18:00:00+05:00"


@pytest.fixture
def show(client, db):
    """The page at an address, as a tree of elements; it has to be there."""

    def get(address):
        response = client.get(address)
        assert response.status_code == 200, (address, response.headers.get("Location"))
        return html.fromstring(response.content.decode())

    return get


@pytest.fixture
def headlines(show):
    """The headlines of the cards at an address, in their order."""
    return lambda address: [words(card) for card in show(address).find_class("card__title")]


@pytest.fixture
def evening(db, time_machine):
    """3 March 2026, six in the evening in Almaty."""
    time_machine.move_to(NOW, tick=False)


def words(element):
    return " ".join(element.text_content().split())


@pytest.fixture
def drawn(db):
    """Two photos with their files."""
    return [
        make_photo(
            file=ContentFile(_jpeg(colour), f"{number}.jpg"),
            alt=f"Көрініс {number}",
            caption=f"Сурет {number}",
        )
        for number, colour in ((1, "navy"), (2, "gold"))
    ]


def _jpeg(colour):
    file = BytesIO()
    Image.new("RGB", (660, 440), colour).save(file, "JPEG")
    return file.getvalue()
