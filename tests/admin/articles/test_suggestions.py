"""What is suggested beside an article: why, and what editors make of it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, AuditEntry, Suggestion
from tests.admin.articles.test_form import change
from tests.factories import make_article, make_tag
from tests.support.staff import make_staff
from tests.support.tasks import run_waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    """Two articles on one topic, and a third on it that nobody may see yet."""
    tag, now = make_tag("Бекіре", "bekire"), timezone.now()
    other = make_article("Бекіре көбейіп келеді", tags=[tag], publish=now - timedelta(hours=1))
    make_article("Ертеңгі хабар", tags=[tag], publish=now + timedelta(days=1))
    article = make_article("Бекіре аулаған қайық", tags=[tag], publish=now - timedelta(hours=2))
    run_waiting()
    return article, other


def judged(client, article, suggested, accepted):
    address = reverse("admin:articles_article_judge", args=[article.pk])
    return client.post(address, {"suggested": suggested, "accepted": accepted})


def suggestions(client, article):
    page = client.get(change(article)).content.decode()
    return page.partition('class="suggestions"')[2].partition("</ul>")[0]


def test_the_form_suggests_what_is_live_and_not_judged(client, editor, pair):
    article, other = pair
    article.refresh_from_db()
    offered = suggestions(client, article)
    assert other.headline in offered
    assert "Ертеңгі" not in offered
    response = judged(client, article, other.pk, 1)
    assert response.json()["item"]["text"] == other.headline
    assert other.headline not in suggestions(client, article)
    judgement = Suggestion.objects.get()
    assert (judgement.accepted, judgement.by) == (True, editor)
    assert AuditEntry.objects.filter(verb="judge", key=article.pk).exists()


def test_what_is_dismissed_leaves_the_sidebar_for_good(client, editor, pair):
    article, other = pair

    def sidebar():
        page = client.get(article.get_absolute_url()).content.decode()
        return page.partition('aria-labelledby="related"')[2].partition("</aside>")[0]

    assert other.headline in sidebar()
    assert judged(client, article, other.pk, 0).status_code == 200
    assert other.headline not in sidebar()
    other.notify_changed(by=None, at=timezone.now())
    assert other.pk not in Article.objects.get(pk=article.pk).sidebar
    assert judged(client, article, other.pk, 1).status_code == 400


def test_the_reasons_name_what_is_shared(client, editor, pair):
    article, other = pair
    page = client.get(reverse("admin:articles_article_reasons", args=[article.pk]))
    text = page.content.decode()
    for shared in (other.headline, "#Бекіре", "«бекіре»", "Саясат"):
        assert shared in text
    assert "Ертеңгі" not in text


def test_the_report_gives_the_share_that_was_accepted(client, editor, pair, capsys):
    article, other = pair
    judged(client, article, other.pk, 1)
    judged(client, other, article.pk, 0)
    old = Suggestion.objects.create(
        article=article, suggested=article, accepted=False, at=timezone.now() - timedelta(days=40)
    )
    call_command("related_report")
    assert "accepted 1, dismissed 1, 50 %" in capsys.readouterr().out
    call_command("related_report", days=60)
    assert "accepted 1, dismissed 2, 33 %" in capsys.readouterr().out
    old.delete()


@pytest.mark.parametrize("posted", [{}, {"suggested": "x"}, {"suggested": "1", "accepted": "2"}])
def test_what_was_not_suggested_is_refused(client, editor, pair, posted):
    address = reverse("admin:articles_article_judge", args=[pair[0].pk])
    assert client.post(address, posted).status_code == 400


def test_who_may_not_change_the_article_does_not_rate(client, pair):
    client.force_login(make_staff("Reporter"))
    assert judged(client, pair[0], pair[1].pk, 0).status_code == 403
    assert not Suggestion.objects.exists()


def test_what_was_dismissed_by_mistake_comes_back(client, editor, pair):
    article, other = pair
    judged(client, article, other.pk, 0)
    assert other.headline not in suggestions(client, article)
    assert judged(client, article, other.pk, "").status_code == 200
    assert other.headline in suggestions(client, article)
    assert not Suggestion.objects.exists()
    assert AuditEntry.objects.filter(verb="judge", key=article.pk).count() == 2
    assert judged(client, article, other.pk, "").status_code == 400


def test_a_draft_has_suggestions_at_once_though_its_list_is_made_in_the_background(client, editor):
    tag = make_tag("Бекіре", "bekire")
    other = make_article("Бекіре көбейіп келеді", tags=[tag])
    run_waiting()
    draft = make_article("Бекіре аулаған қайық", tags=[tag], publish=False)
    assert not Article.objects.get(pk=draft.pk).sidebar
    form = reverse("admin:articles_article_change", args=[draft.pk])
    assert f'<li data-key="{other.pk}">' in client.get(form).content.decode()
    assert judged(client, draft, other.pk, 0).status_code == 200
    run_waiting()
    assert other.pk not in Article.objects.get(pk=draft.pk).sidebar
