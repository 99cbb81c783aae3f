"""Articles: what readers see."""

from datetime import datetime
from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import bodies
from ..addresses import localize
from ..kazakh.slugs import slug as make_slug
from ..signals import article_changed
from ..workflow import MOVES, Status
from .audit import Act
from .authors import Author
from .editing import Edited
from .kinds import Kind
from .listing import ArticleQuerySet
from .photos import Photo
from .sections import Section
from .tags import Tag

# A change of these in an article that readers know is news to them.
NEWS = ("headline", "lede", "body", "photo_id")


class Article(Edited):
    """One article, in the state in which readers see it."""

    headline = models.CharField(_("тақырыбы"), max_length=200)
    seo_headline = models.CharField(
        _("іздеу жүйелеріне арналған тақырып"),
        max_length=120,
        blank=True,
        help_text=_("Бос болса, тақырыптың өзі алынады."),
    )
    lede = models.TextField(_("лид"), blank=True)
    body = models.TextField(_("мәтіні"), blank=True)
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, verbose_name=_("жанры"))
    section = models.ForeignKey(
        Section, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("бөлімі")
    )
    tags = models.ManyToManyField(
        Tag, through="ArticleTag", related_name="articles", verbose_name=_("тегтер")
    )
    authors = models.ManyToManyField(
        Author, through="Byline", related_name="articles", verbose_name=_("авторлар")
    )
    agency = models.CharField(
        _("агенттік"),
        max_length=100,
        blank=True,
        help_text=_("Мәтін агенттіктен немесе басқа дереккөзден алынса: ҚазАқпарат, Reuters …"),
    )
    source_url = models.URLField(_("дереккөз мекенжайы"), blank=True)
    photo = models.ForeignKey(
        Photo,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="lead_of",
        verbose_name=_("басты фото"),
    )
    photo_caption = models.CharField(
        _("фото астындағы жазу"),
        max_length=500,
        blank=True,
        help_text=_("Бос болса, фотоның өз жазуы алынады."),
    )
    language = models.CharField(
        _("тілі"), max_length=7, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    status = models.CharField(
        _("күйі"), max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    published_at = models.DateTimeField(
        _("жарияланған уақыты"),
        null=True,
        blank=True,
        help_text=_("Бос болса, жарияланған сәт алынады; болашақ уақыт болса, сол кезде шығады."),
    )
    updated_at = models.DateTimeField(_("жаңартылған уақыты"), null=True, blank=True)
    withdraw_at = models.DateTimeField(
        _("алынатын уақыты"),
        null=True,
        blank=True,
        help_text=_("Осы уақыттан кейін оқырмандарға көрінбейді."),
    )
    slug = models.CharField(max_length=100, blank=True, editable=False)
    sidebar = models.JSONField(default=list, editable=False)
    created_at = models.DateTimeField(_("жасалған уақыты"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("жасаған"),
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("мақала")
        verbose_name_plural = _("мақалалар")
        permissions = [("publish_article", _("Мақаланы жариялай алады"))]
        indexes = [
            models.Index(
                fields=["language", "status", "-published_at", "-id"], name="article_newest"
            ),
            models.Index(
                fields=["section", "language", "status", "-published_at", "-id"],
                name="article_newest_in_section",
            ),
            models.Index(
                Coalesce("published_at", "created_at").desc(), F("id").desc(), name="article_desk"
            ),
            models.Index(
                F("status"),
                Coalesce("published_at", "created_at").desc(),
                F("id").desc(),
                name="article_desk_by_status",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED) | Q(published_at__isnull=False),
                name="article_published_has_date",
                violation_error_message=_("Жарияланған мақаланың уақыты болуы керек."),
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED) | ~Q(slug=""),
                name="article_published_has_slug",
                violation_error_message=_("Жарияланған мақаланың мекенжайы болуы керек."),
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED) | Q(section__isnull=False),
                name="article_published_has_section",
                violation_error_message=_("Жарияланған мақаланың бөлімі болуы керек."),
            ),
            models.CheckConstraint(
                condition=Q(withdraw_at=None)
                | Q(published_at=None)
                | Q(withdraw_at__gt=F("published_at")),
                name="article_withdrawn_after_published",
                violation_error_message=_("Алынатын уақыт жарияланған уақыттан кейін болуы керек."),
            ),
        ]

    def __str__(self):
        return self.headline

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        # The copies by which lists of a tag and of an author come straight from an index.
        for copies in (self.taggings, self.bylines):
            copies.exclude(published_at=self.published_at).update(published_at=self.published_at)

    @property
    def path(self) -> str:
        """The address without the edition's prefix; empty until the first publication."""
        if not (self.slug and self.section_id):
            return ""
        return f"/{self.section.slug}/{self.pk}-{self.slug}/"

    def get_absolute_url(self):
        return localize(self.path, self.language) if self.path else ""

    def is_live(self, at: datetime | None = None) -> bool:
        """Whether readers see the article at ``at``: :meth:`ArticleQuerySet.live` for one row."""
        at = at or timezone.now()
        return bool(
            self.status == Status.PUBLISHED
            and self.published_at  # a form may just have emptied it
            and self.published_at <= at
            and (self.withdraw_at is None or self.withdraw_at > at)
        )

    @property
    def is_scheduled(self) -> bool:
        """Published, but not before an instant that is still to come."""
        at = self.published_at if self.status == Status.PUBLISHED else None
        return at is not None and at > timezone.now()

    @property
    def caption(self) -> str:
        """What stands under the lead photo."""
        return self.photo_caption or (self.photo.caption if self.photo else "")

    @property
    def summary(self) -> str:
        """The lede, or the first paragraph where there is none."""
        return self.lede or next(iter(bodies.paragraphs(self.body)), "")

    def check_can_publish(self, *, signed: bool | None = None):
        """Raise ``ValidationError`` with all that is missing, by the field that can mend it.

        ``signed`` says whether there will be a byline, for a form whose authors are not saved yet.
        """
        if signed is None:
            signed = self.bylines.exists()
        errors = {}
        if not self.headline.strip():
            errors["headline"] = _("Тақырып жоқ.")
        if self.section_id is None:
            errors["section"] = _("Бөлімі таңдалмаған.")
        if not (self.agency or signed):
            errors["agency"] = _("Автор да, агенттік те көрсетілмеген.")
        if errors:
            raise ValidationError(errors)

    @transaction.atomic
    def publish(self, *, by, at: datetime):
        """Show the article to readers from ``published_at`` on, or from ``at`` if that is empty."""
        if self.latest_revision_id and self.latest_revision_id != self.live_revision_id:
            self.adopt(self.latest_revision)
        self.check_can_publish()
        self.published_at = self.published_at or at
        self.slug = self.slug or make_slug(self.headline, max_length=80)
        self._move("publish", by=by, at=at)

    @transaction.atomic
    def amend(self, *, by, at: datetime):
        """Let readers of the published article see what editors have saved since."""
        before = self.content()
        self.adopt(self.latest_revision)
        self.check_can_publish()
        if self.is_live(at) and any(before[name] != getattr(self, name) for name in NEWS):
            self.updated_at = at
        self._move("amend", by=by, at=at)

    @transaction.atomic
    def withdraw(self, *, by, at: datetime):
        """Take the article away from readers; it keeps its address for a later return."""
        self._move("withdraw", by=by, at=at)

    @transaction.atomic
    def move(self, name: str, *, by, at: datetime):
        """Make the move called ``name`` in :data:`articles.workflow.MOVES`."""
        verbs = {"publish": self.publish, "amend": self.amend, "withdraw": self.withdraw}
        return verbs.get(name, partial(self._move, name))(by=by, at=at)

    def check_can_move(self, name: str):
        """Raise ``ValidationError`` where the move called ``name`` does not start here."""
        move = MOVES[name]
        if self.status not in move.sources:
            raise ValidationError(
                _("«%(status)s» күйіндегі мақалаға «%(move)s» әрекеті қолданылмайды.")
                % {"status": Status(self.status).label, "move": move.label}
            )

    def _move(self, name, *, by, at):
        self.check_can_move(name)
        before, self.status = self._standing(), MOVES[name].target
        self.save()
        Act.record(name, self, by=by, at=at, before=before, after=self._standing())
        self.announce(by=by, at=at)

    def _standing(self):
        """When and whether readers see the article, for the record."""
        instants = (self.published_at, self.withdraw_at)
        published, withdrawn = (instant and instant.isoformat() for instant in instants)
        return {"status": self.status, "published_at": published, "withdraw_at": withdrawn}

    def announce(self, *, by, at: datetime):
        """Tell the search index and the sidebars that the article has changed.

        A door that edits an article calls this once, in its transaction, after tags, byline and
        picks are in place; the verbs above do it themselves.
        """
        self.keep_row(by=by, at=at)
        article_changed.send(type(self), article=self, by=by, at=at)
