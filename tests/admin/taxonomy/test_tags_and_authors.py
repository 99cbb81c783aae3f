"""Tags are merged and renamed, authors leave: no article loses anything, no address dies."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, AuditEntry, Tag
from tests.factories import make_article, make_author, make_tag
from tests.support.staff import form_of, make_staff

pytestmark = pytest.mark.django_db
TAGS = "/admin/articles/tag/"


@pytest.fixture
def desk(client):
    client.force_login(make_staff("Chief editor"))
    return client


@pytest.fixture
def twins():
    return make_tag("Жаңаөзен", "zhanaozen", is_pinned=True), make_tag("Жаңа Өзен", "zhana-ozen")


def merge(client, tags, into):
    chosen = {"action": "merge", "_selected_action": [tag.pk for tag in tags]}
    page = client.post(TAGS, chosen).content.decode()
    assert all(str(tag) in page for tag in tags)
    return client.post(TAGS, chosen | {"into": into.pk}, follow=True).content.decode()


def topics(article):
    return [str(tagging.tag) for tagging in article.taggings.select_related("tag")]


def test_articles_pins_and_addresses_follow_a_merge(desk, twins):
    gone, stays = twins
    water = make_tag()
    both = make_article("Екеуі де бар", tags=[gone, water, stays])
    one = make_article("Бірі бар", tags=[water, gone])
    draft = make_article("Жоба", tags=[gone], publish=False)
    assert "Тегтер біріктірілді" in merge(desk, twins, stays)
    assert topics(both) == ["#Жаңа Өзен", "#Су реформасы"]
    assert topics(one) == ["#Су реформасы", "#Жаңа Өзен"]
    assert topics(draft) == ["#Жаңа Өзен"]
    assert not Tag.objects.filter(pk=gone.pk).exists()
    assert Tag.objects.get(pk=stays.pk).is_pinned
    for address in ("/tag/zhanaozen/", "/tag/zhanaozen/rss.xml"):
        moved = desk.get(address)
        assert (moved.status_code, moved.url) == (301, address.replace("zhanaozen", "zhana-ozen"))
    assert "Бірі бар" in desk.get("/tag/zhana-ozen/").content.decode()
    assert AuditEntry.objects.get(verb="merge_tags").before["name"] == "Жаңаөзен"


def test_what_is_not_published_yet_follows_too(desk, twins):
    gone, stays = twins
    article = make_article("Шыққан", tags=[gone])
    other = make_article("Тегі жоқ")
    for row, typed in ((article, {"lede": "Жаңа лид"}), (other, {"tags": [gone.pk]})):
        desk.post(reverse("admin:articles_article_change", args=[row.pk]), form_of(row, **typed))
    merge(desk, twins, stays)
    for row in Article.objects.all():
        assert row.working_content()["tags"] == [stays.pk]
        row.amend(by=None, at=timezone.now())
        assert topics(row) == ["#Жаңа Өзен"]
    assert Article.objects.get(pk=article.pk).lede == "Жаңа лид"


def test_one_tag_is_not_merged_and_an_editor_does_not_merge(desk, twins):
    chosen = {"action": "merge", "_selected_action": [twins[0].pk]}
    assert "кемінде екі тег" in desk.post(TAGS, chosen, follow=True).content.decode()
    desk.force_login(make_staff("Editor"))
    chosen = {"action": "merge", "_selected_action": [tag.pk for tag in twins]}
    desk.post(TAGS, chosen | {"into": twins[1].pk})
    assert Tag.objects.count() == 2


def test_a_renamed_tag_and_author_are_found_at_their_old_addresses(desk):
    tag, author = make_tag(), make_author()
    make_article(tags=[tag], authors=[author])
    for thing, name in ((tag, "tag"), (author, "author")):
        old = thing.get_absolute_url()
        data = {"name": "Жаңа аты", "slug": "zhana-aty", "is_active": "on"}
        desk.post(reverse(f"admin:articles_{name}_change", args=[thing.pk]), data)
        for file in ("", "rss.xml"):
            moved = desk.get(old + file)
            assert (moved.status_code, moved.url) == (301, f"/{name}/zhana-aty/{file}")


def test_an_author_who_leaves_keeps_every_byline(desk):
    author = make_author()
    article = make_article(authors=[author])
    change = reverse("admin:articles_author_change", args=[author.pk])
    desk.post(change, {"name": author.name, "slug": author.slug})
    author.refresh_from_db()
    assert not author.is_active
    assert author.name in desk.get(article.get_absolute_url()).content.decode()
    assert desk.get(author.get_absolute_url()).status_code == 200
    suggested = desk.get("/admin/articles/article/choose/authors/?q=Айгүл").json()["items"]
    assert suggested == []
    typed = form_of(article, lede="Түзетілді")
    desk.post(reverse("admin:articles_article_change", args=[article.pk]), typed)
    assert article.revisions.first().content["authors"] == [author.pk]
    delete = reverse("admin:articles_author_delete", args=[author.pk])
    desk.post(delete, {"post": "yes"})
    assert article.bylines.count() == 1
