"""What the tests of this folder share: a picture, the clock, and the readers of formats."""

from datetime import UTC, datetime
from io import BytesIO

import feedparser
import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree
from PIL import Image

from tests.factories import make_photo

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)  # 18:00 in Almaty


def picture_file(name="kitap.jpg", colour="steelblue"):
    file = BytesIO()
    Image.new("RGB", (1600, 1000), colour).save(file, "JPEG")
    return ContentFile(file.getvalue(), name)


@pytest.fixture
def photo(db):
    return make_photo(
        file=picture_file(), alt="Оқу залы", caption="Жаңа кітапхана", credit="Асқар <Жұмабек>"
    )


@pytest.fixture
def now():
    """The clock stands at 18:00 of 3 March 2026 in Almaty."""
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def feed(client, db):
    """What a feed reader understands of the feed at an address."""

    def read(address):
        response = client.get(address)
        assert response.status_code == 200
        headers = {"content-type": response.headers["Content-Type"]}
        parsed = feedparser.parse(response.content, response_headers=headers)
        assert not parsed.bozo, parsed.get("bozo_exception")
        return parsed

    return read


@pytest.fixture
def xml(client, db):
    """The root of the XML document at an address."""

    def read(address):
        response = client.get(address)
        assert response.status_code == 200
        assert response.headers["Content-Type"] == "application/xml"
        return etree.fromstring(response.content)

    return read


@pytest.fixture
def queries_of(client, db):
    """How many questions each address asks the database."""

    def count(addresses):
        client.get("/")  # which reads what all pages share
        counted = {}
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counted[address] = len(queries)
        return counted

    return count
