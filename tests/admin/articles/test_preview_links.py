"""Preview links: somebody outside sees one version of an article, for as long as it is open."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import AuditEntry, PreviewLink
from articles.models.workflow.transitions import verb_label
from tests.admin.articles.test_workflow import address
from tests.factories import make_article, make_photo

pytestmark = pytest.mark.django_db


def open_link(client, article, days=3):
    client.post(address(article, "outside"), {"days": days})
    return PreviewLink.objects.latest("pk")


def test_a_link_shows_one_version_to_somebody_outside(client, editor):
    photo = make_photo(alt="Көпір")
    article = make_article("Бірінші тақырып", publish=False, photo=photo)
    link = open_link(client, article)
    content = article.content() | {"headline": "Екінші тақырып"}
    article.save_revision(content, by=editor, at=timezone.now())
    client.logout()
    response = client.get(f"/preview/{link.token}/")
    page = response.content.decode()
    assert response.status_code == 200
    assert "Бірінші тақырып" in page
    assert "Екінші" not in page
    assert "wa.me" not in page
    assert response["Cache-Control"] == "private, no-store"
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"
    link.refresh_from_db()
    assert link.visits == 1
    [entry] = AuditEntry.objects.filter(verb="share")
    assert verb_label(entry.verb) == "сыртқа сілтеме ашты"


@pytest.mark.parametrize("how", ["revoked", "expired", "forged", "another key", "nonsense"])
def test_a_link_that_is_closed_shows_nothing(client, editor, how):
    article = make_article("Құпия тақырып", publish=False)
    link = open_link(client, article)
    token = link.token
    if how == "revoked":
        client.post(address(article, "outside"), {"revoke": link.pk})
        assert AuditEntry.objects.filter(verb="unshare").count() == 1
    elif how == "expired":
        past = timezone.now() - timedelta(seconds=1)
        PreviewLink.objects.filter(pk=link.pk).update(expires_at=past)
    elif how == "another key":
        PreviewLink.objects.filter(pk=link.pk).update(key="x" * 22)
    else:
        token = {"forged": token[:-2] + "xx", "nonsense": "1.2"}[how]
    client.logout()
    response = client.get(f"/preview/{token}/")
    assert response.status_code == 410
    assert "Құпия" not in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"
    assert client.get(f"/preview/{token}/media/renditions/1/x-w640.webp").status_code == 404


def test_who_may_not_change_an_article_opens_no_link_to_it(client, sign_in):
    sign_in("Reporter")
    article = make_article(publish=False)
    assert client.post(address(article, "outside"), {"days": 3}).status_code == 403
    assert not PreviewLink.objects.exists()
    assert "preview-link-form" not in client.get(address(article)).content.decode()


def test_a_link_is_found_by_its_key_and_not_by_its_number_alone(client, editor):
    """Whoever knew how addresses are signed would still need the row's own key."""
    link = PreviewLink.create_for(make_article(publish=False), by=editor, at=timezone.now(), days=1)
    other = PreviewLink.create_for(
        make_article(publish=False), by=editor, at=timezone.now(), days=1
    )
    foreign = PreviewLink(pk=link.pk, key=other.key).token
    client.logout()
    assert client.get(f"/preview/{link.token}/").status_code == 200
    assert client.get(f"/preview/{foreign}/").status_code == 410
