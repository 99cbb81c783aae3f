"""The canary: a word in all that an embargoed article has, looked for in all that is public."""

from datetime import datetime, timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from articles.addresses import edition_of
from articles.kazakh.scripts import to_arabic, to_latin
from articles.models import Article, OldPath
from tests.factories import make_article, make_author, make_photo, make_section, make_tag
from tests.support import newsroom
from tests.support.crawl import ask, crawl
from tests.support.staff import make_staff
from tests.test_public_pages import START

pytestmark = pytest.mark.django_db

WORD, SLUG = "Зымыранқұс", "zymyranqus"
FORMS = {WORD.casefold(), SLUG, to_latin(WORD).casefold(), to_arabic(WORD).casefold()}
NOON = datetime(2026, 3, 3, 12, 0, tzinfo=timezone.get_default_timezone())
SECOND = timedelta(seconds=1)


@pytest.fixture
def canary():
    """An article under embargo until noon, signed, tagged, pictured and linked to like others."""
    with time_machine.travel(NOON - timedelta(hours=3), tick=False):
        built = newsroom.build()
        picture = newsroom.picture("river", SLUG)
        picture.name = f"{SLUG}.jpg"
        photo = make_photo(
            file=picture,
            alt=f"{WORD} суреті",
            caption=f"{WORD} көпірде",
            credit=f"{WORD} агенттігі",
        )
        article = make_article(
            f"{WORD} көктемде оралды",
            lede=f"{WORD} лиді",
            body=f'<p>{WORD} мәтіні</p><figure data-photo="{photo.pk}"></figure>',
            seo_headline=f"{WORD} іздеуге",
            photo_caption=f"{WORD} жазуы",
            photo=photo,
            tags=[make_tag(), make_tag(WORD, SLUG)],
            authors=[make_author(f"{WORD} Асқар", f"{SLUG}-asqar", portrait=photo)],
            embargo_until=NOON,
            publish=False,
        )
        article.publish(by=None, at=timezone.now())
        built.article.announce(by=None, at=timezone.now())
        OldPath.objects.create(path="/eski/1.html", target=article.path)
        OldPath.objects.create(path="/tag/burynghy/", target=f"/tag/{SLUG}/")
    assert article.pk in Article.objects.get(pk=built.article.pk).sidebar
    return article


def guesses(article):
    """Addresses that somebody might try who knows how this site makes them."""
    photo = article.photo
    own = [article.path, f"/sayasat/{article.pk}-x/", f"/ru{article.path}", "/eski/1.html"]
    named = [f"/{kind}/{SLUG}{end}/" for kind, end in (("tag", ""), ("author", "-asqar"))]
    feeds = [f"{address}rss.xml" for address in named]
    old = ["/tag/burynghy/", "/tag/burynghy/rss.xml"]
    return [*own, *named, *feeds, *old, photo.rendition_url("w640"), photo.rendition_url("social")]


def everywhere(article):
    """Answers by address: all that can be reached, and all that can be guessed."""
    search = f"/search/?q={quote(WORD)}"
    day = f"/archive/{NOON:%Y/%m/%d}/"
    return crawl(Client(), [*START, search, day, *guesses(article)])


def says(address, answer):
    """Whether the answer has the word. The search repeats what was asked for: see its own test."""
    text = answer.body.decode("utf-8", "replace") + answer.location
    if "/search/?" in address:
        return False
    own = address.removeprefix(edition_of(address).prefix)
    text = text.replace(own, "").casefold()  # a page that is not there names its own address
    return any(form in text for form in FORMS)


def test_not_a_byte_a_second_before_and_everywhere_a_second_after(canary):
    with time_machine.travel(NOON - SECOND, tick=False):
        before = everywhere(canary)
        for address in guesses(canary):
            assert before[address].status == 404, address
        assert [address for address, answer in before.items() if says(address, answer)] == []
        tried = tuple(guesses(canary))  # a page that is not there names itself in other letters
        assert [one for one in before if SLUG in one and not one.endswith(tried)] == []
        assert ask(Client(), canary.photo.file.url).status == 404

    with time_machine.travel(NOON + SECOND, tick=False):
        after = everywhere(canary)
        for address in guesses(canary):
            assert after[address].status in (200, 301), address
        said = {address for address, answer in after.items() if says(address, answer)}
        for address in (
            "/",
            "/archive/",
            "/archive/2026/03/03/",
            "/sayasat/",
            "/rss.xml",
            "/sayasat/rss.xml",
            "/tag/su-reformasy/",
            "/news-sitemap.xml",
            "/sitemap-articles-0.xml",
            "/sitemap-tags.xml",
            "/sitemap-authors.xml",
            canary.path,
            Article.objects.get(headline__startswith="Қызылордада").path,
        ):
            assert address in said, address
        assert after[canary.photo.rendition_url("social")].type == "image/jpeg"
        assert ask(Client(), canary.photo.file.url).status == 404


def test_the_search_answers_as_for_a_word_that_nobody_wrote(canary):
    def found(word):
        return ask(Client(), f"/search/?q={quote(word)}").text.replace(word, "…")

    with time_machine.travel(NOON - SECOND, tick=False):
        assert found(WORD) == found("Жоқсөзжоқ").replace(quote("Жоқсөзжоқ"), quote(WORD))
    with time_machine.travel(NOON + SECOND, tick=False):
        assert canary.path in found(WORD)


def test_the_staff_see_its_pictures_and_are_told_not_to_keep_them(canary):
    client = Client()
    client.force_login(make_staff("Reporter"))
    with time_machine.travel(NOON - SECOND, tick=False):
        response = client.get(canary.photo.rendition_url("w640"))
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-cache")
    response.close()


def test_a_photo_goes_with_the_last_article_that_shows_it(canary):
    client, address = Client(), canary.photo.rendition_url("social")
    with time_machine.travel(NOON + SECOND, tick=False):
        assert ask(client, address).status == 200
        canary.withdraw(by=None, at=timezone.now())
        assert ask(client, address).status == 410


def test_a_pinned_tag_is_known_before_it_has_an_article(client):
    make_tag("Сайлау", "sailau", is_pinned=True)
    assert client.get("/tag/sailau/").status_code == 200
    make_tag("Құпия", "qupiia")
    assert client.get("/tag/qupiia/").status_code == 404


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
        article.place(by=chief, at=NOON)


def test_nor_does_the_database():
    article = make_article(embargo_until=NOON, publish=False)
    article.publish(by=None, at=NOON - timedelta(hours=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(published_at=NOON - SECOND)


def test_sections_stay_where_they_are(client):
    make_section("Спорт", "sport")
    assert client.get("/sport/").status_code == 200
