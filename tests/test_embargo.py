"""The canary: a word in all that an embargoed article has, looked for in all that is public."""

from datetime import datetime, timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from articles.models import Article
from tests.factories import make_article, make_section
from tests.support.canary import BANNER, SLUG, WORD, guesses, release, reveals, two_files
from tests.support.crawl import ask, crawl
from tests.support.staff import make_staff
from tests.test_public_pages import START

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=timezone.get_default_timezone())
SECOND = timedelta(seconds=1)


@pytest.fixture
def canary():
    """An article under embargo until noon, and all that leads to it from what readers see."""
    with time_machine.travel(NOON - timedelta(hours=3), tick=False):
        return release(NOON)


@pytest.fixture
def pictured():
    """An article under embargo until noon, with a photo."""
    with time_machine.travel(NOON - timedelta(hours=3), tick=False):
        photo, _old = two_files()
        article = make_article(photo=photo, embargo_until=NOON, publish=False)
        article.publish(by=None, at=timezone.now())
    return article


LISTS = ("articles", "sections", "tags", "authors", "photos", "corrections")


def everywhere(article):
    """Answers by address: all that can be reached, and all that can be guessed."""
    search = f"/search/?q={quote(WORD)}"
    day = f"/archive/{NOON:%Y/%m/%d}/"
    programs = [f"/api/v1/{name}/?q={quote(WORD[:5])}" for name in ("search", "suggestions")]
    programs += [f"/api/v1/{name}/" for name in LISTS] + [f"/api/v1/articles/{article.pk}/"]
    return crawl(Client(), [*START, "/feed.json", search, day, *programs, *guesses(article)])


def test_not_a_byte_a_second_before_and_everywhere_a_second_after(canary):
    article, linking = canary.article, canary.linking.path
    with time_machine.travel(NOON - SECOND, tick=False):
        before = everywhere(article)
        for address in guesses(article):
            assert before[address].status == 404, address
        assert [address for address, answer in before.items() if reveals(address, answer)] == []
        tried = tuple(guesses(article))  # a page that is not there names itself in other letters
        assert [one for one in before if SLUG in one and not one.endswith(tried)] == []
        assert ask(Client(), article.photo.file.url).status == 404
        assert ask(Client(), canary.old_rendition).status in (404, 410)
        assert f"{BANNER}</p>" in before["/"].text

    with time_machine.travel(NOON + SECOND, tick=False):
        after = everywhere(article)
        for address in guesses(article):
            assert after[address].status in (200, 301), address
        said = {address for address, answer in after.items() if reveals(address, answer)}
        for address in (
            "/",
            "/latn/",
            "/arab/",
            "/kitap-joq/",
            "/archive/",
            "/archive/2026/03/03/",
            "/sayasat/",
            "/rss.xml",
            "/feed.json",
            "/sayasat/rss.xml",
            "/tag/su-reformasy/",
            "/tag/kitap/rss.xml",
            "/author/aigul-sarsenova/",
            "/news-sitemap.xml",
            "/sitemap-2026-03.xml",
            "/sitemap-tags.xml",
            "/sitemap-authors.xml",
            article.path,
            linking,
        ):
            assert address in said, address
        assert after[linking].text.count("сілтеме</a>") == 10
        assert f'<a href="{article.path}">{BANNER}</a>' in after[linking].text
        assert f'<a href="/tag/{SLUG}/">#{WORD}</a>' in after["/"].text
        assert after[article.photo.rendition_url("social")].type == "image/jpeg"
        assert ask(Client(), article.photo.file.url).status == 404


def test_the_search_answers_as_for_a_word_that_nobody_wrote(canary):
    def found(word):
        return ask(Client(), f"/search/?q={quote(word)}").text.replace(word, "…")

    with time_machine.travel(NOON - SECOND, tick=False):
        assert found(WORD) == found("Жоқсөзжоқ").replace(quote("Жоқсөзжоқ"), quote(WORD))
    with time_machine.travel(NOON + SECOND, tick=False):
        assert canary.article.path in found(WORD)


def test_the_staff_see_its_pictures_and_are_told_not_to_keep_them(pictured):
    client = Client()
    client.force_login(make_staff("Reporter"))
    with time_machine.travel(NOON - SECOND, tick=False):
        response = client.get(pictured.photo.rendition_url("w640"))
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-cache")
    response.close()


def test_a_photo_goes_with_the_last_article_that_shows_it(pictured):
    client, address = Client(), pictured.photo.rendition_url("social")
    with time_machine.travel(NOON + SECOND, tick=False):
        assert ask(client, address).status == 200
        pictured.withdraw(by=None, at=timezone.now())
        assert ask(client, address).status == 410


def test_an_embargo_puts_off_what_has_no_time_of_its_own():
    article = make_article(embargo_until=NOON, publish=False)
    article.publish(by=None, at=NOON - timedelta(hours=1))
    assert article.published_at == NOON
    late = make_article(embargo_until=NOON, publish=False)
    late.publish(by=None, at=NOON + timedelta(hours=1))
    assert late.published_at == NOON + timedelta(hours=1)


def test_no_role_publishes_under_an_embargo():
    chief = make_staff("Chief editor")
    article = make_article(embargo_until=NOON, publish=False)
    article.published_at = NOON - SECOND
    with pytest.raises(ValidationError) as refused:
        article.publish(by=chief, at=NOON, reason="асығыс")
    assert list(refused.value.message_dict) == ["published_at"]
    article.published_at = NOON
    article.publish(by=chief, at=NOON)
    article.published_at = NOON - SECOND
    with pytest.raises(ValidationError):
        article.reschedule(by=chief, at=NOON)


def test_nor_does_the_database():
    article = make_article(embargo_until=NOON, publish=False)
    article.publish(by=None, at=NOON - timedelta(hours=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(published_at=NOON - SECOND)


def test_sections_stay_where_they_are(client):
    make_section("Спорт", "sport")
    assert client.get("/sport/").status_code == 200
