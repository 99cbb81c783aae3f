"""Typography of the plain fields, when the form is saved: of what was typed."""

import pytest
from django.urls import reverse

from articles.kazakh.slugs import slug
from articles.models import Article
from tests.factories import make_article
from tests.support.staff import form_of, make_staff

pytestmark = pytest.mark.django_db

TYPED = 'Ауданда 5 млн теңгеге "Сыр" - жаңа мектеп'
PRINTED = "Ауданда 5\u00a0млн\u00a0теңгеге «Сыр»\u00a0– жаңа мектеп"


@pytest.fixture
def save(client):
    """Saves the form of an article with these changes; gives the article anew."""
    client.force_login(make_staff("Editor"))

    def press(article, **changes):
        address = reverse("admin:articles_article_change", args=[article.pk])
        answer = client.post(address, form_of(article, _save="1", **changes))
        assert answer.status_code == 302, answer.context["adminform"].form.errors
        return Article.objects.get(pk=article.pk)

    return press


def test_headline_and_lede_are_set_when_they_were_typed(save):
    article = save(make_article("Ескі", publish=False), headline=TYPED, lede='№ 5 "мектеп"...')
    assert article.headline == PRINTED
    assert article.lede == "№\u00a05 «мектеп»…"


def test_what_was_not_touched_stays(save):
    article = save(make_article(TYPED, lede="А - б", publish=False), seo_headline="Су - өмір")
    assert (article.headline, article.lede) == (TYPED, "А - б")
    assert article.seo_headline == "Су\u00a0– өмір"


def test_what_is_in_print_comes_back_from_the_form_as_it_was(save):
    article = save(make_article("Ескі", publish=False), headline=TYPED)
    count = article.revisions.count()
    again = save(article, headline=TYPED.replace('"Сыр" -', "«Сыр» –"))
    assert again.headline == PRINTED
    assert again.revisions.count() == count


def test_what_was_put_back_as_it_was_typed_stays_so(save):
    article = save(make_article("Ескі", publish=False), headline=TYPED)
    article = save(article, headline=TYPED)
    assert article.headline == TYPED
    assert save(article, lede="Лид").headline == TYPED


def test_an_article_in_another_language_stays(save):
    article = save(make_article("Ескі", publish=False, language="ru"), headline='Слово "да" - 5 км')
    assert article.headline == 'Слово "да" - 5 км'


def test_a_headline_that_would_grow_too_long_stays(save):
    typed = "№5 " + "а" * 197
    assert save(make_article("Ескі", publish=False), headline=typed).headline == typed


def test_signs_of_print_hurt_neither_search_nor_address(client):
    article = make_article(PRINTED)
    assert article.slug == slug(TYPED) == slug(PRINTED)
    for words in ("5 млн теңгеге", '"5 млн теңгеге"', "сыр жаңа"):
        found = client.get("/api/v1/search/", {"q": words}).json()["results"]
        assert [row["title"] for row in found] == [PRINTED], words
