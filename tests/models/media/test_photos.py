"""Photos: never without credit and alternative text; they may wait for their file."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from PIL import Image

from articles.models import Photo
from tests.factories import make_photo

pytestmark = pytest.mark.django_db


def jpeg(width=1000, height=600, colour="teal") -> ContentFile:
    out = BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG")
    return ContentFile(out.getvalue(), "сурет.jpg")


@pytest.mark.parametrize("missing", ["credit", "alt"])
def test_a_file_without_credit_or_alt_cannot_be_saved(missing):
    fields = {"credit": "Newsroom", "alt": "Мектеп ғимараты"} | {missing: ""}
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.create(file=jpeg(), **fields)


def test_a_photo_may_wait_for_its_file():
    photo = make_photo(credit="Zakon.kz")
    assert photo.is_waiting
    assert list(Photo.objects.waiting()) == [photo]
    assert photo.rendition_url("w320") == photo.srcset == ""
