"""Pictures that readers may see no more: gone at once, and nothing said of those they never saw."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.utils import timezone

from articles.models import SiteIdentity
from tests.delivery.conftest import picture_file
from tests.factories import make_article
from tests.support.media import READERS, is_harmless, read, status, without_number
from tests.support.staff import make_staff
from tests.support.tasks import run_waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def replace(django_capture_on_commit_callbacks):
    """Gives a photo another file, as a form and then a worker do; gives the address of a rendition
    before."""

    def act(photo, colour="red"):
        before = photo.rendition_url("w640")
        with django_capture_on_commit_callbacks(execute=True):
            photo.file = picture_file(colour=colour)
            photo.save()
        run_waiting()
        photo.refresh_from_db()
        return before

    return act


def test_a_picture_that_was_replaced_is_gone_at_once(client, photo, replace):
    make_article(photo=photo)
    old = replace(photo)
    assert status(client, old) == 410
    assert status(client, photo.rendition_url("w640")) == 200
    response, _ = read(client, old)
    assert is_harmless(response)
    assert response.headers["Content-Type"].startswith("text/plain")
    assert "max-age" not in response.headers["Cache-Control"]
    assert status(client, old.replace("w640", "w320")) == 410
    guessed = old.replace(old.rpartition("/")[2][:12], "0123456789ab")
    assert status(client, guessed) == 404


def test_its_renditions_go_and_the_original_stays(photo, replace):
    storage, original = photo.file.storage, photo.file.name
    old = replace(photo).removeprefix("/media/")
    assert not storage.exists(old)
    assert storage.exists(original)
    assert storage.exists(photo.rendition_url("w640").removeprefix("/media/"))


def test_a_picture_that_comes_back_is_there_again(client, photo, replace):
    make_article(photo=photo)
    old = replace(photo)
    again = replace(photo, "steelblue")
    assert status(client, old) == 200
    assert status(client, again) == 410


def test_what_was_replaced_before_readers_saw_it_never_was(client, photo, replace):
    old = replace(photo)
    assert status(client, old) == 404
    make_article(photo=photo)
    assert status(client, old) == 404


def test_a_picture_under_embargo_is_like_none_even_when_it_was_replaced(client, photo, replace):
    later = timezone.now() + timedelta(days=1)
    article = make_article(photo=photo, embargo_until=later, publish=later)
    old = replace(photo)
    none, of_none = read(client, "/media/renditions/99999/0123456789ab-w640.webp")
    for address in (old, photo.rendition_url("w640"), photo.rendition_url("social")):
        response, body = read(client, address)
        assert (response.status_code, body) == (404, of_none)
        assert without_number(response) == without_number(none)
    article.withdraw(by=None, at=timezone.now())
    with time_machine.travel(later + timedelta(hours=1), tick=False):
        assert status(client, photo.rendition_url("w640")) == 404  # taken back before its time


def withdrawn(article, now):
    article.withdraw(by=None, at=now)


def retracted(article, now):
    article.retract(by=None, at=now, note="Қате еді.")


def ended(article, now):
    article.withdraw_at = now
    article.reschedule(by=None, at=now)


def shown_without(article, now):
    article.photo = None
    article.save()
    article.notify_changed(by=None, at=now)


def sent_back(article, now):
    article.withdraw(by=None, at=now)
    article.transition("return", by=None, at=now)


@pytest.mark.parametrize("taken", [withdrawn, retracted, ended, shown_without, sent_back])
def test_a_picture_is_gone_with_the_last_article_that_shows_it(client, photo, taken, now):
    article = make_article(photo=photo, publish=now - timedelta(days=1))
    address = photo.rendition_url("w640")
    assert status(client, address) == 200
    taken(article, now)
    assert status(client, address) == 410
    make_article(photo=photo)
    assert status(client, address) == 200


def test_the_staff_still_see_what_readers_do_not(client, photo):
    article = make_article(photo=photo)
    article.withdraw(by=None, at=timezone.now())
    client.force_login(make_staff("Reporter"))
    response, _ = read(client, photo.rendition_url("w640"))
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert is_harmless(response)


def test_the_logo_of_the_site_is_for_everybody_until_there_is_another(client):
    def upload(colour):
        identity = SiteIdentity.load()
        identity.logo = ContentFile(picture_file(colour=colour).read(), "report.html")
        identity.save()
        return SiteIdentity.load().logo.url

    logo = upload("red")
    response, _ = read(client, logo)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["Cache-Control"] == READERS
    assert is_harmless(response)
    other = upload("blue")
    assert other != logo
    assert (status(client, logo), status(client, other)) == (410, 200)
