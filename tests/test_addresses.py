"""Editions: one set of pages behind ``/``, ``/latn/``, ``/arab/``, ``/ru/`` and ``/en/``."""

import pytest
from django.urls import get_resolver, set_script_prefix

from articles.addresses import edition_of, lang_of, localize
from articles.models import RESERVED_SLUGS


@pytest.fixture
def russian_page():
    set_script_prefix("/ru/")
    yield
    set_script_prefix("/")


@pytest.mark.parametrize(
    ("path", "prefix"),
    [
        ("/", "/"),
        ("/sayasat/", "/"),
        ("/ru/", "/ru/"),
        ("/ru/sayasat/", "/ru/"),
        ("/ru", "/"),  # which is redirected to /ru/
        ("/rural/", "/"),
        ("/latn/", "/latn/"),
        ("/arab/tag/su/", "/arab/"),
        ("/latn/admin/", "/"),  # the staff's pages stand at the root alone
        ("", "/"),
        ("//ru/", "/"),
    ],
)
def test_the_first_word_of_a_path_names_the_edition(path, prefix):
    assert edition_of(path).prefix == prefix


def test_addresses_stay_inside_the_edition_of_the_page(russian_page):
    assert localize("/sayasat/") == "/ru/sayasat/"
    assert localize("/sayasat/1-a/", "ru") == "/ru/sayasat/1-a/"


def test_an_article_in_another_language_stands_in_its_own_edition(russian_page):
    assert localize("/sayasat/1-a/", "kk") == "/sayasat/1-a/"
    assert localize("/sayasat/1-a/", "en") == "/en/sayasat/1-a/"


def test_a_script_is_an_edition_of_the_language_it_writes(russian_page):
    set_script_prefix("/latn/")
    assert localize("/sayasat/1-a/", "kk") == "/latn/sayasat/1-a/"
    assert localize("/sayasat/1-a/", "ru") == "/ru/sayasat/1-a/"
    assert lang_of("kk") == "kk-Latn"
    assert lang_of("ru") == "ru"


def test_no_section_can_take_an_address_of_the_site():
    firsts = set()
    for pattern in _patterns(get_resolver().url_patterns):
        first = pattern.split("/")[0]
        if first and "<" not in first and "." not in first:
            firsts.add(first)
    assert firsts
    assert firsts <= set(RESERVED_SLUGS)


def _patterns(patterns, before=""):
    for pattern in patterns:
        path = before + str(pattern.pattern).removeprefix("^")
        if hasattr(pattern, "url_patterns"):
            yield from _patterns(pattern.url_patterns, path)
        else:
            yield path
