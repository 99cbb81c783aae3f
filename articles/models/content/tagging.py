"""``article.tags``, as django-taggit has it, over rows that keep their order and the instant.

What is put there by a program is the newest version of the article, in the index and on record, as
if an editor had done it; a version that waits for its publication keeps its own changes.
"""

from datetime import datetime

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase
from taggit.utils import require_instance_manager

from ...db.locks import article_write_lock
from ...kazakh.words import name_key
from ...upstream import InstanceTags
from ..audit import AuditEntry
from ..taxonomy.tags import Tag
from .bylines import ArticleListEntry


class ArticleTag(ArticleListEntry, ItemBase):
    """A tag of an article: django-taggit's through row, with the order of the tags."""

    ARTICLE = "content_object"

    content_object = models.ForeignKey(
        "Article",
        on_delete=models.CASCADE,
        related_name="taggings",
        db_index=False,
        db_column="article_id",
    )
    tag = models.ForeignKey(
        Tag,
        on_delete=models.CASCADE,
        related_name="taggings",
        verbose_name=_("tag"),
        db_index=False,
    )

    class Meta(ArticleListEntry.Meta):
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="tagging_once")
        ]
        indexes = [
            models.Index(fields=["tag", "-published_at", "-content_object"], name="tagging_newest")
        ]

    def __str__(self):
        return str(self.tag)

    @property
    def article(self):
        """The article, under the name that bylines have for it."""
        return self.content_object


class TagManager(InstanceTags):
    """Tags of an article by name or as rows; taggit itself looks names up letter by letter."""

    @require_instance_manager
    def set(self, tags, *, through_defaults=None, **kwargs):
        """Make these the tags, in this order. Raises ``ValueError`` for what is no tag."""
        with transaction.atomic():
            article_write_lock()
            self.forget_prefetched()
            self.instance.set_tags(_rows(tags))
            self.instance.notify_changed(by=None, at=timezone.now())

    @require_instance_manager
    def add(self, *tags, through_defaults=None, tag_kwargs=None, **kwargs):
        """Put these behind the tags that are there."""
        self.set([*self._stored(), *tags])

    @require_instance_manager
    def remove(self, *tags):
        """Take these out: rows, or names in whatever spelling."""
        gone = {name_key(tag) if isinstance(tag, str) else tag.key for tag in tags}
        self.set([tag for tag in self._stored() if tag.key not in gone])

    @require_instance_manager
    def clear(self):
        self.set([])

    def _stored(self):
        self.forget_prefetched()
        return list(self.get_queryset())


def _rows(tags):
    """The rows, once each, in the order given; a name that is not there yet becomes a tag."""
    return list(dict.fromkeys(_row(tag) for tag in tags))


def _row(tag):
    if isinstance(tag, Tag):
        return tag
    if not isinstance(tag, str):
        raise ValueError(
            f"cannot add {tag!r} ({type(tag).__name__}): a tag or its name is expected"
        )
    found = Tag.objects.named(tag)
    if found.pk is None:
        found.full_clean()
        add_tag(found, by=None, at=timezone.now())
    return found


def add_tag(tag: Tag, *, by, at: datetime):
    """Store a tag that is new, and put on record who made it on the way to something else."""
    tag.save()
    AuditEntry.record("add", tag, by=by, at=at, after={"name": tag.name, "slug": tag.slug})


class TagsField(TaggableManager):
    """A ``TaggableManager`` whose other side is ``tag.articles``, a queryset."""

    def __init__(self, *args, **options):
        order = ["taggings__position", "taggings__pk"]
        ours = {"manager": TagManager, "ordering": order, "help_text": ""}
        super().__init__(*args, **ours | options | {"related_name": "articles"})

    def contribute_to_class(self, cls, name):
        super().contribute_to_class(cls, name)
        if not hasattr(Tag, "articles"):
            Tag.articles = property(lambda tag: cls._default_manager.filter(taggings__tag=tag))
