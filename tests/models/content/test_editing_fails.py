"""A verb that fails at its end has done nothing."""

import pytest
from django.db import transaction
from django.utils import timezone

from articles.models import Article, Revision
from tests.factories import make_article

pytestmark = pytest.mark.django_db
NOW = timezone.now()

FAULTS = {
    "save_revision": lambda article: article.save_revision(article.content(), by=None, at=NOW),
    "record_row": lambda article: article.record_row(by=None, at=NOW),
    "apply_revision": lambda article: article.apply_revision(Revision(content={})),
    "set_authors": lambda article: article.set_authors(None),
    "set_tags": lambda article: article.set_tags(None),
    "set_picks": lambda article: article.set_picks(None),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_step_that_fails_takes_the_whole_act_with_it(name):
    """Whoever catches the error does not go on from half of what was to be done."""
    article = make_article(publish=False)
    if name in ("save_revision", "record_row"):
        Article.objects.filter(pk=article.pk).delete()
        article.headline = "Жаңа"
    with pytest.raises((Article.DoesNotExist, KeyError, TypeError)):
        FAULTS[name](article)
    assert transaction.get_rollback()
    transaction.set_rollback(False)
