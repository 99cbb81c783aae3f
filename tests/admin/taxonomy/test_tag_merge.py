"""Two tags become one: no article loses anything, and no address dies."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.admin.taxonomy import admin
from articles.models import Article, AuditEntry, Tag, TagMerge
from articles.models.tag_merge import begin_merge
from articles.tasks.periodic import enqueue_due
from articles.tasks.schedule import SCHEDULE
from tests.factories import make_article, make_tag
from tests.support.staff import form_of, make_staff
from tests.support.tasks import run_waiting

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


def tags_of(article):
    return [str(tagging.tag) for tagging in article.taggings.select_related("tag")]


def test_articles_pins_and_addresses_follow_a_merge(desk, twins):
    gone, stays = twins
    water = make_tag()
    both = make_article("Екеуі де бар", tags=[gone, water, stays])
    one = make_article("Бірі бар", tags=[water, gone])
    draft = make_article("Жоба", tags=[gone], publish=False)
    assert "Тегтер біріктірілді" in merge(desk, twins, stays)
    assert tags_of(both) == ["#Жаңа Өзен", "#Су реформасы"]
    assert tags_of(one) == ["#Су реформасы", "#Жаңа Өзен"]
    assert tags_of(draft) == ["#Жаңа Өзен"]
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
        assert tags_of(row) == ["#Жаңа Өзен"]
    assert Article.objects.get(pk=article.pk).lede == "Жаңа лид"


def test_one_tag_is_not_merged_and_an_editor_does_not_merge(desk, twins):
    chosen = {"action": "merge", "_selected_action": [twins[0].pk]}
    assert "кемінде екі тег" in desk.post(TAGS, chosen, follow=True).content.decode()
    desk.force_login(make_staff("Editor"))
    chosen = {"action": "merge", "_selected_action": [tag.pk for tag in twins]}
    desk.post(TAGS, chosen | {"into": twins[1].pk})
    assert Tag.objects.count() == 2


def test_what_is_more_than_a_batch_goes_on_in_the_background(desk, twins, monkeypatch):
    gone, stays = twins
    articles = [make_article(tags=[gone]) for _ in range(5)]
    monkeypatch.setattr(admin, "FIRST", 2)
    assert "Тегтер біріктіріліп жатыр: #Жаңа Өзен" in merge(desk, twins, stays)
    assert "#Жаңаөзен → #Жаңа Өзен: біріктіріліп жатыр, 2 / 5" in desk.get(TAGS).content.decode()
    assert "кемінде" not in merge(desk, twins, stays)  # once more, and nothing happens
    run_waiting()
    assert {tuple(tags_of(article)) for article in articles} == {("#Жаңа Өзен",)}
    assert "біріктіріліп жатыр" not in desk.get(TAGS).content.decode()
    assert desk.get("/tag/zhanaozen/").status_code == 301


def test_a_tag_on_its_way_into_one_is_not_merged_into_another(desk, twins, monkeypatch):
    gone, stays = twins
    for _ in range(3):
        make_article(tags=[gone])
    monkeypatch.setattr(admin, "FIRST", 2)
    merge(desk, twins, stays)
    other = make_tag()
    assert "#Жаңаөзен басқа тегке біріктіріліп жатыр" in merge(desk, [gone, other], other)
    assert not TagMerge.objects.filter(into=other).exists()


def test_a_merge_that_nobody_goes_on_with_is_taken_up(twins):
    gone, stays = twins
    article = make_article(tags=[gone])
    begin_merge([gone], stays, by=None, at=timezone.now())
    enqueue_due(SCHEDULE, now=timezone.now())
    run_waiting()
    assert tags_of(article) == ["#Жаңа Өзен"]
