"""Entering many articles into the index anew: under a new name, or as a script has left them."""

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext_lazy as _

from ..models import Author, Tag
from ..search import index
from .progress import position, report
from .queue import LONG, task

AT_ONCE: Final = 1_000  # keys in one task
_NAMED: Final = {model._meta.model_name: model for model in (Author, Tag)}


@task(_("Search under a new name"), priority=LONG)
def index_named(model: str, key: int) -> None:
    """Let search find the articles of an author or a tag by its new name; ``model`` says which."""
    thing = _NAMED[model].objects.filter(pk=key).first()
    if thing:
        _index(thing.articles.values_list("pk", flat=True))


@task(_("Search after changes to many articles"), priority=LONG)
def index_articles(keys: list[int]) -> None:
    """Let search find these articles as they are now."""
    _index(keys)


def _index(keys: Iterable[int]) -> None:
    """In batches, between which others write; begun again, it goes on behind the last of them."""
    keys, last = sorted(keys), position() or 0
    left = [key for key in keys if key > last]
    done = len(keys) - len(left)
    for batch in index.refresh(left):
        done += len(batch)
        report(done, len(keys), position=batch[-1])
