"""`seed_demo`: what is there already is left as it is."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Author, Photo, RelatedArticle, Section, SiteIdentity, Tag
from tests.factories import forget, make_article

pytestmark = pytest.mark.django_db
MODELS = (Article, Author, Photo, RelatedArticle, Section, Tag)


def seed_demo(*arguments):
    out = StringIO()
    call_command("seed_demo", *arguments, stdout=out)
    return out.getvalue()


def rows():
    return {model: list(model.objects.order_by("pk").values()) for model in MODELS}


def test_a_second_run_changes_nothing_and_says_so(demo):
    before = rows()
    assert "ештеңе өзгерген жоқ" in seed_demo()
    assert rows() == before


def test_what_editors_have_changed_is_kept(demo):
    SiteIdentity.objects.update(name="Біздің газет")
    article = Article.objects.live().first()
    article.headline = "Редактор өзгерткен тақырып"
    article.save()
    seed_demo()
    article.refresh_from_db()
    assert article.headline == "Редактор өзгерткен тақырып"
    assert SiteIdentity.load().name == "Біздің газет"


def test_what_is_missing_comes_back(demo):
    forget(Article.objects.filter(section__slug="sport"))
    assert "жүктелді" in seed_demo()
    assert Article.objects.live().filter(section__slug="sport").count() >= 4


def test_if_empty_leaves_a_newsroom_alone(demo):
    forget(Article.objects.exclude(pk=Article.objects.first().pk))
    assert "ештеңе қосылған жоқ" in seed_demo("--if-empty")
    assert Article.objects.count() == 1


@pytest.mark.parametrize("arguments", [[], ["--articles", "10"]])
def test_a_newsroom_of_its_own_is_left_alone(demo, arguments):
    forget(Article.objects.all())
    make_article("Өз мақаламыз", section=Section.objects.first())
    with pytest.raises(CommandError, match=r"редакцияның өз мақалалары бар \(1\).*--force"):
        seed_demo(*arguments)
    assert Article.objects.count() == 1
    assert "ештеңе қосылған жоқ" in seed_demo("--if-empty", *arguments)
    assert Article.objects.count() == 1


def test_the_demo_is_left_alone_once_there_is_an_article_of_somebodys(demo):
    forget(Article.objects.filter(section__slug="sport"))
    article = make_article("Өз мақаламыз", section=Section.objects.first(), publish=False)
    count = Article.objects.count()
    with pytest.raises(CommandError, match="Өз мақаламыз"):
        seed_demo()
    assert Article.objects.count() == count
    article.delete()
    assert "жүктелді" in seed_demo()


def test_force_adds_all_the_same(demo):
    forget(Article.objects.all())
    make_article("Өз мақаламыз", section=Section.objects.first())
    assert "барлығы: 4" in seed_demo("--articles", "4", "--force")
    assert Article.objects.count() == 4


def test_made_up_articles_are_no_reason_to_stop(demo):
    count = Article.objects.count()
    seed_demo("--articles", str(count + 3))
    seed_demo("--articles", str(count + 40))
    assert Article.objects.count() == count + 40
    assert "ештеңе өзгерген жоқ" in seed_demo()


@pytest.mark.parametrize("number", ["-5", "0", "9" * 30, "٣", "x", ""])
def test_a_number_of_articles_that_is_none_is_named(number):
    with pytest.raises(CommandError, match="1–10000000 аралығындағы бүтін сан"):
        seed_demo(f"--articles={number}")
