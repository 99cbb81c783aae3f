"""From what articles share to the list beside one: those that are close enough, the closest first.

Whatever articles share is a list of articles, newest first: of a tag or a key term. How rare it is
shows in how far back its newest entries reach. From the lists come the candidates; these are
weighed by all that is known of them (``weighing.py``), and what is below the floor is left out.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from math import exp
from typing import NamedTuple, Self

from ..models import Article, RelatedArticle, Tag
from ..models.workflow.transitions import Status
from .learning import Factors, factor_of, factors
from .lists import ListEntry, articles_a_year, most_of, read_newest
from .profiles import Profile, Seeker, profiles, seekers
from .rarity import tag_kind
from .subjects import SAYS_ALL
from .weighing import (
    FLOOR,
    Reason,
    evidence,
    is_retelling,
    shared_by_text,
    tag_weight,
    term_weight,
)

STORED = 16  # more than is shown, so that the sidebar stays full when some are withdrawn

NEEDED = ("language", "status", "section", "sidebar", "retellings", "simhash", "terms")
"""Fields of an article without which no list is made for it."""

_LISTS = ("sidebar", "retellings")
_RETELLINGS = 2  # are named beside an article
_NEIGHBOURS = 6  # of the found ones learn of a new article
_RANKED = 48  # of the found ones are weighed
_LIKELY = SAYS_ALL // 5  # how much a key term says in an article of which no more is known yet
_FRESHNESS, _FRESHNESS_DAYS = 0.02, 30  # puts what is close enough in order
_DAY = 86_400  # seconds


def freshness(published_at: float, at: float) -> float:
    """Between 0 and a little: how much it counts that an article is new at ``at``, in seconds."""
    days = abs(at - published_at) / _DAY
    return _FRESHNESS * exp(-days / _FRESHNESS_DAYS)


def rank(
    shared: Iterable[tuple[int, float, float]], *, at: datetime, limit: int, floor: float = 0
) -> list[int]:
    """Keys of the best of ``shared``, which are triples: a key, when it was published in seconds of
    POSIX, the weight of one shared thing.

    A key may come several times, once for each thing that it shares; weights add up, and must come
    to ``floor``. Ties go to the newer article, then to the larger key.
    """
    scores: dict[int, float] = defaultdict(float)
    instants: dict[int, float] = {}
    now = at.timestamp()
    for key, published_at, weight in shared:
        scores[key] += weight
        instants[key] = published_at
    found = [
        (scores[key] + freshness(published_at, now), published_at, key)
        for key, published_at in instants.items()
        if scores[key] >= floor
    ]
    return [key for _score, _published_at, key in sorted(found, reverse=True)[:limit]]


def choose(article: Article, *, at: datetime) -> list[int]:
    """The list of ``article`` as it would be made now; nothing is stored."""
    _choose([article], at=at)
    return article.sidebar


def refresh(article: Article, *, at: datetime) -> None:
    """Store the list of ``article`` anew, and what ``subjects.enter()`` has made."""
    _choose([article], at=at)
    stored = {name: getattr(article, name) for name in (*_LISTS, "simhash", "terms")}
    Article.objects.filter(pk=article.pk).update(**stored)


def refresh_many(articles: list[Article], *, at: datetime) -> None:
    """Store the lists of these articles anew, where they have become others."""
    stood = {article.pk: _lists(article) for article in articles}
    _choose(articles, at=at)
    changed = [article for article in articles if _lists(article) != stood[article.pk]]
    Article.objects.bulk_update(changed, _LISTS)


def refresh_newest(tag: Tag, *, at: datetime) -> None:
    """Store the lists of those articles anew that others find by ``tag``: its newest."""
    newest = Article.objects.filter(status=Status.PUBLISHED).tagged(tag)
    refresh_many(list(newest[: most_of("tag")]), at=at)


def refresh_neighbours(article: Article, *, at: datetime) -> None:
    """Store anew the lists of those beside which ``article`` may now belong; its own is stored."""
    picks = set(RelatedArticle.objects.filter(article=article).values_list("related", flat=True))
    found = [key for key in article.sidebar if key not in picks]
    chosen = Article.objects.filter(pk__in=[*(article.retellings or ()), *found][:_NEIGHBOURS])
    refresh_many(list(chosen.only(*NEEDED)), at=at)


def explain(article: Article, *, at: datetime) -> dict[int, list[Reason]]:
    """Why each article of the stored list stands there, by its key; a pick may have no reason.

    The reasons are those of ``at``: rarity and freshness change with time.
    """
    [seeker] = seekers([article])
    weigher = _Weigher.read([seeker])
    lists = [weigher.newest[name] for name in seeker.lists]
    instants = {entry.pk: entry.published_at for entries in lists for entry in entries}
    reasons = weigher.reasons(seeker, profiles(set(article.sidebar)))
    found = {}
    for key in article.sidebar:
        found[key] = sorted(reasons.get(key, ()), key=lambda reason: -reason.weight)
        if key in instants and found[key]:
            new = freshness(instants[key], at.timestamp())
            found[key].append(Reason("freshness", 0, new))
    return found


def _lists(article: Article) -> list:
    return [getattr(article, name) for name in _LISTS]


def _choose(articles: list[Article], *, at: datetime) -> None:
    """Make the lists of these articles anew."""
    sought = seekers(articles)
    weigher = _Weigher.read(sought)
    candidates = [weigher.candidates(seeker, at) for seeker in sought]
    picks = [key for seeker in sought for key in seeker.picks]
    known = profiles({key for found in candidates for key in found} | set(picks))
    for seeker, instants in zip(sought, candidates, strict=True):
        close = weigher.close(seeker, instants, known, at)
        own = [key for key in close if is_retelling(seeker.profile, known[key])]
        told = [known[key] for key in seeker.picks if key in known]
        found = _deduplicate_stories([key for key in close if key not in own], told, known)
        seeker.article.sidebar = seeker.picks + found
        seeker.article.retellings = own[:_RETELLINGS]


class _Weigher(NamedTuple):
    """All that is read to weigh articles: the lists that some are in, and what was learned."""

    newest: dict[tuple, list[ListEntry]]
    learned: Factors

    @classmethod
    def read(cls, sought: list[Seeker]) -> Self:
        newest: dict[tuple, list[ListEntry]] = {}
        read_newest({name for seeker in sought for name in seeker.lists}, newest)
        return cls(newest, factors())

    def candidates(self, seeker: Seeker, at: datetime) -> dict[int, float]:
        """When each of the most promising articles was published, by its key."""
        weights = self._list_weights(seeker)
        left_out = {seeker.article.pk, *seeker.picks, *seeker.dismissed}
        shared = [
            (entry.pk, entry.published_at, weights[name])
            for name in seeker.lists
            for entry in self.newest[name]
            if entry.pk not in left_out
        ]
        instants = {key: published_at for key, published_at, _ in shared}
        return {key: instants[key] for key in rank(shared, at=at, limit=_RANKED)}

    def _often(self, name: tuple) -> float:
        return articles_a_year(self.newest[name], most_of(name[1]))

    def _list_weights(self, seeker: Seeker) -> dict[tuple, float]:
        """What it says to be in each list of ``seeker`` too, as long as no more is known."""
        weights = {}
        for name in seeker.lists:
            _, kind, key = name
            if kind == "tag":
                tag = seeker.tags[key]
                factor = factor_of(self.learned, tag_kind(tag), key)
                weights[name] = factor * tag_weight(tag, self._often(name))
            else:
                own = seeker.profile.terms[str(key)]
                weights[name] = term_weight(own, _LIKELY, self._often(name))
        return weights

    def reasons(self, seeker: Seeker, known: dict[int, Profile]) -> dict[int, list[Reason]]:
        """All that each of the ``known`` shares with ``seeker``, by its key."""
        often, weights = {}, self._list_weights(seeker)
        reasons: dict[int, list[Reason]] = {key: [] for key in known}
        for name in seeker.lists:
            _, kind, key = name
            if kind == "term":
                often[str(key)] = self._often(name)
                continue
            reason = Reason(tag_kind(seeker.tags[key]), key, weights[name])
            for entry in self.newest[name]:
                if entry.pk in reasons:
                    reasons[entry.pk].append(reason)
        for key, profile in known.items():
            for reason in shared_by_text(seeker.profile, profile, often):
                factor = factor_of(self.learned, reason.kind, 0)
                reasons[key].append(reason._replace(weight=factor * reason.weight))
        return reasons

    def close(
        self, seeker: Seeker, instants: dict[int, float], known: dict[int, Profile], at: datetime
    ) -> list[int]:
        """Those of the candidates that are above the floor, the closest first."""
        candidates = {key: known[key] for key in instants if key in known}
        found = self.reasons(seeker, candidates).items()
        weighed = [(key, instants[key], evidence(reasons)) for key, reasons in found]
        return rank(weighed, at=at, limit=_RANKED, floor=FLOOR)


def _deduplicate_stories(
    ranked: list[int], told: list[Profile], known: dict[int, Profile]
) -> list[int]:
    """The first of each story among ``ranked``, without the stories that are ``told`` already."""
    found: list[int] = []
    told = list(told)
    for key in ranked:
        if not any(is_retelling(known[key], other) for other in told):
            found.append(key)
            told.append(known[key])
        if len(found) == STORED:
            break
    return found
