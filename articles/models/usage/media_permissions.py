"""Who may change and delete a photo: on a live page, who may publish there."""

from ..content.article import Article
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


def can_change_photo(user, photo: Photo) -> bool:
    """Whether ``user`` may change what a photo shows and says: everywhere, or in all its uses."""
    if user.has_perm(CHANGE_ANY):
        return True
    return user.has_perm("articles.change_photo") and not usages_beyond(user, photo)


def can_delete_photo(user, photo: Photo) -> bool:
    """Whether ``user`` may delete a photo, if it is used nowhere."""
    return user.has_perm("articles.delete_photo") and can_change_photo(user, photo)


def usages_beyond(user, photo: Photo) -> list[Usage]:
    """The uses of a photo in which ``user`` may not change it; nine queries at most."""
    found = usages(Photo, [photo.pk])
    articles = [usage.by for usage in found if isinstance(usage.by, Article)]
    reached = _reached(user, articles)
    return [
        usage
        for usage in found
        if not (
            usage.by.pk in reached
            if isinstance(usage.by, Article)
            else user.has_perm(_PERMISSIONS[type(usage.by)])
        )
    ]


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
