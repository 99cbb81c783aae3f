"""Related articles: picks first, then what shares rare tags, section and time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import related
from articles.models import RelatedArticle
from tests.factories import make_article, make_section, make_tag

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def beside(article, at=NOW):
    article.refresh_from_db()
    return [card.headline for card in related.cards(article, at=at).values()]


@pytest.mark.django_db
def test_picks_come_first_in_their_order_then_shared_tags():
    tag = make_tag()
    article = make_article("мақала", tags=[tag], publish=NOW - HOUR)
    make_article("ортақ тақырып", tags=[tag], publish=NOW - HOUR)
    for n, name in enumerate(("екінші таңдау", "бірінші таңдау")):
        other = make_article(name, section=make_section("Спорт", "sport"), publish=NOW - HOUR)
        RelatedArticle.objects.create(article=article, related=other, position=1 - n)
    article.announce(by=None, at=NOW)
    assert beside(article) == ["бірінші таңдау", "екінші таңдау", "ортақ тақырып"]


@pytest.mark.django_db
def test_a_rare_tag_says_more_than_a_common_one():
    common, rare = make_tag("Экономика", "ekonomika"), make_tag("Арал", "aral")
    for n in range(12):
        make_article(f"көп {n}", tags=[common], publish=NOW - HOUR)
    make_article("сирек", tags=[rare], publish=NOW - 3 * HOUR)
    article = make_article("мақала", tags=[common, rare], publish=NOW - HOUR)
    assert beside(article)[0] == "сирек"


@pytest.mark.django_db
def test_an_older_article_learns_of_a_newer_one():
    tag = make_tag()
    old = make_article("ескі", tags=[tag], publish=NOW - HOUR)
    make_article("жаңа", tags=[tag], publish=NOW)
    assert beside(old) == ["жаңа"]


@pytest.mark.django_db
def test_others_step_in_when_many_have_gone(django_assert_num_queries):
    tag = make_tag()
    made = [make_article(f"ескі {n}", tags=[tag], publish=NOW - n * HOUR) for n in range(1, 16)]
    article = make_article("мақала", tags=[tag], publish=NOW)
    with django_assert_num_queries(1):
        assert len(related.cards(article, at=NOW)) >= related.SHOWN
    gone = [pk for pk in article.sidebar if pk in {old.pk for old in made}][:9]
    type(article).objects.filter(pk__in=gone).update(withdraw_at=NOW)
    with django_assert_num_queries(2):
        left = list(related.cards(article, at=NOW))
    assert left == article.sidebar[9:]
    assert len(left) >= related.SHOWN


@pytest.mark.django_db
def test_nothing_that_is_not_live_stands_beside():
    tag = make_tag()
    article = make_article("мақала", tags=[tag], publish=NOW - HOUR)
    make_article("жоба", tags=[tag], publish=False)
    make_article("ертең", tags=[tag], publish=NOW + HOUR)
    gone = make_article("алынған", tags=[tag], publish=NOW - HOUR)
    gone.withdraw(by=None, at=NOW)
    make_article("орысша", tags=[tag], language="ru", publish=NOW - HOUR)
    RelatedArticle.objects.create(article=article, related=gone)
    article.announce(by=None, at=NOW)
    assert beside(article) == []
    assert beside(article, at=NOW + HOUR) == ["ертең"]


SHARED = st.lists(
    st.tuples(
        st.integers(1, 20),
        st.integers(0, 3000).map(lambda days: NOW - timedelta(days=days)),
        st.floats(0, 1),
    )
)


@given(SHARED, st.integers(0, 10))
def test_ranking_names_each_once_and_no_more_than_asked(shared, limit):
    ranked = related.rank(shared, at=NOW, limit=limit)
    assert len(ranked) == len(set(ranked)) <= limit
    assert set(ranked) <= {key for key, _, _ in shared}
