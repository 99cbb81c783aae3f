"""What editors put on the front pages and on top of sections: layouts, version by version."""

import logging
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ...db.locks import article_write_lock
from ..audit import AuditEntry
from ..site.identity import SiteIdentity
from ..taxonomy.merged_tags import merged_into
from ..taxonomy.sections import Section
from .layout_json import from_json, to_json
from .page_layout import NO_STORY, BreakingBanner, PageLayout

BANNER_LENGTH = 200
_log = logging.getLogger(__name__)


class StaleLayout(Exception):
    """Somebody has saved the page since the version that an editor started from."""

    def __init__(self, newest: "Layout"):
        super().__init__(f"the newest version is {newest.number}")
        self.newest = newest


class LayoutQuerySet(models.QuerySet):
    """The words in which layouts are asked for."""

    def update(self, **fields):
        """Refuse: what was saved stays as it was."""
        raise TypeError("a layout is never changed")

    def of(self, language: str, section: Section | None = None):
        """The versions of one page, the newest first."""
        return self.filter(language=language, section=section)

    def current(self):
        """The newest version of every page."""
        last = Layout.objects.order_by().values("language", "section").annotate(last=Max("pk"))
        return self.filter(pk__in=last.values("last"))


class Layout(models.Model):
    """One saved version of a layout, never changed; the newest one of a page is what readers see.

    ``content`` is a :class:`PageLayout` as ``to_json`` writes it. Instants are in the layout
    itself: a change that is to come stands in the version that is read now.
    """

    language = models.CharField(
        pgettext_lazy("content", "language"), max_length=7, choices=settings.LANGUAGES
    )
    section = models.ForeignKey(
        Section,
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=pgettext_lazy("content", "section"),
    )
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField()
    restored = models.PositiveIntegerField(_("restored version"), null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    at = models.DateTimeField(_("time"))

    objects = LayoutQuerySet.as_manager()

    class Meta:
        verbose_name = _("page layout")
        verbose_name_plural = _("front page and sections")
        ordering = ["-pk"]
        default_permissions = ("view", "change")
        indexes = [models.Index(fields=["language", "section", "-id"], name="layout_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "section", "number"], name="layout_number_once"
            ),
            models.UniqueConstraint(
                fields=["language", "number"],
                condition=Q(section=None),
                name="layout_number_once_of_front",
            ),
        ]

    def __str__(self):
        page = self.section.name if self.section else str(_("Front page"))
        return f"{page} ({self.language}) №{self.number}"

    @property
    def layout(self) -> PageLayout:
        """What was saved; empty where the database holds what no layout has written."""
        layout = self._read()
        if layout is None:
            _log.error("layout %s cannot be read and counts as empty", self.pk)
        return layout or PageLayout()

    @property
    def is_readable(self) -> bool:
        return self._read() is not None

    def _read(self) -> PageLayout | None:
        try:
            return from_json(self.content)
        except ValueError:
            return None

    @classmethod
    @transaction.atomic
    def save_version(
        cls,
        layout: PageLayout,
        *,
        language: str,
        section: Section | None = None,
        base: int,
        by,
        at: datetime,
        restored: int | None = None,
    ) -> "Layout":
        """Let readers see ``layout`` from now on, made of version ``base`` (0: of none yet).

        Raises :class:`StaleLayout` where there is a newer version than that, ``ValidationError``
        where the banner lacks something. The same layout again adds no version. A big story
        that was merged into another tag since is that tag.
        """
        check_banner(layout.banner)
        article_write_lock()
        layout = with_story_followed(layout)
        SiteIdentity.renew_stamp()  # its row also lets those who save at once follow one another
        newest = cls.objects.of(language, section).first()
        if newest and newest.number != base:
            raise StaleLayout(newest)
        before = newest.layout if newest else PageLayout()
        content, before = to_json(layout.pruned(at)), to_json(before)
        if newest and content == before:
            return newest
        version = cls(language=language, section=section, number=base + 1, content=content)
        version.by, version.at, version.restored = by, at, restored
        version.save(force_insert=True)
        verb = "arrange" if restored is None else "restore"
        old, new = _changed(before, content)
        AuditEntry.record(verb, version, by=by, at=at, before=old, after=new)
        return version

    def restore(self, *, base: int, by, at: datetime) -> "Layout":
        """Let readers see this version again, as the newest one."""
        return self._save_after(base, self.layout, by=by, at=at, restored=self.origin)

    def undo(self, *, by, at: datetime) -> "Layout":
        """Take this version, the newest, back: readers see what they saw before it.

        Once more, and they see what was before that. A version that says the same by now, as the
        one before the tag of the big story was merged does, is passed over.
        """
        versions = Layout.objects.of(self.language, self.section)
        earlier = versions.filter(number__lt=self.origin).first()
        while earlier and earlier.says_at(at) == self.content:
            earlier = versions.filter(number__lt=earlier.number).first()
        if earlier:
            return earlier.restore(base=self.number, by=by, at=at)
        return self._save_after(self.number, PageLayout(), by=by, at=at, restored=0)

    def says_at(self, at: datetime) -> dict:
        """What it would be saved as at ``at``, with tags that were merged since."""
        return to_json(with_story_followed(self.layout).pruned(at))

    def _save_after(self, base: int, layout: PageLayout, *, by, at, restored: int) -> "Layout":
        """Save a version of the page that this is a version of."""
        page, language = self.section, self.language
        return self.save_version(
            layout, language=language, section=page, base=base, by=by, at=at, restored=restored
        )

    @property
    def origin(self) -> int:
        """The number of the version that was the first to say what this one says; 0 for none."""
        return self.number if self.restored is None else self.restored


def with_story_followed(layout: PageLayout) -> PageLayout:
    """``layout``; where the tag of its big story was merged into another, with that one."""
    if layout.story in (None, NO_STORY):
        return layout
    [story] = merged_into([layout.story])
    return layout._replace(story=story)


def check_banner(banner: BreakingBanner | None):
    """Raise ``ValidationError`` where a banner lacks a text, an end, or a link that can be one."""
    if banner is None:
        return
    errors = {}
    if not 0 < len(banner.text) <= BANNER_LENGTH:
        errors["text"] = _("Breaking news need a text of 1 to 200 characters.")
    if banner.end <= banner.start:
        errors["end"] = _("Breaking news cannot end before they begin.")
    if banner.link and not is_link(banner.link):
        errors["link"] = _("A link begins with https:// or /.")
    if errors:
        raise ValidationError(errors)


def is_link(address: str) -> bool:
    """Whether the address leads to a page: of the site (``/…``) or of another (``https://…``)."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme:
        return parts.scheme in ("http", "https") and bool(parts.netloc)
    return not parts.netloc and address.startswith("/") and "\\" not in address


def _changed(before: dict, after: dict) -> tuple[dict, dict]:
    """Of two contents, the parts that are not the same in both."""
    old, new = before["slots"], after["slots"]
    slots = [slot for slot in {**old, **new} if old.get(slot) != new.get(slot)]
    parts = [name for name in ("story", "strip") if before[name] != after[name]]

    def changed(content: dict) -> dict:
        slotted = {slot: content["slots"].get(slot) for slot in slots}
        return slotted | {name: content[name] for name in parts}

    return changed(before), changed(after)
