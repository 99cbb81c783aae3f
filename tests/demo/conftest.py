"""The demo newsroom, loaded once for all tests of a module: every test is rolled back to it."""

from io import BytesIO

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from PIL import Image

from articles.demo import newsroom, pictures


@pytest.fixture(scope="module")
def small_pictures():
    """One grey picture instead of the drawn ones, which have tests of their own."""
    out = BytesIO()
    Image.new("RGB", (48, 32), "grey").save(out, "JPEG")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pictures, "draw", lambda *args, **kwargs: out.getvalue())
        yield


@pytest.fixture(scope="module")
def demo(small_pictures, django_db_setup, django_db_blocker, tmp_path_factory):
    """The folder of the media files of a freshly loaded demo newsroom."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=media):
            newsroom.load(now=timezone.now())
        yield media
        transaction.set_rollback(True)
