"""Tags and authors are renamed, authors leave: no byline is lost, no address dies."""

import pytest
from django.urls import reverse

from tests.factories import make_article, make_author, make_tag
from tests.support.staff import form_of, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(make_staff("Chief editor"))
    return client


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
