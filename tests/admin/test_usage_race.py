"""Who deletes waits for who is just beginning to use it, and then sees the use."""

import threading

import pytest
from django.db import connections
from django.db.models import ProtectedError
from django.utils import timezone

from articles.db.locks import write_transaction
from articles.models import Photo
from tests.factories import make_article, make_photo
from tests.support.waiting import LONGEST_WAIT, somebody_waits, wait_until


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
        begun.wait(LONGEST_WAIT)
        wait_until(lambda: outcome or somebody_waits())
    thread.join()
    assert outcome == ["kept"]
    assert Photo.objects.filter(pk=photo.pk).exists()
