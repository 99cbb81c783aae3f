"""Deleted drafts: who deletes them, where they are seen meanwhile, how they come back."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from articles import pruning
from articles.models import Article, AuditEntry, Revision, TrashedArticle
from articles.models.audit import first_broken
from tests.factories import make_article, make_author, make_section, make_tag
from tests.support.staff import form_of, make_staff

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"
TRASH = f"{LIST}trash/"


def delete(client, article):
    return client.post(f"{LIST}{article.pk}/delete/", {"post": "yes"}, follow=True)


def bring_back(client, row):
    return client.post(f"{TRASH}{row.pk}/", follow=True)


def test_a_reporter_deletes_an_own_draft_and_brings_it_back(client, sign_in):
    user = sign_in("Reporter")
    article = make_article("Менің жобам", publish=False, created_by=user, tags=[make_tag()])
    client.post(f"{LIST}{article.pk}/change/", form_of(article, lede="Жаңа лид", _continue="1"))
    before = list(Revision.objects.order_by("number").values_list("number", "by", "at"))
    content = Article.objects.get(pk=article.pk).working_content()
    page = delete(client, article).content.decode()
    assert "Себет" in page
    assert not Article.objects.exists()
    assert "Менің жобам" in client.get(TRASH).content.decode()
    page = bring_back(client, TrashedArticle.objects.get())
    assert page.status_code == 200
    again = Article.objects.get()
    assert (again.pk, again.status, again.created_by) == (article.pk, "draft", user)
    assert again.created_at == Article.objects.get().created_at == article.created_at
    assert again.working_content() == content
    assert [str(tagging.tag) for tagging in again.taggings.all()] == ["#Су реформасы"]
    assert list(Revision.objects.order_by("number").values_list("number", "by", "at")) == before
    assert "Менің жобам" not in client.get(TRASH).content.decode()
    verbs = AuditEntry.objects.filter(model="article", key=article.pk).values_list(
        "verb", flat=True
    )
    assert list(verbs)[:2] == ["bring_back", "delete"]
    assert first_broken()[0] is None


def test_what_is_in_the_trash_is_seen_nowhere(client, sign_in):
    user = sign_in("Editor")
    article = make_article("Құпия жоба", publish=False, created_by=user)
    delete(client, article)
    choose = f"{LIST}choose/articles/"
    for address in ("/", LIST, f"{LIST}?q=құпия", f"{choose}?q=құпия", choose, "/admin/"):
        client.get("/admin/login/")  # whatever was said is read
        client.get("/admin/")
        assert "Құпия жоба" not in client.get(address).content.decode(), address
    for address in ("/search/?q=құпия", "/rss.xml", "/api/v1/articles/", "/sitemap.xml"):
        assert "Құпия жоба" not in client.get(address).content.decode(), address
    assert client.get(f"{LIST}{article.pk}/change/").status_code == 302


def test_nobody_deletes_what_is_not_theirs_to_delete(client, sign_in):
    user = sign_in("Reporter")
    signed = make_author("Өз есімім", "oz", user=user)
    articles = [
        make_article("Бөтен", publish=False),
        make_article("Қол қойған", publish=False, authors=[signed]),
        make_article("Шыққан", created_by=user),
        make_article("Тексеруде", publish=False, created_by=user),
    ]
    articles[3].transition("submit", by=user, at=timezone.now())
    articles[2].withdraw(by=None, at=timezone.now())
    for article in articles:
        assert delete(client, article).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [one.pk for one in articles]}
    client.post(LIST, chosen | {"post": "yes"})
    assert Article.objects.count() == 4
    client.force_login(make_staff("Chief editor"))
    assert delete(client, articles[2]).status_code == 403  # readers have seen it
    assert not TrashedArticle.objects.exists()


def test_several_from_the_list(client, sign_in):
    user = sign_in("Reporter")
    articles = [make_article(publish=False, created_by=user) for _ in range(3)]
    chosen = {"action": "delete_selected", "_selected_action": [one.pk for one in articles]}
    client.post(LIST, chosen | {"post": "yes"})
    assert TrashedArticle.objects.count() == 3
    assert AuditEntry.objects.filter(verb="delete").count() == 3


def test_an_editor_brings_back_what_is_of_the_own_sections(client, sign_in):
    sport = make_section("Спорт", "sport")
    for headline, section in (("Спортта", sport), ("Саясатта", make_section())):
        article = make_article(headline, section=section, publish=False)
        TrashedArticle.put(article, by=None, at=timezone.now())
    editor = sign_in("Editor")
    editor.sections.add(sport)
    page = client.get(TRASH).content.decode()
    assert "Спортта" in page
    assert "Саясатта" not in page
    for row in TrashedArticle.objects.all():
        bring_back(client, row)
    assert [article.headline for article in Article.objects.all()] == ["Спортта"]
    client.force_login(make_staff("Reporter"))
    row = TrashedArticle.objects.get()
    assert bring_back(client, row).status_code == 404


def test_after_thirty_days_it_is_gone(client, sign_in):
    user = sign_in("Reporter")
    old = make_article("Ескі", publish=False, created_by=user)
    delete(client, old)
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        client.force_login(user)
        assert "Ескі" not in client.get(TRASH).content.decode()
        assert bring_back(client, TrashedArticle.objects.get()).status_code == 404
        assert pruning.prune(at=timezone.now())["old_trash"] == 1
    assert not TrashedArticle.objects.exists()


def test_a_draft_comes_back_without_what_is_gone_since(client, sign_in):
    user, tag = sign_in("Reporter"), make_tag()
    article = make_article("Жоба", publish=False, created_by=user, tags=[tag], section=None)
    delete(client, article)
    tag.delete()
    bring_back(client, TrashedArticle.objects.get())
    assert Article.objects.get().working_content()["tags"] == []


def test_a_duplicate_is_a_new_draft_that_says_from_which(client, sign_in):
    user = sign_in("Reporter")
    tag, author = make_tag(), make_author()
    article = make_article("Шыққан", tags=[tag], authors=[author], lede="Лид")
    article.correct("correction", by=None, at=timezone.now(), note="Қате еді.")
    page = client.post(f"{LIST}{article.pk}/duplicate/", follow=True).content.decode()
    assert "Бұл жаңа жоба мына мақаланың көшірмесі" in page
    copy = Article.objects.exclude(pk=article.pk).get()
    assert (copy.status, copy.slug, copy.published_at, copy.notices) == ("draft", "", None, [])
    assert (copy.created_by, copy.headline, copy.lede) == (user, "Шыққан", "Лид")
    assert copy.working_content() == article.working_content()
    assert f"№{article.pk}" in copy.latest_revision.note
    assert AuditEntry.objects.get(verb="duplicate").after == {"from": article.pk}
    assert "көшірмесі" in client.get(f"{LIST}{copy.pk}/history/").content.decode()


def test_duplicates_from_the_list(client, editor):
    articles = [make_article() for _ in range(2)]
    chosen = {"action": "duplicate_selected", "_selected_action": [one.pk for one in articles]}
    client.post(LIST, chosen)
    assert Article.objects.filter(status="draft", created_by=editor).count() == 2


def test_a_photo_editor_duplicates_nothing(client, sign_in):
    sign_in("Photo editor")
    article = make_article()
    assert client.post(f"{LIST}{article.pk}/duplicate/").status_code == 403
    assert client.get(TRASH).status_code == 403
