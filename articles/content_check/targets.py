"""Which addresses of the site lead to something that is not there."""

import json
import re
from collections.abc import Collection, Iterable

from django.db.models import Model

from ..models import Article, Author, Redirect, Section, Tag
from ..models.taxonomy.sections import RESERVED_SLUGS
from ..models.workflow.links import ARTICLE, NAMED

Subject = tuple[type[Model], str | int]  # a model, and the key or slug of a row

_SECTION = re.compile(r"/([^/]+)/(?:[^/]*)")  # the page, or one of its feeds


def dead(paths: Collection[str]) -> set[str]:
    """Those of ``paths`` at which no article, tag, author or section is; five queries.

    One that was is alive where it leads on. All other addresses are taken for good.
    """
    subjects = {path: subject for path in paths if (subject := _subject(path))}
    moved = set(redirects(subjects))
    there = _there(subject for path, subject in subjects.items() if path not in moved)
    return {
        path for path, subject in subjects.items() if path not in moved and subject not in there
    }


def redirects(paths: Collection[str]) -> dict[str, str]:
    """Where those of ``paths`` lead that are old addresses."""
    if not paths:
        return {}
    found = Redirect.objects.filter(path__among=json.dumps(list(paths)))
    return dict(found.values_list("path", "target"))


def missing(model: type[Model], keys: Collection[int]) -> set[int]:
    """Those of ``keys`` that no row of ``model`` has."""
    return set(keys) - _existing(model, "pk", keys)


def _subject(path: str) -> Subject | None:
    """The model and the key or slug of what is to be at a path, None for other addresses."""
    path = path.lower()
    if match := ARTICLE.fullmatch(path):
        return Article, int(match[1])
    if match := NAMED.fullmatch(path):
        return (Tag if match[1] == "tag" else Author), match[2]
    match = _SECTION.fullmatch(path)
    return (Section, match[1]) if match and match[1] not in RESERVED_SLUGS else None


def _there(subjects: Iterable[Subject]) -> set[Subject]:
    wanted: dict[type[Model], set] = {}
    for model, key in subjects:
        wanted.setdefault(model, set()).add(key)
    return {
        (model, key)
        for model, keys in wanted.items()
        for key in _existing(model, "pk" if model is Article else "slug", keys)
    }


def _existing(model: type[Model], field: str, values: Collection) -> set:
    if not values:
        return set()
    rows = model._base_manager.filter(**{f"{field}__among": json.dumps(list(values))})
    return set(rows.values_list(field, flat=True))
