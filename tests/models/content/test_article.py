"""Articles: what readers may see, how they get there, and what the database refuses."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article, Redirect, RelatedArticle
from articles.models.workflow.transitions import Status
from tests.factories import make_article, make_author, make_section, make_tag

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)


def live_at(instant):
    return set(Article.objects.live(instant))


def test_an_article_is_live_from_its_instant_until_it_is_withdrawn():
    article = make_article(publish=NOW, withdraw_at=NOW + timedelta(hours=1))
    second = timedelta(seconds=1)
    assert live_at(NOW - second) == set()
    assert live_at(NOW) == {article}
    assert live_at(NOW + timedelta(hours=1) - second) == {article}
    assert live_at(NOW + timedelta(hours=1)) == set()


@pytest.mark.parametrize("offset", [-1, 0, 1, 3599, 3600])
def test_a_row_and_a_query_agree_on_what_is_live(offset):
    article = make_article(publish=NOW, withdraw_at=NOW + timedelta(hours=1))
    at = NOW + timedelta(seconds=offset)
    assert article.is_live(at) == (article in live_at(at))


@pytest.mark.parametrize("status", [status for status in Status if status != Status.PUBLISHED])
def test_only_published_articles_are_live(status):
    article = make_article(publish=NOW)
    Article.objects.filter(pk=article.pk).update(status=status)
    assert live_at(NOW) == set()
    article.refresh_from_db()
    assert not article.is_live(NOW)


def test_publishing_gives_a_date_and_a_latin_address():
    article = make_article("Қазақстан босқындарды қабылдауға дайын", publish=False)
    article.publish(by=None, at=NOW)
    assert article.published_at == NOW
    assert article.get_absolute_url() == (
        f"/sayasat/{article.pk}-qazaqstan-bosqyndardy-qabyldauga-daiyn/"
    )


def test_the_address_stays_when_the_headline_changes():
    article = make_article("Бірінші тақырып")
    before = article.get_absolute_url()
    article.headline = "Екінші тақырып"
    article.withdraw(by=None, at=NOW)
    article.publish(by=None, at=NOW)
    assert article.get_absolute_url() == before


def test_publishing_says_all_that_is_missing_and_changes_nothing():
    article = make_article(publish=False, section=None, authors=[])
    with pytest.raises(ValidationError) as refused:
        article.publish(by=None, at=NOW)
    assert set(refused.value.message_dict) == {"section", "authors"}
    article.refresh_from_db()
    assert (article.status, article.slug) == (Status.DRAFT, "")


def test_an_agency_stands_in_for_a_byline():
    make_article(publish=NOW, authors=[], agency="Reuters")
    assert len(live_at(NOW)) == 1


def test_a_transition_that_the_table_does_not_have_is_refused():
    article = make_article(publish=False)
    with pytest.raises(ValidationError):
        article.withdraw(by=None, at=NOW)
    article.transition("submit", by=None, at=NOW)
    article.transition("approve", by=None, at=NOW)
    article.transition("publish", by=None, at=NOW)
    assert article.status == Status.PUBLISHED


@pytest.mark.parametrize("missing", [{"published_at": None}, {"slug": ""}, {"section": None}])
def test_the_database_refuses_a_published_article_without(missing):
    article = make_article()
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(**missing)


def test_an_article_cannot_be_withdrawn_before_it_is_published():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_article(publish=NOW, withdraw_at=NOW)


def test_lists_of_a_tag_and_an_author_follow_a_changed_date():
    tag, author = make_tag(), make_author()
    old = make_article(tags=[tag], authors=[author], publish=NOW - timedelta(days=1))
    new = make_article(tags=[tag], authors=[author], publish=NOW)
    assert list(Article.objects.tagged(tag)) == [new, old]
    old.published_at = NOW + timedelta(days=1)
    old.save()
    assert list(Article.objects.tagged(tag)) == [old, new]
    assert list(Article.objects.by_author(author)) == [old, new]


def test_a_list_goes_on_behind_a_position_even_within_one_instant():
    tag = make_tag()
    made = [make_article(tags=[tag], publish=NOW) for _ in range(3)]
    made.append(make_article(tags=[tag], publish=NOW - timedelta(seconds=1)))
    newest = [made[2], made[1], made[0], made[3]]
    for list_from in (
        Article.objects.newest,
        lambda before: Article.objects.tagged(tag, before),
    ):
        assert list(list_from(None)) == newest
        for n, article in enumerate(newest):
            assert list(list_from((article.published_at, article.pk))) == newest[n + 1 :]


def test_a_day_is_a_day_by_the_clocks_of_the_newsroom():
    make_article("кеше", publish=datetime(2026, 3, 2, 18, 59, 59, tzinfo=UTC))
    make_article("бүгін", publish=datetime(2026, 3, 2, 19, 0, tzinfo=UTC))
    found = Article.objects.on_day(date(2026, 3, 3))
    assert [article.headline for article in found] == ["бүгін"]


def test_bylines_and_tags_keep_their_order():
    authors = [make_author(f"Автор {n}", f"avtor-{n}") for n in (2, 0, 1)]
    tags = [make_tag(f"Тақырып {n}", f"taqyryp-{n}") for n in (1, 2, 0)]
    article = make_article(authors=authors, tags=tags)
    assert [byline.author for byline in article.bylines.all()] == authors
    assert [tagging.tag for tagging in article.taggings.all()] == tags


def test_an_article_is_neither_its_own_pick_nor_picked_twice():
    article, other = make_article(), make_article()
    RelatedArticle.objects.create(article=article, related=other)
    for related in (article, other):
        with pytest.raises(IntegrityError), transaction.atomic():
            RelatedArticle.objects.create(article=article, related=related)


def test_a_renamed_section_goes_on_leading_to_itself():
    section = make_section()
    for slug in ("saiasat", "el-isi", "sayasat"):
        section.slug = slug
        section.save()
    paths = dict(Redirect.objects.values_list("path", "target"))
    assert paths == {"/saiasat/": "/sayasat/", "/el-isi/": "/sayasat/"}


@pytest.mark.parametrize("slug", ["admin", "tag", "ru", "latn", ""])
def test_a_section_never_takes_an_address_of_the_site(slug):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_section("Бөлім", slug)


def test_live_takes_now_where_no_instant_is_given():
    make_article(publish=timezone.now() + timedelta(hours=1))
    here = make_article()
    assert set(Article.objects.live()) == {here}
