"""Editing: what editors work on is a revision; publishing makes readers see it."""

from datetime import datetime

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, Value

from ..db.compiled_queries import CompiledQuery
from ..db.locks import article_write_lock, invalidate, memoize
from ..workflow import Status
from .audit import Act
from .authors import Author
from .places import ArticleTag, Byline
from .revisions import FIELDS, LISTS, Revision, merge_contents, merge_lists
from .tag_merges import merged_into
from .tags import Tag


class Edited(models.Model):
    """The side of an article that faces the desk: its content, and the history of that."""

    latest_revision = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    live_revision = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        abstract = True

    def content(self) -> dict:
        """What the row says, as a revision keeps it."""
        return {name: getattr(self, name) for name in FIELDS} | self._lists()

    def _lists(self):
        found = memoize(self._lists_name, lambda: _listed(article=self.pk)) if self.pk else []
        return {
            name: [key for kind, _position, _pk, key in sorted(found) if kind == name]
            for name in LISTS
        }

    @property
    def _lists_name(self):
        return "lists of an article", self.pk

    def working_content(self) -> dict:
        """What editors go on from: the latest revision, or the row where there is none.

        Tags are merged and people go without a new revision of every article: what has happened to
        the lists of the row since it was made to say what readers see holds for editors too.
        """
        row = self.content()
        if self.latest_revision is None:
            return row
        latest = self.latest_revision.content
        is_pending = self.live_revision_id not in (None, self.latest_revision_id)
        seen = self.live_revision.content if is_pending else latest
        return row | latest | merge_lists(seen, latest, row)

    @property
    def first_revision(self) -> Revision | None:
        """What the article said when its history began."""
        return self.revisions.order_by("number").first()

    @property
    def has_unpublished_changes(self) -> bool:
        """Whether readers see an older text than editors do."""
        return self.status == Status.PUBLISHED and self.latest_revision_id != self.live_revision_id

    def lock_and_reload(self):
        """Wait until nobody else changes an article, and know again how far this one has come.

        To be called in a transaction, by every act that goes on from what is stored; gives the row
        as it is, until the end of the transaction.
        """
        article_write_lock()
        [stored] = _row(article=self.pk) or [None]
        if stored is None:
            raise self.DoesNotExist
        for name in ("status", "latest_revision_id", "live_revision_id"):
            setattr(self, name, getattr(stored, name))  # a revision that is the same stays at hand
        return stored

    @transaction.atomic(savepoint=False)
    def keep(
        self, content: dict, *, by, at: datetime, act=Revision.Act.SAVE, note="", is_new=False
    ) -> Revision:
        """Save ``content`` as the newest revision; the same content again adds none.

        An article that readers do not see takes it over at once; a published one goes on being read
        as it was until :meth:`adopt`. ``is_new`` says that the row had no content before.
        """
        self.lock_and_reload()
        if self.latest_revision is None and not is_new:
            self.keep_row(by=None, at=at)  # what it said before revisions were kept
        latest = self.latest_revision
        if latest is None or latest.content != content:
            latest = self._append(content, by=by, at=at, act=act, note=note)
        if self.status != Status.PUBLISHED:
            self.adopt(latest)
        else:
            self._note_revisions()
        return latest

    def _append(self, content, *, by, at, act, note=""):
        before = self.latest_revision and self.latest_revision.number
        number = (before or 0) + 1
        revision = Revision.objects.create(
            article=self, number=number, content=content, by=by, at=at, act=act, note=note
        )
        self.latest_revision = revision
        after = {"revision": revision.number, "digest": revision.digest}
        Act.record(act, self, by=by, at=at, before={"revision": before}, after=after, reason=note)
        return revision

    @transaction.atomic(savepoint=False)
    def keep_row(self, *, by, at: datetime):
        """Put on record what somebody wrote into the row itself: an import, a script.

        What editors have saved and not published yet goes on above it, merged with it.
        """
        content = self.content()
        known = self.live_revision or self.latest_revision
        if known and known.content == content:
            return
        self.lock_and_reload()
        is_pending = known and self.latest_revision_id != known.pk
        pending = self.latest_revision if is_pending else None
        self.live_revision = self._append(content, by=by, at=at, act=Revision.Act.IMPORT)
        if pending:
            merged, _clashes = merge_contents(known.content, pending.content, content)
            self._append(merged, by=pending.by, at=at, act=Revision.Act.MERGE)
        self._note_revisions()

    def _note_revisions(self):
        type(self).objects.filter(pk=self.pk).update(
            latest_revision_id=self.latest_revision_id, live_revision_id=self.live_revision_id
        )

    @transaction.atomic
    def restore(self, revision: Revision, *, by, at: datetime) -> Revision:
        """Save what ``revision`` says as the newest one, without what is gone since."""
        content = {name: self._existing(name, revision.content[name]) for name in FIELDS}
        lists = revision.content | {"tags": merged_into(revision.content["tags"])}
        for name, model in (("authors", Author), ("tags", Tag), ("picks", type(self))):
            content[name] = [row.pk for row in _rows(model, lists[name])]
        note = str(revision)
        restored = self.keep(content, by=by, at=at, act=Revision.Act.RESTORE, note=note)
        self.announce(by=by, at=at)
        return restored

    @transaction.atomic(savepoint=False)
    def adopt(self, revision: Revision):
        """Make the row say what ``revision`` says. Rows that are gone since are left out."""
        content, before = revision.content, self._lists()
        self._take_over(content)
        self.latest_revision = self.live_revision = revision
        self.save(update_fields=[*FIELDS, "latest_revision", "live_revision"])
        if content["authors"] != before["authors"]:
            self.set_authors(_rows(Author, content["authors"]))
        if content["tags"] != before["tags"]:
            self.set_tags(_rows(Tag, content["tags"]))
        if content["picks"] != before["picks"]:
            self.set_picks(_rows(type(self), content["picks"]))

    def show(self, content: dict) -> tuple[list[Author], list[Tag]]:
        """Let this instance, unsaved, say what ``content`` says; gives its authors and tags."""
        self._take_over(content)
        return _rows(Author, content["authors"]), _rows(Tag, content["tags"])

    def _take_over(self, content):
        for name in FIELDS:
            setattr(self, name, self._existing(name, content[name]))

    def _existing(self, name, value):
        """``value``, or where it is the key of a row that is gone since, what stands in for it."""
        field = self._meta.get_field(name)
        before = getattr(self, name)
        if value in (None, before) or not field.is_relation:
            return value
        if field.related_model._base_manager.filter(pk=value).exists():
            return value
        return None if field.null else before

    @transaction.atomic(savepoint=False)
    def set_authors(self, authors: list[Author]):
        """Make the byline these authors, in this order."""
        invalidate(self._lists_name)
        self.bylines.all().delete()
        Byline.objects.bulk_create(
            Byline(article=self, author=author, position=n, published_at=self.published_at)
            for n, author in enumerate(authors)
        )

    @transaction.atomic(savepoint=False)
    def set_tags(self, tags: list[Tag]):
        """Make the topics these tags, in this order."""
        invalidate(self._lists_name)
        self.taggings.all().delete()
        ArticleTag.objects.bulk_create(
            ArticleTag(content_object=self, tag=tag, position=n, published_at=self.published_at)
            for n, tag in enumerate(tags)
        )

    @transaction.atomic(savepoint=False)
    def set_picks(self, articles: list):
        """Make the editor's picks these articles, in this order."""
        invalidate(self._lists_name)
        self.picks.all().delete()
        self.picks.bulk_create(
            self.picks.model(article=self, related=related, position=n)
            for n, related in enumerate(articles)
        )


def _places(article: int) -> models.QuerySet:
    """All that stands in the lists of an article: name of the list, position, key of the place,
    key of what stands there."""
    parts = [
        model.objects.filter(**{owner: article})
        .order_by()
        .values_list(Value(name), "position", "pk", key)
        for name, model, owner, key in (
            ("authors", Byline, Byline.ARTICLE, F("author_id")),
            ("tags", ArticleTag, ArticleTag.ARTICLE, F("tag_id")),
            ("picks", apps.get_model("articles.RelatedArticle"), "article", F("related_id")),
        )
    ]
    return parts[0].union(*parts[1:], all=True).order_by()


_listed = CompiledQuery(_places, article=-1)
# All that verbs ask of the row as it is stored: how far it has come, when it is shown, whose it is.
_row = CompiledQuery(
    lambda article: (
        apps.get_model("articles.Article")
        .objects.filter(pk=article)
        .only(
            *("status", "latest_revision", "live_revision", "section", "created_by"),
            *("published_at", "withdraw_at", "embargo_until"),
        )
    ),
    article=-1,
)


def _rows(model, keys):
    """The rows with these keys, in their order; a row that is gone is left out."""
    found = model.objects.in_bulk(keys)
    return [found[key] for key in keys if key in found]
