"""Articles: what readers see."""

from django.conf import settings
from django.db import models
from django.db.models import ProtectedError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ...addresses import article_path, localize
from ...text import bodies
from ..media.photos import Photo
from ..media.rights import shown
from ..people.authors import Author
from ..taxonomy.kinds import Kind
from ..taxonomy.sections import Section
from ..workflow import assignments, by_name, corrections, publishing
from ..workflow.publishing import reasonable_instant
from ..workflow.transitions import Status
from . import editing
from .article_table import CONSTRAINTS, INDEXES
from .bylines import Byline
from .queryset import ArticleQuerySet
from .revisions import Revision
from .tagging import ArticleTag, TagsField


class Article(models.Model):
    """One article, in the state in which readers see it; its verbs stand in rooms of their own."""

    latest_revision = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    live_revision = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    # Copies of what stands in Correction, so that a page has it without another query.
    notices = models.JSONField(default=list, editable=False)
    retracted_at = models.DateTimeField(null=True, editable=False)

    headline = models.CharField(_("headline"), max_length=200)
    seo_headline = models.CharField(
        _("search engine headline"),
        max_length=120,
        blank=True,
        help_text=_("If empty, the headline itself is used."),
    )
    lede = models.TextField(_("lede"), blank=True)
    body = models.TextField(_("body"), blank=True)
    kind = models.ForeignKey(
        Kind, on_delete=models.PROTECT, verbose_name=pgettext_lazy("content", "kind")
    )
    section = models.ForeignKey(
        Section,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=pgettext_lazy("content", "section"),
    )
    tags = TagsField(_("tags"), through=ArticleTag, blank=True)
    authors = models.ManyToManyField(
        Author, through=Byline, related_name="articles", verbose_name=_("authors")
    )
    agency = models.CharField(
        _("agency"),
        max_length=100,
        blank=True,
        help_text=_("If the text comes from an agency or another source: Kazinform, Reuters …"),
    )
    source_url = models.URLField(_("source address"), blank=True)
    photo = models.ForeignKey(
        Photo,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="lead_of",
        verbose_name=_("lead photo"),
    )
    photo_caption = models.CharField(
        _("photo caption"),
        max_length=500,
        blank=True,
        help_text=_("If empty, the photo’s own caption is used."),
    )
    language = models.CharField(
        pgettext_lazy("content", "language"),
        max_length=7,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    published_at = models.DateTimeField(
        _("published at"),
        null=True,
        blank=True,
        validators=[reasonable_instant],
        help_text=_(
            "If empty, the moment of publication is used; a future time means the article appears "
            "then."
        ),
    )
    updated_at = models.DateTimeField(_("updated at"), null=True, blank=True)
    withdraw_at = models.DateTimeField(
        _("withdraw at"),
        null=True,
        blank=True,
        validators=[reasonable_instant],
        help_text=_("Readers no longer see it after this time."),
    )
    embargo_until = models.DateTimeField(
        _("embargo"),
        null=True,
        blank=True,
        validators=[reasonable_instant],
        help_text=_("Nobody can publish the article before this time."),
    )
    # Since when it is news to be looked at first, and since when it may be without a text: see
    # ``flashes``.
    urgent_since = models.DateTimeField(null=True, editable=False)
    developing_since = models.DateTimeField(null=True, editable=False)
    slug = models.CharField(max_length=100, blank=True, editable=False)
    # Of the form that it was first saved from: sent twice, that makes one article.
    form_key = models.UUIDField(null=True, unique=True, editable=False)
    sidebar = models.JSONField(default=list, editable=False)
    # What the whole text is about, see ``related.subjects``.
    simhash = models.BigIntegerField(null=True, editable=False, db_column="trace")
    terms = models.JSONField(null=True, editable=False)
    # Keys of those that tell the same story.
    retellings = models.JSONField(null=True, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("created by"),
    )

    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("editor in charge"),
    )
    due_at = models.DateTimeField(
        _("due"),
        null=True,
        blank=True,
        validators=[reasonable_instant],
        help_text=_("When the article is to be ready. Readers never see this."),
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [
            ("publish_article", _("Can publish articles")),
            ("publish_anywhere", _("May publish in any section")),
            (
                "override_publish_checks",
                _("May override a requirement for publication, giving a reason"),
            ),
        ]
        indexes = INDEXES
        constraints = CONSTRAINTS

    # Editing, revision by revision.
    content = editing.content
    working_content = editing.working_content
    first_revision = property(editing.first_revision)
    has_unpublished_changes = property(editing.has_unpublished_changes)
    lock_and_reload = editing.lock_and_reload
    save_revision = editing.save_revision
    record_row = editing.record_row
    restore = editing.restore
    apply_revision = editing.apply_revision
    preview_with = editing.preview_with
    set_authors = editing.set_authors
    set_tags = editing.set_tags
    set_picks = editing.set_picks

    # The way to readers and back.
    is_live = publishing.is_live
    is_scheduled = property(publishing.is_scheduled)
    text_is_overdue = property(publishing.text_is_overdue)
    check_results = publishing.check_results
    publish = publishing.publish
    amend = publishing.amend
    withdraw = publishing.withdraw
    reschedule = publishing.reschedule
    assign = assignments.assign
    set_due = assignments.set_due
    notify_changed = publishing.notify_changed
    transition = by_name.transition
    check_transition = by_name.check_transition

    # What was wrong, in the open.
    correct = corrections.correct
    retract = corrections.retract
    shown_notices = property(corrections.shown_notices)
    retraction = property(corrections.retraction)

    def __str__(self):
        return self.headline

    def save(self, *args, update_fields=None, **kwargs):
        super().save(*args, update_fields=update_fields, **kwargs)
        if update_fields is not None and "published_at" not in update_fields:
            return
        # The copies by which lists of a tag and of an author come straight from an index.
        for copies in (self.taggings, self.bylines):
            copies.exclude(published_at=self.published_at).update(published_at=self.published_at)

    def validate_constraints(self, exclude=None):
        """Where neither holds none of them can be broken; to ask takes the database three turns."""
        if self.status == Status.PUBLISHED or self.withdraw_at:
            super().validate_constraints(exclude)

    def delete(self, *args, **kwargs):
        """Take out what readers have never seen; what they have seen is withdrawn, and stays."""
        self.check_can_delete()
        return super().delete(*args, **kwargs)

    def check_can_delete(self):
        """Raise ``ProtectedError`` where readers may have seen the article."""
        if self.slug:
            raise ProtectedError("readers have seen this article", {self})

    @cached_property
    def shown_bylines(self) -> list[Byline]:
        """The byline as a page shows it; read once, or put here by who has read it already."""
        return list(self.bylines.all())

    @cached_property
    def shown_taggings(self) -> list[ArticleTag]:
        """The tags as a page shows them; read once, or put here by who has read them already."""
        return list(self.taggings.all())

    @property
    def path(self) -> str:
        """The address without the edition's prefix; empty until the first publication."""
        if not (self.slug and self.section):
            return ""
        return article_path(self.section.slug, self.pk, self.slug)

    def get_absolute_url(self):
        return localize(self.path, self.language) if self.path else ""

    @property
    def lead_photo(self) -> Photo | None:
        """The lead photo if readers may be shown it: of articles from ``with_lead_photo()``."""
        return shown(self, "photo")

    @cached_property
    def shown_photos(self) -> list[Photo]:
        """What may stand for the article elsewhere, the best first; who has read the photos of its
        text puts them here (``delivery.blocks.shown_photos``)."""
        return [self.lead_photo] if self.lead_photo else []

    @property
    def caption(self) -> str:
        """What stands under the lead photo."""
        return self.photo_caption or (self.photo.caption if self.photo else "")

    @property
    def summary(self) -> str:
        """The lede, or the first paragraph where there is none."""
        return self.lede or next(iter(bodies.paragraphs(bodies.without_addresses(self.body))), "")
