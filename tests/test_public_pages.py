"""Every address that readers can reach, from the front page on."""

import gzip
import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone
from lxml import html

from tests.support import newsroom
from tests.support.crawl import ask, crawl
from tests.support.languages import cyrillic_left
from tests.support.markup import as_text, html_errors

pytestmark = pytest.mark.django_db

NOT_THERE = {"/kitap-joq/", "/latn/kitap-joq/", "/arab/kitap-joq/", "/ru/net/"}
START = [
    "/",
    "/latn/search/?q=мектеп",
    "/latn/search/?q=жоқсөз",
    "/latn/news-sitemap.xml",
    "/arab/feed.json",
    "/ru/",
    "/en/",
    "/archive/",
    "/search/",
    "/search/?q=мектеп",
    "/search/?q=жоқсөз",
    "/rss.xml",
    "/sitemap.xml",
    "/news-sitemap.xml",
    "/robots.txt",
    *NOT_THERE,
]
LARGEST_HTML = 14 * 1024


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, tmp_path_factory):
    """The newsroom, built once for all tests here, and taken away by a rollback."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with media, django_db_blocker.unblock(), transaction.atomic():
        yield newsroom.build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def site(built):
    return crawl(Client(), START)


@pytest.fixture(scope="module")
def pages(site):
    return {address: answer.text for address, answer in site.items() if answer.is_html}


def test_every_address_answers(site):
    wrong = {
        address: answer.status
        for address, answer in site.items()
        if answer.status != (404 if address in NOT_THERE else 200)
    }
    assert wrong == {}
    assert len(site) > 60


def test_every_page_has_one_headline_and_a_title(pages):
    wrong = []
    for address, page in pages.items():
        tree = html.fromstring(page)
        if len(tree.findall(".//h1")) != 1 or not tree.findtext(".//title").strip():
            wrong.append(address)
    assert wrong == []


@pytest.mark.once
@pytest.mark.parametrize("prefix", ["/latn/", "/arab/"])
def test_no_letter_of_another_script_is_left(site, prefix):
    answers = {address: answer for address, answer in site.items() if address.startswith(prefix)}
    kinds = {answer.type.split(";")[0] for answer in answers.values()}
    assert kinds >= {"text/html", "application/rss+xml", "application/xml"}
    assert len(answers) > 60
    left = {address: cyrillic_left(answer) for address, answer in answers.items()}
    assert {address: words for address, words in left.items() if words} == {}


def test_the_pages_of_all_scripts_name_one_another(pages):
    found = {}
    for address, page in pages.items():
        head = html.fromstring(page).find("head")
        links = head.xpath("link[@rel='alternate' and @hreflang]")
        alternates = {link.get("hreflang"): link.get("href") for link in links}
        (own,) = head.xpath("link[@rel='canonical']/@href") or [""]
        if own and not address.startswith(("/ru/", "/en/")):
            assert set(alternates) == {"kk", "kk-Latn", "kk-Arab", "x-default"}, address
            assert alternates["x-default"] == alternates["kk"]
            assert own in alternates.values()
            found[own] = alternates
        else:
            assert alternates == {}, address
    assert len(found) > 100
    for alternates in found.values():
        for other in alternates.values():
            assert found[other] == alternates


def test_nothing_hidden_shows_anywhere(site, built):
    secret = newsroom.SECRET.encode()
    assert [address for address, answer in site.items() if secret in answer.body] == []
    for article in built.hidden:
        address = article.get_absolute_url() or f"/sayasat/{article.pk}-zhoba/"
        assert ask(Client(), address).status == 404
        assert address not in site
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert ask(Client(), f"/archive/{tomorrow:%Y/%m/%d}/").status == 404


@pytest.mark.once
def test_pages_are_valid_and_light(pages, tmp_path):
    # One page of a shape is enough: addresses that differ in their numbers alone look the same.
    shapes = {re.sub(r"\d+", "0", address): page for address, page in pages.items()}
    assert html_errors(shapes, tmp_path) == []
    sizes = {address: len(gzip.compress(page.encode(), 6)) for address, page in pages.items()}
    assert {address: size for address, size in sizes.items() if size > LARGEST_HTML} == {}


@pytest.mark.once
def test_an_article_reads_in_its_order_without_styles(pages, built, tmp_path):
    article = built.article
    said = as_text(pages[article.get_absolute_url()], tmp_path)
    parts = [
        "Саясат",
        article.headline,
        "жаңалық",
        "Асқар Жұмабек",
        article.lede,
        "екі жыл бойы кітап жинаған",
        "Қоймадан оқу залына дейін",
        "«Біз кітап сұрадық",
        "он екі мың кітап",
        "үйірме ашылады",
        "Айгүл Сәрсенова",
        "Оқи отырыңыз",
    ]
    place = said.rindex(parts[0], 0, said.index(article.lede))
    for part in parts:
        place = said.index(part, place)
