"""Publish checks: the one list of what must hold before readers see an article, for every door."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ...db.locks import memoize
from ...kazakh.words import has_words
from ...text import blocks as typed_blocks
from ...text import bodies
from ..media.files import MediaFile
from ..media.photos import Photo
from ..people.authors import Author
from . import photo_checks
from .links import dead_links
from .photo_checks import numbers


class CheckLevel(models.TextChoices):
    """What a check does with an article that fails it."""

    BLOCK = "block", _("Blocks")
    ADVISE = "advise", _("Warns")
    OFF = "off", _("Is not checked")


class PublishCheck(NamedTuple):
    """What must hold, the form's field that can mend it, and how strict that is unless changed.

    A check that is ``fixed`` holds always: the database, or an embargo, knows no exception.
    """

    label: str | Promise
    field: str
    level: CheckLevel = CheckLevel.ADVISE
    limit: int | None = None
    fixed: bool = False


PUBLISH_CHECKS = {
    "headline": PublishCheck(_("There is a headline"), "headline", CheckLevel.BLOCK, fixed=True),
    "headline_length": PublishCheck(_("The headline keeps within its limit"), "headline", limit=90),
    "seo_headline_length": PublishCheck(
        _("The headline for search engines keeps within its limit"), "seo_headline", limit=60
    ),
    "lede": PublishCheck(_("There is a lede"), "lede"),
    "body": PublishCheck(_("It has a text"), "body", CheckLevel.BLOCK),
    "developing": PublishCheck(_("A developing article gets its text within an hour"), "body"),
    "section": PublishCheck(_("The section is chosen"), "section", CheckLevel.BLOCK, fixed=True),
    "byline": PublishCheck(
        _("An author or an agency is named"), "authors", CheckLevel.BLOCK, fixed=True
    ),
    "tags": PublishCheck(_("There is at least one tag"), "tags"),
    "photo": PublishCheck(_("There is a lead photo"), "photo"),
    "photo_credit": PublishCheck(
        _("The credit of the lead photo is given"), "photo", CheckLevel.BLOCK
    ),
    "photo_alt": PublishCheck(_("The lead photo has an alternative text"), "photo"),
    "body_credits": PublishCheck(
        _("The credit of every photo in the text is given"), "body", CheckLevel.BLOCK
    ),
    "body_photos": PublishCheck(_("Every photo in the text has an alternative text"), "body"),
    "body_waiting": PublishCheck(_("No photo in the text waits for its file"), "body"),
    "body_missing": PublishCheck(_("All photos and files in the text are there"), "body"),
    "photo_rights": PublishCheck(_("The rights to all photos hold"), "photo", CheckLevel.BLOCK),
    "photo_licence": PublishCheck(_("Every photo has a licence"), "photo"),
    "photo_ending": PublishCheck(_("No right to a photo ends soon"), "photo"),
    "cards": PublishCheck(_("Readers see all articles that have a card in the text"), "body"),
    "links": PublishCheck(_("All links within the site lead somewhere"), "body", CheckLevel.BLOCK),
    "embargo": PublishCheck(
        _("Is not out before its embargo ends"), "published_at", CheckLevel.BLOCK, fixed=True
    ),
}

# What a developing article, whose headline is its text, may go out without.
_MAY_LACK = frozenset({"lede", "body", "photo"})
_TEXT_WITHIN = timedelta(hours=1)  # of when readers saw a developing article first


class PublishCheckSetting(models.Model):
    """How strict the newsroom is with one of ``PUBLISH_CHECKS``; without a row, as listed there."""

    name = models.CharField(max_length=40, unique=True, editable=False)
    level = models.CharField(_("strictness"), max_length=10, choices=CheckLevel.choices)
    limit = models.PositiveSmallIntegerField(
        _("limit"),
        null=True,
        blank=True,
        help_text=_("A number of characters; for requirements of length only."),
    )

    class Meta:
        db_table = "articles_gaterule"
        verbose_name = _("requirement for publication")
        verbose_name_plural = _("requirements for publication")
        ordering = ["pk"]
        default_permissions = ("view", "change")

    def __str__(self):
        check = PUBLISH_CHECKS.get(self.name)
        return str(check.label) if check else self.name


class CheckResult(NamedTuple):
    """A check as an article passes or fails it; ``message`` is empty where it passes."""

    name: str
    check: PublishCheck
    level: str
    message: str

    @property
    def blocks(self) -> bool:
        return bool(self.message) and self.level == CheckLevel.BLOCK


class PublicationWindow(NamedTuple):
    """From when on readers are to see an article, and the embargo before which they may not.

    ``now`` is when that is asked: of what is published that is later.
    """

    visible_from: datetime
    embargo_until: datetime | None
    now: datetime

    @property
    def first_seen(self) -> datetime:
        """The instant at which readers first see what is published now."""
        return max(self.visible_from, self.now)


def run_publish_checks(article, content: dict, window: PublicationWindow) -> list[CheckResult]:
    """Every check that is not switched off, as ``content``, a revision's of ``article``, passes it.

    Four queries, one more each where the body has files or cards or a photo was paid once, two
    where a card is hidden, and up to six where it has links into the site.
    """
    chosen = {
        row.name: row
        for row in memoize("publish checks", lambda: list(PublishCheckSetting.objects.all()))
    }
    limits = {
        name: (chosen[name].limit if name in chosen else None) or check.limit
        for name, check in PUBLISH_CHECKS.items()
    }
    live = type(article).objects.live(window.visible_from)
    failures = dict(_failures(article, content, window, live, limits))
    levels = {
        name: check.level if check.fixed or name not in chosen else chosen[name].level
        for name, check in PUBLISH_CHECKS.items()
    }
    if is_developing(article, content):
        levels |= dict.fromkeys(_MAY_LACK, CheckLevel.OFF)
    return [
        CheckResult(name, check, levels[name], str(failures.get(name, "")))
        for name, check in PUBLISH_CHECKS.items()
        if levels[name] != CheckLevel.OFF
    ]


def _failures(article, content, window, live, limits) -> Iterator[tuple[str, str | Promise]]:
    yield from _failures_of_texts(content, limits)
    if is_developing(article, content) and lacks_text_at(article, window.now):
        yield "developing", _("Readers have waited for the text for more than an hour.")
    if not content["section_id"]:
        yield "section", _("No section is chosen.")
    signed = _signed(content)
    if not signed:
        yield "byline", _("Neither an author nor an agency is given.")
    elif not all(map(has_words, signed)):
        yield "byline", _("The name of an author or of the agency is not written.")
    if not content["tags"]:
        yield "tags", _("There is no tag.")
    photos = _photos(content)
    yield from _failures_of_photos(content, photos)
    yield from photo_checks.failures(article, photos, window.first_seen)
    yield from _failures_of_cards(content, live)
    if dead := dead_links(content["body"], live):
        yield "links", _("A link leads nowhere: %s") % ", ".join(dead)
    if window.embargo_until and window.visible_from < window.embargo_until:
        yield "embargo", UNDER_EMBARGO


def _signed(content) -> list[str]:
    """The names under the headline."""
    keys = frozenset(content["authors"])
    authors = Author.objects.filter(pk__in=keys)
    names = memoize(("names", keys), lambda: list(authors.values_list("name", flat=True)))
    return [*names, *filter(None, [content["agency"]])]


UNDER_EMBARGO = _("It cannot be published before the embargo ends: choose a later time.")


def _failures_of_texts(content, limits):
    if not has_words(content["headline"]):
        yield "headline", _("There is no headline.")
    for name in ("headline", "seo_headline"):
        length, limit = len(content[name].strip()), limits[f"{name}_length"]
        if length > limit:
            values = {"length": length, "limit": limit}
            yield f"{name}_length", _("%(length)s characters, the limit is %(limit)s.") % values
    if not has_words(content["lede"]):
        yield "lede", _("There is no lede.")
    if not has_content(content["body"]):
        yield "body", _("There is no text.")


def is_developing(article, content: dict) -> bool:
    """Whether ``article`` may go out, or on, with no text in ``content``, a revision of it."""
    return article.developing_since is not None and not has_content(content["body"])


def lacks_text_at(article, at: datetime) -> bool:
    """Whether the first text of a developing article is late at ``at``, if readers see it then."""
    since, published = article.developing_since, article.published_at
    return since is not None and bool(published) and max(since, published) + _TEXT_WITHIN <= at


def has_content(body: str) -> bool:
    """Whether there is anything to read, or to see, in the HTML of a text."""
    return has_words(bodies.to_text(body)) or any(typed_blocks.find(body))


def _photos(content) -> dict[int, Photo]:
    """The photos that the content shows, by key."""
    keys = frozenset([*bodies.photo_ids(content["body"]), *filter(None, [content["photo_id"]])])
    return memoize(("photos", keys), lambda: Photo.objects.in_bulk(keys))


def _failures_of_photos(content, photos):
    inside = bodies.photo_ids(content["body"])
    lead = photos.get(content["photo_id"])
    if lead is None:
        yield "photo", _("There is no lead photo.")
    else:
        if lead.is_waiting:
            yield "photo", _("The lead photo waits for its file.")
        if not has_words(lead.credit):
            yield "photo_credit", _("The credit of the lead photo is missing.")
        if not has_words(lead.alt):
            yield "photo_alt", _("The lead photo has no alternative text.")
    if drafts := [key for key, photo in photos.items() if photo.is_draft]:
        yield "photo_credit", _("A photo is a draft and cannot be used: %s") % numbers(drafts)
    yield from _failures_in_text([photos[key] for key in inside if key in photos])
    files = frozenset(bodies.file_ids(content["body"]))
    found = memoize(("files", files), lambda: MediaFile.objects.in_bulk(files)) if files else {}
    gone = [key for key in inside if key not in photos]
    if gone := [*gone, *sorted(files - found.keys())]:
        yield "body_missing", _("What the text shows is there no more: %s") % numbers(gone)


def _failures_in_text(photos: list[Photo]):
    if bare := [photo.pk for photo in photos if not has_words(photo.credit)]:
        yield "body_credits", _("A photo in the text has no credit: %s") % numbers(bare)
    if bare := [photo.pk for photo in photos if not has_words(photo.alt)]:
        yield "body_photos", _("A photo in the text has no alternative text: %s") % numbers(bare)
    if waiting := [photo.pk for photo in photos if photo.is_waiting]:
        yield "body_waiting", _("A photo in the text waits for its file: %s") % numbers(waiting)


def _failures_of_cards(content, live):
    """Cards that a reader would find nothing of: the article is gone, or readers do not see it."""
    keys = bodies.article_ids(content["body"])
    seen = set(live.filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
    if hidden := [key for key in keys if key not in seen]:
        titles = dict(
            live.model._default_manager.filter(pk__in=hidden).values_list("pk", "headline")
        )
        named = (f"«{titles[key]}»" if key in titles else f"№{key}" for key in hidden)
        yield "cards", _("Readers do not see what a card leads to: %s") % ", ".join(named)
