"""What readers are to read says something: texts, names, credits, alternative texts."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import AuditEntry
from tests.admin.articles.test_publish_checks import draft
from tests.support.defects import INVISIBLE
from tests.support.staff import form_of

pytestmark = pytest.mark.django_db


def test_photos_alone_are_a_text(drawn):
    article = draft(drawn, body=f'<figure data-photo="{drawn.pk}"></figure>')
    article.publish(by=None, at=timezone.now())
    assert article.is_live()


def test_signs_that_nobody_sees_are_welcome_inside_words(drawn):
    article = draft(drawn, headline="می\u200cخواهم", agency="Қаз\u00adАқпарат", body="<p>5</p>")
    article.publish(by=None, at=timezone.now())
    assert article.is_live()


def test_a_text_may_be_missing_for_a_reason(client, sign_in, drawn):
    sign_in("Chief editor")
    article = draft(drawn, body="")
    address = reverse("admin:articles_article_change", args=[article.pk])
    client.post(address, form_of(article, _publish="1", override_reason="Шұғыл хабар"))
    article.refresh_from_db()
    assert article.is_live()
    assert AuditEntry.objects.get(verb="publish", key=article.pk).after["overridden"] == ["body"]


NAMED = {"tag": {}, "author": {}, "section": {"position": 0}, "kind": {"position": 0}}


@pytest.mark.parametrize("model", NAMED)
@pytest.mark.parametrize("name", [INVISIBLE, ".", "#"])
def test_a_name_says_something(client, sign_in, model, name):
    sign_in("Chief editor")
    data = {"name": name, "slug": "x", **NAMED[model]}
    page = client.post(f"/admin/articles/{model}/add/", data)
    assert "name" in page.context["adminform"].form.errors
