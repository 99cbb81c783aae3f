"""The gate: the one list of what must hold before readers see an article, for every door."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..db.locks import memoize
from ..kazakh.words import has_words
from ..text import bodies
from .authors import Author
from .links import dead_links
from .photos import Photo


class Level(models.TextChoices):
    """What a rule does with an article that breaks it."""

    BLOCK = "block", _("Жібермейді")
    ADVISE = "advise", _("Ескертеді")
    OFF = "off", _("Тексерілмейді")


class Rule(NamedTuple):
    """What must hold, the form's field that can mend it, and how strict that is unless changed.

    A rule that is ``fixed`` holds always: the database, or an embargo, knows no exception.
    """

    label: str
    field: str
    level: Level = Level.ADVISE
    limit: int | None = None
    fixed: bool = False


RULES = {
    "headline": Rule(_("Тақырыбы бар"), "headline", Level.BLOCK, fixed=True),
    "headline_length": Rule(_("Тақырыбы шектен аспайды"), "headline", limit=90),
    "seo_headline_length": Rule(
        _("Іздеу жүйелеріне арналған тақырып шектен аспайды"), "seo_headline", limit=60
    ),
    "lede": Rule(_("Лиді бар"), "lede"),
    "body": Rule(_("Мәтіні бар"), "body", Level.BLOCK),
    "section": Rule(_("Бөлімі таңдалған"), "section", Level.BLOCK, fixed=True),
    "byline": Rule(_("Авторы не агенттігі көрсетілген"), "agency", Level.BLOCK, fixed=True),
    "tags": Rule(_("Кемінде бір тегі бар"), "topics"),
    "photo": Rule(_("Басты фотосы бар"), "photo"),
    "photo_credit": Rule(_("Басты фотоның авторы көрсетілген"), "photo", Level.BLOCK),
    "photo_alt": Rule(_("Басты фотоның баламалы мәтіні бар"), "photo"),
    "body_photos": Rule(_("Мәтіндегі әр фотоның баламалы мәтіні бар"), "body"),
    "links": Rule(_("Сайт ішіндегі сілтемелердің бәрі ашылады"), "body", Level.BLOCK),
    "embargo": Rule(_("Эмбаргодан бұрын шықпайды"), "published_at", Level.BLOCK, fixed=True),
}


class GateRule(models.Model):
    """How strict the newsroom is with one of ``RULES``; a rule without a row is as listed there."""

    name = models.CharField(max_length=40, unique=True, editable=False)
    level = models.CharField(_("қаталдығы"), max_length=10, choices=Level.choices)
    limit = models.PositiveSmallIntegerField(
        _("шегі"), null=True, blank=True, help_text=_("Таңба саны; ұзындықты тексеретіндерге ғана.")
    )

    class Meta:
        verbose_name = _("жариялау талабы")
        verbose_name_plural = _("жариялау талаптары")
        ordering = ["pk"]
        default_permissions = ("view", "change")

    def __str__(self):
        rule = RULES.get(self.name)
        return str(rule.label) if rule else self.name


class Finding(NamedTuple):
    """A rule as an article keeps or breaks it; ``message`` is empty where it is kept."""

    name: str
    rule: Rule
    level: str
    message: str

    @property
    def blocks(self) -> bool:
        return bool(self.message) and self.level == Level.BLOCK


class Placement(NamedTuple):
    """When readers are to see an article: from ``shown_from``, and not before ``embargo_until``."""

    shown_from: datetime
    embargo_until: datetime | None


def inspect(content: dict, placement: Placement, articles) -> list[Finding]:
    """Every rule that is not switched off, as ``content`` (of a revision) keeps or breaks it.

    ``articles`` is the manager of articles, for links that lead to them. Four queries, and up to
    four more where the body has links into the site.
    """
    chosen = {row.name: row for row in memoize("gate rules", lambda: list(GateRule.objects.all()))}
    limits = {
        name: (chosen[name].limit if name in chosen else None) or rule.limit
        for name, rule in RULES.items()
    }
    broken = dict(_broken(content, placement, articles, limits))
    levels = {
        name: rule.level if rule.fixed or name not in chosen else chosen[name].level
        for name, rule in RULES.items()
    }
    return [
        Finding(name, rule, levels[name], str(broken.get(name, "")))
        for name, rule in RULES.items()
        if levels[name] != Level.OFF
    ]


def _broken(content, placement, articles, limits) -> Iterator[tuple[str, str]]:
    yield from _broken_texts(content, limits)
    if not content["section_id"]:
        yield "section", _("Бөлімі таңдалмаған.")
    signed = _signed(content)
    if not signed:
        yield "byline", _("Автор да, агенттік те көрсетілмеген.")
    elif not all(map(has_words, signed)):
        yield "byline", _("Автордың не агенттіктің аты жазылмаған.")
    if not content["tags"]:
        yield "tags", _("Бірде-бір тегі жоқ.")
    yield from _broken_photos(content)
    if dead := dead_links(content["body"], articles, placement.shown_from):
        yield "links", _("Ашылмайтын сілтеме: %s") % ", ".join(dead)
    if placement.embargo_until and placement.shown_from < placement.embargo_until:
        yield "embargo", UNDER_EMBARGO


def _signed(content) -> list[str]:
    """The names under the headline."""
    keys = frozenset(content["authors"])
    authors = Author.objects.filter(pk__in=keys)
    names = memoize(("names", keys), lambda: list(authors.values_list("name", flat=True)))
    return [*names, *filter(None, [content["agency"]])]


UNDER_EMBARGO = _("Эмбарго біткенше жариялауға болмайды: уақытын эмбаргодан кейінге қойыңыз.")


def _broken_texts(content, limits):
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


def _broken_photos(content):
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
