"""Photos: from one to its entry in their index, and from what somebody typed to photos."""

from collections.abc import Iterable, Iterator, Sequence
from time import monotonic
from typing import Final

from django.db import models, transaction

from ..db.batches import let_others_through
from ..models import Photo, PhotoEntry, PhotoWord
from . import backends
from .analysis import distinct, read_all
from .backends import PHOTOS, Match, Part, Question
from .desk import as_typed
from .expansion import Vocabulary, expand, of_photos
from .query_parser import parse
from .terms import photo_block_term, photo_term
from .words import Learner

WORDS: Final = (
    *("headline", "caption", "alt", "credit", "creator", "agency", "copyright"),
    *("keywords", "persons", "place"),
)
"""The fields of a photo by whose words it is found."""
MOST: Final = 2_000
"""Photos that are found for one query: the newest with all its words."""
_AT_ONCE: Final = 20  # photos that are entered before the clock is looked at
_HELD: Final = 0.1  # seconds for which others wait


def write(photos: Iterable[Photo]) -> None:
    """Enter these photos as they are now, over what the index had of them."""
    photos = list(photos)
    entries = PhotoEntry.objects.filter(pk__in=[photo.pk for photo in photos])
    known = set(entries.values_list("pk", flat=True))
    alone = len(photos) == 1
    new, old = (Learner(sample=alone, model=PhotoWord) for _ in range(2))
    _write([(photo, old if photo.pk in known else new) for photo in photos])
    new.learn()
    old.learn(count=False)


def write_all(photos: models.QuerySet, batch: int = 500, afresh: bool = False) -> Iterator[int]:
    """Enter the photos of a queryset, ``batch`` in a transaction; yields how many after each.

    ``afresh``: they are all there are, and the counts of words are to be theirs alone.
    """
    photos, last, learner = photos.only(*WORDS).order_by("pk"), 0, Learner(model=PhotoWord)
    while True:
        with transaction.atomic():
            found = list(_locked(photos.filter(pk__gt=last))[:batch])
            _write([(photo, learner) for photo in found])
        if not found:
            break
        last = found[-1].pk
        yield len(found)
    learner.replace() if afresh else learner.learn()
    backends.current().settle(PHOTOS)


def enter_missing(after: int = 0) -> Iterator[list[int]]:
    """Enter the photos with keys above ``after`` that the index does not know; yields their keys.

    To be called outside of a transaction: some are entered in each, for ``_HELD`` seconds.
    """
    while keys := _enter_some(after):
        yield keys
        after = keys[-1]
        let_others_through()


def missing() -> models.QuerySet:
    """Photos that the index does not know: those that came past ``save()``, or before there was
    an index.
    """
    return Photo.objects.filter(~models.Exists(_entry_of_photo()))


def is_any_missing() -> bool:
    """Whether the index does not know the oldest or the newest photo; two looks at an index."""
    ends = (Photo.objects.order_by(order).values("pk")[:1] for order in ("pk", "-pk"))
    return any(missing().filter(pk=models.Subquery(end)).exists() for end in ends)


def matching(text: str, limit: int = MOST) -> list[int]:
    """Keys of the photos with all words of ``text``, drafts as well, the newest first.

    The last word may be unfinished, as it is while somebody types, unless ``limit`` photos have it
    as it stands: FTS5 puts all photos with words that begin so in order before it gives the first.
    """
    parsed = parse(text)
    newest = Photo.objects.aggregate(pk=models.Max("pk"))["pk"]
    if not parsed.words or newest is None:
        return []
    terms, _ = expand(parsed, text, Vocabulary(ask=of_photos))
    without = [photo_term(word.lemma) for word in parsed.without]
    whole = [[photo_term(choice.lemma) for choice in one.alternatives] for one in terms]
    begun = as_typed(parsed, terms, lambda lemma: [photo_term(lemma)])
    found: list[Match] = []
    for groups in (whole, begun) if begun != whole else (whole,):
        question = Question([Part(groups, without)], newest + 1, 0, PHOTOS)
        found = backends.current().find(question, limit, limit)
        if len(found) == limit:
            break
    return [match.key for match in found]


def _entry_of_photo() -> models.QuerySet:
    return PhotoEntry.objects.filter(pk=models.OuterRef("pk"))


def _locked(photos: models.QuerySet) -> models.QuerySet:
    """So that nobody changes their words before their entries are written."""
    return photos.select_for_update(of=("self",))


@transaction.atomic
def _enter_some(after: int) -> list[int]:
    until, keys = monotonic() + _HELD, [after]
    while monotonic() < until:
        rows = missing().only(*WORDS).filter(pk__gt=keys[-1]).order_by("pk")
        photos = list(_locked(rows)[:_AT_ONCE])
        if not photos:
            break
        write(photos)
        keys += [photo.pk for photo in photos]
    return keys[1:]


def _write(photos: Sequence[tuple[Photo, Learner]]) -> None:
    PhotoEntry.objects.bulk_create(
        [_entry(photo, learner) for photo, learner in photos],
        update_conflicts=True,
        unique_fields=["photo"],
        update_fields=["terms"],
    )


def _entry(photo: Photo, learner: Learner) -> PhotoEntry:
    texts = [getattr(photo, name) for name in WORDS]
    found = distinct(reading for text in texts for reading in read_all(text))
    learner.hear(photo.pk, found, texts)
    terms = [photo_block_term(photo.pk // PHOTOS.block), *map(photo_term, found)]
    return PhotoEntry(photo_id=photo.pk, terms=" ".join(terms))
