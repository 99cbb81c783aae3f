"""The right to a photo begins and ends at its instant, on every page and in every file of it."""

import json
from datetime import timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from lxml import html

from articles.kazakh import to_latin
from articles.models import Article, AuditEntry, Layout, Photo, PhotoUsage, SiteIdentity
from articles.models.curation.page_layout import PageLayout
from articles.models.usage.photo_usage import photos_of
from tests.delivery.conftest import NOW, picture_file
from tests.factories import make_article, make_author, make_file, make_photo, make_section, make_tag
from tests.support.crawl import ask, crawl
from tests.support.database import restore
from tests.support.files import recording
from tests.support.staff import make_staff

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
END = NOW + timedelta(hours=1)
FEEDS = ("rss.xml", "atom.xml", "feed.json")
SEARCH = ["/search/?q=кітапхана", "/api/v1/search/?q=кітапхана"]
SEARCH += [f"/api/v1/{name}/" for name in ("articles", "photos", "authors")]
MAPS = ["/sitemap.xml", "/news-sitemap.xml"]
START = ["/", "/arab/", "/latn/", "/archive/", *SEARCH, *MAPS, *(f"/{feed}" for feed in FEEDS)]
WORDS = {"alt": "Оқу залының терезесі", "caption": "Астаналық залдың іші", "credit": "Reuters"}


def photo_of(colour, **fields):
    return make_photo(
        file=picture_file(colour=colour), **{"alt": "Сөре", "credit": "Бөгде"} | fields
    )


def shown_everywhere(photo, other, leads):
    """As the lead of articles, in three galleries, two boards, a portrait, a poster, the site's."""
    SiteIdentity(pk=1, name="Жаңа күн", social_picture=photo).save()
    twin = photo_of("navy", valid_until=END)
    section, tag = make_section(), make_tag(is_pinned=True)
    author = make_author(portrait=photo)
    film = make_file("film.mp4", recording("film.mp4"), credit="Бөгде", poster=photo)
    lead = [
        make_article(f"Кітапхана {number}", photo=photo, tags=[tag], publish=NOW - number * SECOND)
        for number in range(1, 4)
    ]
    bodies = [
        f'<figure data-gallery="{photo.pk},{other.pk}"></figure>',
        f'<figure data-gallery="{photo.pk},{twin.pk}" data-title="Мерзімі бітетіндер"></figure>',
        f'<figure data-gallery="{other.pk},{photo.pk}" data-title="Екеуі"></figure>',
        f'<figure data-photo="{photo.pk}"></figure><figure data-file="{film.pk}"></figure>'
        f'<figure data-article="{lead[0].pk}"></figure>'
        f'<figure data-embed="https://youtu.be/aB3_d-Fg7hI" data-still="{photo.pk}"></figure>',
    ]
    for number, body in enumerate(bodies, 4):
        make_article(
            f"Кітапхана {number}",
            body=f"<p>Ауылда кітапхана ашылды.</p>{body}",
            photo=photo if number == 4 else None,
            authors=[author],
            tags=[tag],
            publish=NOW - number * SECOND,
        )
    placed = PageLayout().place(lead[0].pk, "top.0", NOW - SECOND)
    for page in (None, section):
        Layout.save_version(placed, language="kk", section=page, base=0, by=None, at=NOW)
    copy(lead[0], leads - len(lead) - 1)


def copy(article, number):
    """Rows as those of ``article``: to publish so many would take a minute."""
    names = ("kind", "section", "photo", "body", "status", "language")
    same = {name: getattr(article, name) for name in names}
    copies = [
        Article(
            headline=f"Көшірме {n}", slug=f"koshirme-{n}", published_at=NOW - n * MINUTE, **same
        )
        for n in range(1, number + 1)
    ]
    Article.objects.bulk_create(copies)
    usages = [PhotoUsage(article=one, photo=article.photo) for one in copies]
    PhotoUsage.objects.bulk_create(usages)


@pytest.fixture
def photo(migrated, transactional_db, settings, time_machine):
    restore(migrated)
    settings.PAGE_CACHE_DELAY_MS = 0
    time_machine.move_to(NOW, tick=False)
    return photo_of("steelblue", valid_until=END, **WORDS)


def named(photo, answers):
    """Addresses that name the photo: its files, its words, its credit."""
    words = [WORDS["caption"], f"Фото: {WORDS['credit']}"]
    signs = [photo.renditions["base"], *words, *map(to_latin, words)]
    return {
        address
        for address, answer in answers.items()
        if any(sign.encode() in answer.body for sign in signs)
    }


def files(photo):
    return [photo.rendition_url(name) for name in ("w320", "w640", "social", "16x9")]


