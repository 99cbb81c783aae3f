"""Made-up articles for load tests: `seed_demo --articles N`, on a database without a newsroom."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from articles.demo.sentences import Writer
from articles.models import Article, Kind, Photo, Tag
from articles.models.media.photos import files_of
from articles.models.workflow.transitions import Status

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_pictures")]


class Terminal(StringIO):
    def isatty(self):
        return True


def seed_demo(*arguments, out=None):
    out = out or StringIO()
    call_command("seed_demo", *arguments, stdout=out)
    return out.getvalue()


def test_the_first_run_tells_what_it_brought():
    assert "мақала – 51" in seed_demo("--if-empty")
    assert Article.objects.count() == 51


@pytest.fixture
def filled():
    assert "Қосылған мақала: 50, барлығы: 50." in seed_demo("--articles", "50")


@pytest.mark.usefixtures("filled")
class TestLoad:
    def test_there_are_as_many_as_asked_for_and_only_drafts_are_hidden(self):
        assert Article.objects.count() == 50
        assert Article.objects.live().count() == 50

    def test_they_are_spread_over_five_years(self):
        instants = sorted(Article.objects.values_list("published_at", flat=True))
        now = timezone.now()
        assert now - timedelta(days=5 * 365) <= instants[0] < now - timedelta(days=4 * 365)
        assert now - timedelta(days=60) < instants[-1] <= now

    def test_texts_differ(self):
        assert len(set(Article.objects.values_list("body", flat=True))) == 50
        assert len(set(Article.objects.values_list("headline", flat=True))) > 45

    def test_everything_hangs_on_them(self):
        for article in Article.objects.all():
            assert article.agency or 1 <= article.bylines.count() <= 2
            assert 1 <= article.taggings.count() <= 4
            copies = {*article.taggings.values_list("published_at", flat=True)}
            assert copies == {article.published_at}
            assert article.slug
            assert article.body.count("<p>") >= 4
        assert Article.objects.values("section").distinct().count() == 7
        assert Article.objects.values("kind").distinct().count() >= 3

    def test_few_tags_are_used_often(self):
        usages = sorted((tag.taggings.count() for tag in Tag.objects.all()), reverse=True)
        assert usages[0] >= 10
        assert usages[0] >= 3 * usages[10]

    def test_sidebars_name_other_articles(self):
        keys = set(Article.objects.values_list("pk", flat=True))
        sidebars = dict(Article.objects.values_list("pk", "sidebar"))
        assert sum(map(bool, sidebars.values())) > 40
        for pk, sidebar in sidebars.items():
            assert pk not in sidebar
            assert len(set(sidebar)) == len(sidebar)
            assert set(sidebar) <= keys

    def test_every_photo_has_files_of_its_own(self):
        photos = Photo.objects.all()
        for photo in photos:
            for name in files_of(photo.renditions):
                assert (Path(settings.MEDIA_ROOT) / name).is_file()
        assert len({photo.renditions["base"] for photo in photos}) == len(photos) > 3

    def test_a_second_run_adds_nothing(self):
        before = list(Article.objects.order_by("pk").values())
        assert "ештеңе қосылған жоқ" in seed_demo("--articles", "50")
        assert list(Article.objects.order_by("pk").values()) == before

    def test_it_goes_on_where_it_stopped(self):
        assert "Қосылған мақала: 10, барлығы: 60." in seed_demo("--articles", "60")
        assert Article.objects.count() == 60

    def test_editors_can_write_on(self):
        article = Article.objects.create(headline="Келесі мақала", kind=Kind.objects.first())
        assert article.pk > 50

    def test_a_terminal_sees_how_far_it_is(self):
        assert "\r55 / 55 (100 %)\n" in seed_demo("--articles", "55", out=Terminal())


def test_one_in_two_hundred_is_a_draft():
    seed_demo("--articles", "120")
    assert Article.objects.filter(status=Status.DRAFT, published_at=None).count() == 1
    assert Article.objects.live().count() == 119


def test_an_article_reads_the_same_every_time():
    first, second = Writer(), Writer()
    first.turn_to(1)
    texts = []
    for writer in (first, second):
        writer.turn_to(77)
        texts.append((writer.headline(), writer.lede(), writer.body()))
    assert texts[0] == texts[1]


def test_no_slot_is_left_open_in_ten_thousand_sentences():
    writer = Writer()
    writer.turn_to(1)
    assert not [text for text in (writer.body() for _ in range(1_500)) if "{" in text]
