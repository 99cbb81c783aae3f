"""The page of an article that was never published, as its preview shows it."""

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from articles.delivery.contexts import article_context
from articles.models import Article, Kind
from tests import factories

pytestmark = pytest.mark.django_db


def preview(article, **shown):
    context = article_context(article, at=timezone.now(), is_preview=True, **shown)
    return render_to_string("articles/article.html", context)


def test_an_article_that_was_never_saved():
    article = Article(headline="Жоба", kind=Kind.objects.first(), body="<p>Мәтін</p>")
    page = preview(article, authors=[factories.make_author()], tags=[factories.make_tag()])
    for part in ("Жоба", "<p>Мәтін</p>", "Айгүл Сәрсенова", "#Су реформасы", "Алдын ала қарау"):
        assert part in page
    assert "wa.me" not in page


def test_a_draft_without_section_and_date():
    article = factories.make_article("Жоба", publish=False, section=None)
    page = preview(article)
    assert "Айгүл Сәрсенова" in page
    assert "<time datetime=" in page  # today's, in the masthead
    assert page.count("<h1") == 1
