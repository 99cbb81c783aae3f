"""Who may change and delete a photo or a file: on a live page, who may publish there."""

from collections.abc import Collection, Sequence

from ..content.article import Article
from ..media.files import MediaFile
from ..media.photos import Photo
from ..people.authors import Author
from ..site.identity import SiteIdentity
from ..workflow.permissions import can_publish, edits_photos_only
from ..workflow.transitions import Status
from .usage import Usage, usages

CHANGE_ANY = "articles.change_any_photo"
# What a photo stands in beside articles, and who changes that.
_PERMISSIONS = {Author: "articles.change_author", SiteIdentity: "articles.change_siteidentity"}
# Readers see it, will see it, or have seen it.
_PUBLISHED = (Status.PUBLISHED, Status.WITHDRAWN)


def can_change_media(user, thing: Photo | MediaFile) -> bool:
    """Whether ``user`` may change what a photo or a file says: everywhere, or in all its uses."""
    return thing.pk in changeable(user, [thing])


def changeable(user, things: Sequence[Photo | MediaFile]) -> set[int]:
    """Keys of those of ``things`` that ``user`` may change; for all of them together as many
    queries as for one."""
    keys = {thing.pk for thing in things}
    if not keys or user.has_perm(CHANGE_ANY):
        return keys
    model = type(things[0])
    if not user.has_perm(f"articles.change_{model._meta.model_name}"):
        return set()
    return keys - {usage.of for usage in _beyond(user, model, keys)}


def can_delete_media(user, thing: Photo | MediaFile) -> bool:
    """Whether ``user`` may delete a photo or a file, if it is used nowhere."""
    permission = f"articles.delete_{thing._meta.model_name}"
    return user.has_perm(permission) and can_change_media(user, thing)


def usages_beyond(user, thing: Photo | MediaFile) -> list[Usage]:
    """The uses of a photo or a file in which ``user`` may not change it.

    Ten queries at most, as many again for each video that a photo is the poster of.
    """
    return _beyond(user, type(thing), [thing.pk])


def _beyond(user, model: type[Photo] | type[MediaFile], keys: Collection[int]) -> list[Usage]:
    found = usages(model, keys)
    articles = [usage.by for usage in found if isinstance(usage.by, Article)]
    reached = _reached(user, articles)
    return [usage for usage in found if not _reaches(user, usage.by, reached)]


def _reaches(user, by, reached: set[int]) -> bool:
    """Whether ``user`` may change ``by``; ``reached`` are the articles that are theirs."""
    if isinstance(by, Article):
        return by.pk in reached
    if isinstance(by, MediaFile):  # a poster, and as much theirs as its video
        return can_change_media(user, by)
    return user.has_perm(_PERMISSIONS[type(by)])


def _reached(user, articles) -> set[int]:
    """Keys of the articles that ``user`` may publish or, while they are not out, may change."""
    if not user.has_perm("articles.change_article"):
        return set()
    reached = {article.pk for article in articles if can_publish(user, article)}
    unseen = [one for one in articles if one.pk not in reached and one.status not in _PUBLISHED]
    if edits_photos_only(user):
        return reached | {article.pk for article in unseen}
    drafts = [article.pk for article in unseen if article.status == Status.DRAFT]
    if not drafts:
        return reached
    own = Article.objects.filter(pk__in=drafts).written_by(user)
    return reached | set(own.values_list("pk", flat=True))
