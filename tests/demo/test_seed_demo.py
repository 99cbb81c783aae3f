"""`seed_demo`: what is there already is left as it is."""

from io import StringIO

import pytest
from django.core.management import call_command

from articles.models import Article, Author, Photo, RelatedArticle, Section, SiteIdentity, Tag
from tests.factories import forget

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
