"""The trash: drafts that were deleted, and can be brought back for a month.

What is there is no article: no list, picker, search, feed or address can show it. What readers may
have seen is never deleted, see :meth:`Article.check_can_delete`.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy

from ..db.locks import article_write_lock
from .audit import AuditEntry, snapshot
from .content.article import Article
from .content.revisions import Revision
from .people.users import User
from .taxonomy.kinds import Kind
from .workflow.permissions import can_delete
from .workflow.publishing import INSTANTS

TRASHED_FOR = timedelta(days=30)


class TrashQuerySet(models.QuerySet["TrashedArticle"]):
    """The words in which the trash is asked for."""

    def kept(self, at: datetime):
        """Those that can still be brought back at ``at``."""
        return self.filter(at__gte=at - TRASHED_FOR)

    def of(self, user):
        """Those that ``user`` may bring back: own ones, and those of the user's sections."""
        own = models.Q(by=user) | models.Q(created_by=user)
        if not user.has_perm("articles.delete_article"):
            return self.filter(own)
        if sections := user.own_sections:
            return self.filter(own | models.Q(section_id__in=sections) | models.Q(section_id=None))
        return self


class TrashedArticle(models.Model):
    """A draft that was deleted, whole: its content, its history, and what stood beside them.

    Keys of other rows are plain numbers: what is gone when it comes back is left out.
    """

    article_id = models.BigIntegerField(unique=True)
    headline = models.CharField(max_length=200)
    section_id = models.BigIntegerField(null=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(db_index=True)
    content = models.JSONField()
    beside = models.JSONField()
    revisions = models.JSONField()

    objects = TrashQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("article in the trash")
        verbose_name_plural = gettext_lazy("articles in the trash")
        default_permissions = ()

    def __str__(self):
        return self.headline

    @classmethod
    @transaction.atomic
    def put(cls, article, *, by, at: datetime):
        """Delete a draft and keep it for ``TRASHED_FOR``; the deletion is on record."""
        article_write_lock()
        article = Article.objects.select_related("latest_revision").get(pk=article.pk)
        article.check_can_delete()
        if by and not can_delete(by, article):
            raise PermissionDenied
        row = cls.objects.create(
            article_id=article.pk,
            headline=article.headline,
            section_id=article.section_id,
            created_by_id=article.created_by_id,
            by=by,
            at=at,
            content=article.working_content(),
            beside=_beside(article),
            revisions=[_plain(revision) for revision in article.revisions.order_by("number")],
        )
        AuditEntry.record("delete", article, by=by, at=at, before=snapshot(article))
        article.delete()
        return row

    @transaction.atomic
    def bring_back(self, *, by, at: datetime) -> Article:
        """Make it a draft again, under its own number and with its history."""
        article_write_lock()
        article = Article.objects.create(
            pk=self.article_id,
            headline=self.headline,
            kind_id=_kind(self.content["kind_id"]),
            language=self.content["language"],
            created_by=self.created_by,
            assigned_to=User.objects.filter(pk=self.beside["assigned_to"]).first(),
            due_at=_instant(self.beside.get("due_at")),
            **{name: _instant(self.beside[name]) for name in INSTANTS},
        )
        Article.objects.filter(pk=article.pk).update(created_at=_instant(self.beside["created_at"]))
        AuditEntry.record("bring_back", article, by=by, at=at)
        history = [_revision(article, said) for said in self.revisions]
        latest = history[-1] if history else _begin(article, self.content, by, at)
        article.latest_revision = article.live_revision = latest
        article.save(update_fields=["latest_revision", "live_revision"])
        article.restore(latest, by=by, at=at)
        self.delete()
        return article


def _kind(key: int) -> int:
    """The kind with this key; the first of the list where it is gone."""
    kinds = Kind.objects.order_by("position", "pk").values_list("pk", flat=True)
    return key if key in kinds else kinds[0]


def _begin(article, content, by, at) -> Revision:
    """The first revision of an article that had none."""
    revision = Revision(article=article, number=1, by=by, at=at, act=Revision.Action.RESTORE)
    revision.content = content
    revision.save()
    return revision


def _beside(article) -> dict:
    """What an article has beside its content, as JSON can hold it."""
    instants = {name: getattr(article, name) for name in (*INSTANTS, "due_at", "created_at")}
    said = {name: at and at.isoformat() for name, at in instants.items()}
    return said | {"assigned_to": article.assigned_to_id}


def _instant(text):
    return parse_datetime(text) if text else None


def _plain(revision) -> dict:
    names = ("number", "content", "act", "by_id", "note")
    return {name: getattr(revision, name) for name in names} | {"at": revision.at.isoformat()}


def _revision(article, said) -> Revision:
    by = User.objects.filter(pk=said["by_id"]).first()
    fields = {name: said[name] for name in ("number", "content", "act", "note")}
    return Revision.objects.create(article=article, by=by, at=_instant(said["at"]), **fields)