@pytest.mark.parametrize("leads", [4, pytest.param(50, marks=pytest.mark.once)])
def test_at_the_instant_it_is_on_no_page_and_in_no_file_and_comes_back(photo, time_machine, leads):
    """With no worker and no command; pages of a second before are in the page cache."""
    other = photo_of("red")
    shown_everywhere(photo, other, leads)
    client = Client()
    time_machine.move_to(END - SECOND, tick=False)
    before = crawl(client, START)
    lists = {"/", "/arab/", "/latn/", "/archive/", "/sayasat/", "/author/aigul-sarsenova/"}
    assert lists | {"/rss.xml"} <= named(photo, before)
    articles = {one.path for one in Article.objects.live() if photo.pk in photos_of(one)}
    assert articles | {f"/arab{path}" for path in articles} <= named(photo, before)
    assert len(articles) == leads + 3
    assert [ask(client, file).status for file in files(photo)] == [200] * 4

    time_machine.move_to(END, tick=False)
    after = crawl(client, START)
    assert named(photo, after) == set()
    assert [ask(client, file).status for file in files(photo)] == [410] * 4
    left = {address for address in named(photo, before) if address in after}
    assert {after[address].status for address in left} == {200}
    assert other.renditions["base"].encode() in after["/rss.xml"].body

    editor = make_staff("Photo editor")
    client.force_login(editor)
    form = {**WORDS, "licence": "agency", "for_web": "on", "for_social": "on", "for_archive": "on"}
    saved = client.post(reverse("admin:articles_photo_change", args=[photo.pk]), form)
    assert saved.status_code == 302, saved.context["adminform"].form.errors
    client.logout()
    again = {address: ask(client, address) for address in named(photo, before)}
    assert named(photo, again) == again.keys()
    assert [ask(client, file).status for file in files(photo)] == [200] * 4
    entry = AuditEntry.objects.filter(model="photo", key=photo.pk).latest("pk")
    assert (entry.by_id, entry.after["valid_until"]) == (editor.pk, None)
    assert entry.before["valid_until"] == END.isoformat()


def test_before_its_right_begins_nobody_knows_of_it(client, db, time_machine):
    time_machine.move_to(NOW, tick=False)
    photo = photo_of("steelblue", **WORDS)
    article = make_article(photo=photo)
    Photo.objects.update(valid_from=END)
    for at, status in ((END - SECOND, 404), (END, 200)):
        time_machine.move_to(at, tick=False)
        assert ask(client, photo.rendition_url("w640")).status == status
        page = ask(client, article.path).text
        assert (
            (WORDS["caption"] in page) == (photo.rendition_url("w640") in page) == (status == 200)
        )


def pictures_of(page):
    """What stands for a page elsewhere: in previews of links, and for search engines."""
    tree = html.fromstring(page)
    [article] = [
        thing
        for data in tree.xpath("//script[@type='application/ld+json']/text()")
        for thing in json.loads(data)["@graph"]
        if thing["@type"] == "NewsArticle"
    ]
    shared = tree.xpath("//meta[@property='og:image']/@content")
    return shared, [image["url"] for image in article.get("image", [])]


@pytest.mark.parametrize(
    ("right", "is_left"),
    [({"valid_until": NOW}, False), ({"for_web": False}, False), ({"for_social": False}, True)],
)
def test_the_next_photo_of_the_text_stands_for_the_article(client, db, now, right, is_left):
    lead, inside, last = photo_of("steelblue", **WORDS), photo_of("red"), photo_of("teal")
    body = "".join(f'<figure data-photo="{photo.pk}"></figure>' for photo in (inside, last))
    article = make_article(photo=lead, body=f"<p>Мәтін.</p>{body}")
    Photo.objects.filter(pk=lead.pk).update(**right)
    page = ask(client, article.path).text
    assert (WORDS["caption"] in page) is is_left
    shared, searched = pictures_of(page)
    assert shared == [f"http://testserver{inside.rendition_url('social')}"]
    of = lead if is_left else inside
    assert searched == [
        f"http://testserver{of.rendition_url(name)}" for name in ("w1600", "16x9", "4x3", "1x1")
    ]
    feed = json.loads(ask(client, "/feed.json").body)
    assert feed["items"][0]["image"] == shared[0]


def test_a_photo_that_is_not_for_the_archive_needs_an_end(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_photo(for_archive=False)
    make_photo(for_archive=False, valid_until=NOW)


def test_the_rule_says_the_same_of_a_row_and_in_a_query(db):
    instants = (None, NOW - SECOND, NOW, NOW + SECOND)
    for begins, ends, web in product(instants, instants, (True, False)):
        make_photo(valid_from=begins, valid_until=ends, for_web=web)
    allowed = set(Photo.objects.allowed(NOW))
    assert allowed == {photo for photo in Photo.objects.all() if photo.is_allowed(NOW)}
    assert len(allowed) == 6
