"""What the publish checks say of the rights to photos."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..media.photos import Photo
from ..media.rights import Licence, RightsState
from .transitions import Status

_USED_ELSEWHERE = 3  # articles that are named


def failures(article, photos: dict[int, Photo], at: datetime) -> Iterator[tuple[str, str]]:
    """Names of checks and what is wrong with ``photos``, which readers are to see from ``at`` on.

    What stands in the published article already stops nothing: readers are not shown it, and a
    correction must not wait for another photo.
    """
    states = {key: photo.rights_state(at) for key, photo in photos.items()}
    ended = [key for key, state in states.items() if state not in ("", RightsState.ENDING)]
    there = _shown_now(article) if ended else set()
    if new := [key for key in ended if key not in there]:
        yield "photo_rights", _("A photo may not be shown: %s") % _with_states(new, states)
    if old := [key for key in ended if key in there]:
        said = _("Readers are not shown a photo any more: %s")
        yield "photo_ending", said % _with_states(old, states)
    elif ending := [photos[key] for key, state in states.items() if state == RightsState.ENDING]:
        yield "photo_ending", _("The right to a photo ends soon: %s") % _with_ends(ending)
    yield from _failures_of_licences(article, photos)


def numbers(keys: Iterable[int]) -> str:
    """Photos, articles or files as messages name them: «№12, №14»."""
    return ", ".join(f"№{key}" for key in dict.fromkeys(keys))


def _shown_now(article) -> set[int]:
    if article.status != Status.PUBLISHED:
        return set()
    return set(article.photo_usages.values_list("photo_id", flat=True))


def _failures_of_licences(article, photos):
    if bare := [key for key, photo in photos.items() if not photo.licence]:
        yield "photo_licence", _("A photo has no licence: %s") % numbers(bare)
        return
    once = [key for key, photo in photos.items() if photo.licence == Licence.PAID_ONCE]
    if once and (others := _others_with(article, once)):
        said = _("A photo that was paid for once stands in another article: %s")
        yield "photo_licence", said % numbers(others)


def _others_with(article, photos: list[int]) -> list[int]:
    others = type(article).objects.filter(photo_usages__photo__in=photos).exclude(pk=article.pk)
    return list(others.order_by("-pk").values_list("pk", flat=True)[:_USED_ELSEWHERE])


def _with_states(keys, states) -> str:
    return ", ".join(f"№{key} ({states[key].label})" for key in keys)


def _with_ends(photos: list[Photo]) -> str:
    ends = ((photo.pk, timezone.localtime(photo.valid_until)) for photo in photos)
    return ", ".join(f"№{key} ({end:%d.%m.%Y %H:%M})" for key, end in ends)
