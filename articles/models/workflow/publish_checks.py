"""Publish checks: the one list of what must hold before readers see an article, for every door."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from ...db.locks import memoize
from ...kazakh.words import has_words
from ...text import bodies
from ..media.photos import Photo
from ..people.authors import Author
from .links import dead_links


class CheckLevel(models.TextChoices):
    """What a check does with an article that fails it."""

    BLOCK = "block", _("Жібермейді")
    ADVISE = "advise", _("Ескертеді")
    OFF = "off", _("Тексерілмейді")


class PublishCheck(NamedTuple):
    """What must hold, the form's field that can mend it, and how strict that is unless changed.

    A check that is ``fixed`` holds always: the database, or an embargo, knows no exception.
    """

    label: str
    field: str
    level: CheckLevel = CheckLevel.ADVISE
    limit: int | None = None
    fixed: bool = False


PUBLISH_CHECKS = {
    "headline": PublishCheck(_("Тақырыбы бар"), "headline", CheckLevel.BLOCK, fixed=True),
    "headline_length": PublishCheck(_("Тақырыбы шектен аспайды"), "headline", limit=90),
    "seo_headline_length": PublishCheck(
        _("Іздеу жүйелеріне арналған тақырып шектен аспайды"), "seo_headline", limit=60
    ),
    "lede": PublishCheck(_("Лиді бар"), "lede"),
    "body": PublishCheck(_("Мәтіні бар"), "body", CheckLevel.BLOCK),
    "section": PublishCheck(_("Бөлімі таңдалған"), "section", CheckLevel.BLOCK, fixed=True),
    "byline": PublishCheck(
        _("Авторы не агенттігі көрсетілген"), "agency", CheckLevel.BLOCK, fixed=True
    ),
    "tags": PublishCheck(_("Кемінде бір тегі бар"), "tags"),
    "photo": PublishCheck(_("Басты фотосы бар"), "photo"),
    "photo_credit": PublishCheck(_("Басты фотоның авторы көрсетілген"), "photo", CheckLevel.BLOCK),
    "photo_alt": PublishCheck(_("Басты фотоның баламалы мәтіні бар"), "photo"),
    "body_photos": PublishCheck(_("Мәтіндегі әр фотоның баламалы мәтіні бар"), "body"),
    "links": PublishCheck(_("Сайт ішіндегі сілтемелердің бәрі ашылады"), "body", CheckLevel.BLOCK),
    "embargo": PublishCheck(
        _("Эмбаргодан бұрын шықпайды"), "published_at", CheckLevel.BLOCK, fixed=True
    ),
}


class PublishCheckSetting(models.Model):
    """How strict the newsroom is with one of ``PUBLISH_CHECKS``; without a row, as listed there."""

    name = models.CharField(max_length=40, unique=True, editable=False)
    level = models.CharField(_("қаталдығы"), max_length=10, choices=CheckLevel.choices)
    limit = models.PositiveSmallIntegerField(
        _("шегі"), null=True, blank=True, help_text=_("Таңба саны; ұзындықты тексеретіндерге ғана.")
    )

    class Meta:
        db_table = "articles_gaterule"
        verbose_name = _("жариялау талабы")
        verbose_name_plural = _("жариялау талаптары")
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
    """From when on readers are to see an article, and the embargo before which they may not."""

    visible_from: datetime
    embargo_until: datetime | None


def run_publish_checks(article, content: dict, window: PublicationWindow) -> list[CheckResult]:
    """Every check that is not switched off, as ``content``, a revision's of ``article``, passes it.

    Four queries, and up to four more where the body has links into the site.
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
    failures = dict(_failures(content, window, live, limits))
    levels = {
        name: check.level if check.fixed or name not in chosen else chosen[name].level
        for name, check in PUBLISH_CHECKS.items()
    }
    return [
        CheckResult(name, check, levels[name], str(failures.get(name, "")))
        for name, check in PUBLISH_CHECKS.items()
        if levels[name] != CheckLevel.OFF
    ]


def _failures(content, window, live, limits) -> Iterator[tuple[str, str]]:
    yield from _failures_of_texts(content, limits)
    if not content["section_id"]:
        yield "section", _("Бөлімі таңдалмаған.")
    signed = _signed(content)
    if not signed:
        yield "byline", _("Автор да, агенттік те көрсетілмеген.")
    elif not all(map(has_words, signed)):
        yield "byline", _("Автордың не агенттіктің аты жазылмаған.")
    if not content["tags"]:
        yield "tags", _("Бірде-бір тегі жоқ.")
    yield from _failures_of_photos(content)
    if dead := dead_links(content["body"], live):
        yield "links", _("Ашылмайтын сілтеме: %s") % ", ".join(dead)
    if window.embargo_until and window.visible_from < window.embargo_until:
        yield "embargo", UNDER_EMBARGO


def _signed(content) -> list[str]:
    """The names under the headline."""
    keys = frozenset(content["authors"])
    authors = Author.objects.filter(pk__in=keys)
    names = memoize(("names", keys), lambda: list(authors.values_list("name", flat=True)))
    return [*names, *filter(None, [content["agency"]])]


UNDER_EMBARGO = _("Эмбарго біткенше жариялауға болмайды: уақытын эмбаргодан кейінге қойыңыз.")


def _failures_of_texts(content, limits):
    if not has_words(content["headline"]):
        yield "headline", _("Тақырып жоқ.")
    for name in ("headline", "seo_headline"):
        length, limit = len(content[name].strip()), limits[f"{name}_length"]
        if length > limit:
            values = {"length": length, "limit": limit}
            yield f"{name}_length", _("%(length)s таңба, шегі – %(limit)s.") % values
    if not has_words(content["lede"]):
        yield "lede", _("Лиді жоқ.")
    if not has_content(content["body"]):
        yield "body", _("Мәтіні жоқ.")


def has_content(body: str) -> bool:
    """Whether there is anything to read, or to see, in the HTML of a text."""
    return has_words(bodies.to_text(body)) or bool(bodies.photo_ids(body))


def _failures_of_photos(content):
    inside = bodies.photo_ids(content["body"])
    keys = frozenset([*inside, *filter(None, [content["photo_id"]])])
    photos = memoize(("photos", keys), lambda: Photo.objects.in_bulk(keys))
    lead = photos.get(content["photo_id"])
    if lead is None:
        yield "photo", _("Басты фотосы жоқ.")
    else:
        if lead.is_waiting:
            yield "photo", _("Басты фото файлын күтіп тұр.")
        if not has_words(lead.credit):
            yield "photo_credit", _("Басты фотоның авторы көрсетілмеген.")
        if not has_words(lead.alt):
            yield "photo_alt", _("Басты фотоның баламалы мәтіні жоқ.")
    bare = [f"№{key}" for key in inside if key not in photos or not has_words(photos[key].alt)]
    if bare:
        yield "body_photos", _("Мәтіндегі фотоның баламалы мәтіні жоқ: %s") % ", ".join(bare)
