"""Who may change and delete a photo: on a live page, who may publish there."""

from ..workflow import Status
from .articles import Article
from .authors import Author
from .photos import Photo
from .rights import has_only_pictures, may_publish
from .site import SiteIdentity
from .usage import Use, uses

CHANGE_ANY = "articles.change_any_photo"
# What a photo stands in beside articles, and who changes that.
_RIGHTS = {Author: "articles.change_author", SiteIdentity: "articles.change_siteidentity"}
# Readers see it, will see it, or have seen it.
_PUBLISHED = (Status.PUBLISHED, Status.WITHDRAWN)


def can_change_photo(user, photo: Photo) -> bool:
    """Whether ``user`` may change what a photo shows and says: everywhere, or in all its uses."""
    if user.has_perm(CHANGE_ANY):
        return True
    return user.has_perm("articles.change_photo") and not uses_beyond(user, photo)


def can_delete_photo(user, photo: Photo) -> bool:
    """Whether ``user`` may delete a photo, if it is used nowhere."""
    return user.has_perm("articles.delete_photo") and can_change_photo(user, photo)


def uses_beyond(user, photo: Photo) -> list[Use]:
    """The uses of a photo in which ``user`` may not change it; nine queries at most."""
    found = uses(Photo, [photo.pk])
    articles = [use.by for use in found if isinstance(use.by, Article)]
    reached = _reached(user, articles)
    return [
        use
        for use in found
        if not (
            use.by.pk in reached
            if isinstance(use.by, Article)
            else user.has_perm(_RIGHTS[type(use.by)])
        )
    ]


def _reached(user, articles) -> set[int]:
    """Keys of the articles that ``user`` may publish or, while they are not out, may change."""
    if not user.has_perm("articles.change_article"):
        return set()
    reached = {article.pk for article in articles if may_publish(user, article)}
    unseen = [one for one in articles if one.pk not in reached and one.status not in _PUBLISHED]
    if has_only_pictures(user):
        return reached | {article.pk for article in unseen}
    drafts = [article.pk for article in unseen if article.status == Status.DRAFT]
    if not drafts:
        return reached
    own = Article.objects.filter(pk__in=drafts).written_by(user)
    return reached | set(own.values_list("pk", flat=True))
