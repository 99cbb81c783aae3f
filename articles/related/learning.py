"""What editors' ratings of suggestions teach about the weights of what articles share.

A kind of shared thing (topic, field, place, term, section), or a single tag, whose suggestions are
accepted more often than all are says more, one that is dismissed more often says less: never less
than half nor more than half as much again, and not before it was rated often enough.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

from django.db import transaction

from ..db.batches import batches
from ..db.compiled_queries import CompiledQuery
from ..models import ArticleTag, RelatedWeight, Suggestion
from .profiles import profiles
from .rarity import tag_kind

LEAST, MOST = 0.5, 1.5
_FEWEST = 20  # ratings of a kind
_FEWEST_OF_TAG = 10
_DOUBT = 20  # ratings that are thought to have gone as all went, so that chance moves little
_AT_ONCE = 200  # ratings

Factors = dict[tuple[str, int], float]


class Lesson(NamedTuple):
    """How suggestions were rated that share a thing; ``name`` is that of a tag."""

    kind: str
    key: int
    name: str
    accepted: int
    dismissed: int
    factor: float  # 1 where nothing is learned


def lessons(since: datetime) -> list[Lesson]:
    """What the ratings from ``since`` on teach: kinds first, then tags, the most rated first."""
    counts: dict[tuple[str, int, str], list[int]] = defaultdict(lambda: [0, 0])
    all_of_them = [0, 0]
    rows = Suggestion.objects.filter(at__gte=since).order_by("pk")
    pairs = rows.values_list("article_id", "suggested_id", "accepted")
    for some in batches(list(pairs), _AT_ONCE):
        for accepted, shared in _shared(some):
            all_of_them[accepted] += 1
            for thing in shared:
                counts[thing][accepted] += 1
    share = all_of_them[True] / max(1, sum(all_of_them))
    found = [
        Lesson(*thing, accepted, dismissed, _factor(accepted, dismissed, share, bool(thing[1])))
        for thing, (dismissed, accepted) in counts.items()
    ]
    return sorted(found, key=lambda one: (one.key > 0, -one.accepted - one.dismissed, one[:2]))


def store(learned: list[Lesson], *, at: datetime) -> int:
    """Let these lessons, and no earlier ones, move the weights; gives how many do."""
    rows = [
        RelatedWeight(
            kind=one.kind,
            key=one.key,
            factor=one.factor,
            accepted=one.accepted,
            dismissed=one.dismissed,
            at=at,
        )
        for one in learned
        if one.factor != 1
    ]
    with transaction.atomic():
        RelatedWeight.objects.all().delete()
        RelatedWeight.objects.bulk_create(rows)
    return len(rows)


def factors() -> Factors:
    """What was stored, by kind and key (0 for all of the kind); one query."""
    return {(kind, key): factor for kind, key, factor in _stored()}


def factor_of(learned: Factors, kind: str, key: int) -> float:
    """By how much a shared thing says more or less than by its rarity."""
    both = learned.get((kind, 0), 1) * (learned.get((kind, key), 1) if key else 1)
    return min(MOST, max(LEAST, both))


_stored: Final = CompiledQuery(
    lambda: RelatedWeight.objects.order_by().values_list("kind", "key", "factor")
)


def _factor(accepted: int, dismissed: int, share: float, is_tag: bool) -> float:
    rated = accepted + dismissed
    if not share or rated < (_FEWEST_OF_TAG if is_tag else _FEWEST):
        return 1.0
    likely = (accepted + _DOUBT * share) / (rated + _DOUBT)
    return round(min(MOST, max(LEAST, likely / share)), 2)


def _shared(pairs: list[tuple]) -> Iterator[tuple[bool, set[tuple[str, int, str]]]]:
    """Whether each pair was accepted, and what the two share now; three queries at most."""
    keys = {key for one, other, _ in pairs for key in (one, other)}
    known = profiles(keys)
    tags: dict[int, dict[int, str]] = defaultdict(dict)
    rows = ArticleTag.objects.filter(content_object__in=keys).order_by()
    for article, tag, name in rows.values_list("content_object_id", "tag_id", "tag__name"):
        tags[article][tag] = name
    for one, other, accepted in pairs:
        shared: set[tuple[str, int, str]] = set()
        for tag, name in tags[one].items():
            if tag in tags[other]:
                shared |= {(tag_kind(name), 0, ""), (tag_kind(name), tag, name)}
        if known[one].terms.keys() & known[other].terms.keys():
            shared.add(("term", 0, ""))
        if known[one].section and known[one].section == known[other].section:
            shared.add(("section", 0, ""))
        yield accepted, shared
