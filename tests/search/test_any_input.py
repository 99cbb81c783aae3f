"""Whatever is typed gives a result, quickly, and nothing in it is an operator of the engine."""

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.search import matching, search
from tests.factories import make_article
from tests.support.growth import grows_with_its_text

pytestmark = pytest.mark.django_db
OPERATORS = ["AND", "NOT", "NEAR(a, 2)", "*", '"', "'", ":", "-", "^", "&", "|", "!", "<->", "\\"]
OPERATORS += ["%s", "%", "(", ")", "{headline}", "terms:", ":*A", ";--", "\x00", "\ud800", "көпір"]


def run(text):
    matching(text)
    return search(text, language="kk", at=timezone.now())


@pytest.fixture
def article():
    return make_article("Көпір ашылды")


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(st.text() | st.lists(st.sampled_from(OPERATORS)).map(" ".join))
def test_nothing_is_an_error(article, text):
    run(text)


@pytest.mark.parametrize(
    "operator", [o for o in OPERATORS if o != "-" and not any(map(str.isalnum, o))]
)
def test_signs_are_no_words(article, operator):
    assert [hit.article for hit in run(f"{operator}көпір{operator} ашылды").hits] == [article]


@given(st.text(max_size=300))
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
def test_an_article_is_found_by_each_of_its_words(article, text):
    text = "".join(c for c in text if c.isprintable()) + " көпір"
    article.lede = text
    article.save()
    article.notify_changed(by=None, at=timezone.now())
    for word in text.split():
        results = run(word.lstrip("-−–"))  # with a minus it is one not to be found
        assert not results.words or results.hits


@pytest.mark.parametrize(
    "part", ["қ", "көпір ", '"', "a'", "қ\u00ad", "\u0301", "AND ", "1 2 3 4 5 "]
)
def test_a_query_takes_no_more_than_its_text(article, part):
    assert grows_with_its_text(run, part)


def test_a_word_without_end_is_found_by_itself():
    long = "қ" * 5_000
    make_article("Ұзын", body=f"<p>{long}</p>")
    assert run(long).hits
