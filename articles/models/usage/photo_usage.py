"""Which photos an article shows, so that a photo is given out only where readers may see it."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from ...text import bodies
from ..content.article import Article
from ..media.photos import Photo
from ..site.identity import SiteIdentity


class PhotoUsage(models.Model):
    """A photo that an article shows, as its lead or in its body: a copy of what the row says."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="photo_usages")
    photo = models.ForeignKey(
        Photo, on_delete=models.CASCADE, related_name="usages", db_index=False
    )

    class Meta:
        db_table = "articles_photouse"
        verbose_name = _("use of a photo")
        verbose_name_plural = _("uses of photos")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["photo", "article"], name="photo_use_once"),
        ]

    def __str__(self):
        return f"{self.photo_id} – {self.article_id}"

    @classmethod
    def sync(cls, article: Article) -> set[int]:
        """Bring the rows of ``article`` up to what it shows; one query where nothing changed.

        Gives the photos that it showed and does no more.
        """
        return sync_usages(cls, article, "photo", Photo, photos_of(article))


def sync_usages(
    model: type[models.Model],
    article: Article,
    field: str,
    things: type[models.Model],
    shown: set[int],
) -> set[int]:
    """Bring rows of ``model``, by which ``article`` names ``things`` in ``field``, up to ``shown``.

    Gives the keys that they named and do no more.
    """
    usages = model._default_manager.filter(article=article)
    known = set(usages.values_list(f"{field}_id", flat=True))
    if known - shown:
        usages.filter(**{f"{field}__in": known - shown}).delete()
    if new := shown - known:
        there = things._default_manager.filter(pk__in=new).values_list("pk", flat=True)
        model._default_manager.bulk_create(
            model(article=article, **{f"{field}_id": pk}) for pk in there
        )
    return known - shown


def photos_of(article: Article) -> set[int]:
    """Keys of the photos that the article shows."""
    return {*bodies.photo_ids(article.body), *filter(None, [article.photo_id])}


def is_public(photo_id: int, at: datetime) -> bool:
    """Whether readers may see a photo at ``at``.

    They may while it stands in a live article, as itself or for a video, while its person signs
    one, and while it is the site's own.
    """
    live = Article.objects.live(at).order_by()
    return (
        live.filter(photo_usages__photo=photo_id).exists()
        or live.filter(bylines__author__portrait=photo_id).exists()
        or live.filter(file_usages__file__poster=photo_id).exists()
        or SiteIdentity.objects.filter(social_picture=photo_id).exists()
    )
