"""Who deletes waits for who is just beginning to use it, and then sees the use."""

import threading
import time

import pytest
from django.db import connection, connections
from django.db.models import ProtectedError
from django.utils import timezone

from articles.db.locks import write_transaction
from articles.models import Photo
from tests.factories import make_article, make_photo

PATIENCE = 30


def somebody_waits():
    """Whether a session waits for the lock of those who change articles; SQLite cannot say."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        return cursor.fetchone()[0] > 0


@pytest.mark.usefixtures("live_server")
def test_a_photo_that_is_put_into_an_article_while_it_is_deleted_stays():
    photo, article = make_photo(), make_article()
    begun, outcome = threading.Event(), []

    def delete():
        begun.set()
        try:
            Photo.objects.get(pk=photo.pk).delete()
            outcome.append("deleted")
        except ProtectedError:
            outcome.append("kept")
        finally:
            connections.close_all()

    thread = threading.Thread(target=delete)
    with write_transaction():
        content = article.content() | {"photo_id": photo.pk}
        article.save_revision(content, by=None, at=timezone.now())
        thread.start()
        begun.wait(PATIENCE)
        deadline = time.monotonic() + PATIENCE
        while not (outcome or somebody_waits()) and time.monotonic() < deadline:
            pass
    thread.join()
    assert outcome == ["kept"]
    assert Photo.objects.filter(pk=photo.pk).exists()
