"""What stands in ``articles.upstream`` holds; each message says where to look after an upgrade."""

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django import forms

from articles.models import Article, Section
from articles.upstream import ValidationScope
from tests.factories import make_article, make_tag
from tests.support.login import enter
from tests.support.staff import make_staff

pytestmark = pytest.mark.django_db


def test_tags_that_were_fetched_ahead_are_forgotten():
    make_article(tags=[make_tag("Су", "su")])
    article = Article.objects.prefetch_related("tags").get()
    assert [tag.name for tag in article.tags.all()] == ["Су"]
    article.taggings.all().delete()
    article.tags.forget_prefetched()
    assert list(article.tags.all()) == [], (
        "look at _remove_prefetched_objects() of taggit.managers._TaggableManager"
    )


class SectionForm(ValidationScope, forms.ModelForm):
    """Has the name and the address; validates the position, and not the address."""

    class Meta:
        model = Section
        fields = ["name", "slug"]

    def without_validation(self, excluded):
        assert "position" in excluded
        assert "slug" not in excluded
        return (excluded | {"slug"}) - {"position"}


def test_a_form_says_which_fields_are_left_unvalidated(monkeypatch):
    left_out = []
    monkeypatch.setattr(Section, "clean_fields", lambda row, exclude: left_out.extend(exclude))
    assert SectionForm({"name": "Спорт", "slug": "sport"}).is_valid()
    where = "look at _get_validation_exclusions() of django.forms.models.BaseModelForm"
    assert "slug" in left_out, where
    assert "position" not in left_out, where


def test_a_right_password_is_on_the_session(client):
    make_staff("Editor", "aliya")
    enter(client, "aliya")
    methods = [record["method"] for record in client.session[AUTHENTICATION_METHODS_SESSION_KEY]]
    assert methods == ["password"], (
        "look at perform_password_login() in allauth.account.internal.flows.login"
    )
