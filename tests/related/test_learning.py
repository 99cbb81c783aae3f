"""What editors accept and dismiss moves the weights, a little, and only when it is sure."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles import related
from articles.models import Article, RelatedWeight, Suggestion
from articles.related import learning
from tests.factories import make_article, make_section, make_tag

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)


def rate(count, *, accepted, tag):
    """So many suggestions that share ``tag`` and nothing else, rated in this way."""
    for number in range(count):
        here, there = (
            make_section(f"{tag} {n} {number}", f"{tag.slug}-{n}-{number}") for n in "ab"
        )
        one = make_article("Қарбыз", section=here, tags=[tag], body="<p>Иә.</p>", publish=NOW)
        other = make_article("Сынап", section=there, tags=[tag], body="<p>Иә.</p>", publish=NOW)
        Suggestion.objects.create(
            article=one, suggested=other, accepted=accepted, at=timezone.now()
        )


def test_a_tag_that_is_dismissed_says_less_and_one_that_is_accepted_more(capsys):
    good, bad = make_tag("Бекіре", "bekire"), make_tag("Пробация", "probatsia")
    rate(12, accepted=True, tag=good)
    rate(12, accepted=False, tag=bad)
    call_command("related_report")
    said = capsys.readouterr().out
    assert "accepted 12, dismissed 12, 50 %" in said
    assert "#Бекіре: accepted 12, dismissed 0, 100 %, weight x 1.38" in said
    assert "#Пробация: accepted 0, dismissed 12, 0 %, weight x 0.62" in said
    assert not RelatedWeight.objects.exists()
    call_command("related_report", apply=True)
    factors = learning.factors()
    assert factors["topic", good.pk] > 1 > factors["topic", bad.pk]


def test_few_ratings_move_nothing_and_many_no_more_than_half():
    rare, hated = make_tag("Бекіре", "bekire"), make_tag("Пробация", "probatsia")
    rate(2, accepted=True, tag=rare)
    rate(60, accepted=False, tag=hated)
    learned = {one.name: one for one in learning.lessons(NOW - timedelta(days=9))}
    assert learned["Бекіре"].factor == 1
    assert learned["Пробация"].factor == learning.LEAST


def test_what_was_learned_is_what_the_next_list_is_made_with():
    tag = make_tag("Бекіре", "bekire")
    make_article("Қарбыз", tags=[tag], body="<p>Иә.</p>", publish=NOW)
    article = make_article("Сынап", tags=[tag], body="<p>Иә.</p>", publish=NOW)
    assert related.choose(article, at=NOW)
    lesson = learning.Lesson("topic", tag.pk, tag.name, 0, 30, 0.5)
    learning.store([lesson], at=NOW)
    assert related.choose(Article.objects.get(pk=article.pk), at=NOW) == []
    learning.store([], at=NOW)
    assert related.choose(Article.objects.get(pk=article.pk), at=NOW)
