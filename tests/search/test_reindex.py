"""The index, made anew from the articles."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.models import SearchEntry, SearchWord, Tag
from articles.search import search
from articles.search.index import write_all
from tests.factories import make_article, make_tag

pytestmark = pytest.mark.django_db


def found(text):
    results = search(text, language="kk", at=timezone.now())
    return [hit.article.headline for hit in results.hits]


def reindex(**options):
    out = StringIO()
    call_command("reindex", stdout=out, **options)
    return out.getvalue()


def test_it_enters_what_is_not_there():
    make_article("Көпір ашылды")
    SearchEntry.objects.all().delete()
    assert found("көпір") == []
    counted = "Индекске енетін мақала: 1.\nИндекске енетін фото: 0.\n"
    assert reindex(dry_run=True) == counted
    assert found("көпір") == []
    assert reindex(missing=True) == "Индекске енген мақала: 1.\nИндекске енген фото: 0.\n"
    assert found("көпір") == ["Көпір ашылды"]
    assert reindex(missing=True) == "Индекске енген мақала: 0.\nИндекске енген фото: 0.\n"


def test_it_brings_the_names_of_tags_up_to_date():
    make_article("Көпір ашылды", tags=[make_tag("Шоссе", "shosse")])
    Tag.objects.update(name="Алаңдар")
    assert found("алаң") == []
    reindex()
    assert found("алаң") == ["Көпір ашылды"]
    assert found("шоссе") == []


def test_batches_leave_nothing_out():
    articles = [make_article(f"Көпір {number}") for number in range(5)]
    SearchEntry.objects.all().delete()
    assert list(write_all(type(articles[0]).objects.all(), batch=2)) == [2, 2, 1]
    assert SearchEntry.objects.count() == 5


def test_counts_of_words_are_those_of_the_articles():
    for number in range(40):
        make_article(f"Көпір {number}")
    about = SearchWord.objects.get(word="көпір").articles
    assert 32 <= about <= 48
    reindex()
    assert SearchWord.objects.get(word="көпір").articles == 40
    assert SearchWord.objects.get(word="").articles == 40
