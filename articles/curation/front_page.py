"""What stands where: the picks of editors in their slots, and in all others what is new.

The front page has the lead and four after it (``top``), the stream of all that is new, the big
story of a pinned tag, and a block for each section. The list of a section begins with its ``top``.
Nothing stands twice, but for the stream, which has all. ``site`` is the
``site_context.current()``.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Case, F, QuerySet, TextField, Value, When

from ..db.compiled_queries import NEVER, CompiledQuery
from ..models import Article, Tag
from ..models.curation.page_layout import (
    SIZES,
    STORY,
    TOP,
    PageLayout,
    Placement,
    area_of,
    section_area,
    slots_of,
)
from ..models.media.rights import allowed

STREAM = 11
STORY_MINIMUM = 3
PINNED = 3  # of the pinned tags that readers see, how many may become the big story

_ABOVE = SIZES[TOP] + SIZES[STORY]  # what may be shown further up, and so is missing from a block
_PICKED = "picked"


class FilledSlots(NamedTuple):
    """Keys of articles by slot, the tag of the big story if there is one, keys of the stream.

    ``picks`` has those of the slots that an editor filled.
    """

    slots: dict[str, int]
    placements: dict[str, Placement]
    story: Tag | None
    stream: list[int]

    def keys(self) -> set[int]:
        return {*self.slots.values(), *self.stream}

    def of(self, area: str) -> list[int]:
        """The keys in an area, in its order."""
        return [self.slots[slot] for slot in slots_of(area) if slot in self.slots]


def fill_front_page(
    site, language: str, at: datetime, pinned: list[Tag], layout: PageLayout | None = None
) -> FilledSlots:
    """What stands where on the front page at ``at``; one query.

    ``pinned`` are the pinned tags that readers may see. With ``layout``, as that has it and not the
    one that is published.
    """
    stories = _stories(pinned, layout or site.layout(language))
    if layout is None:
        layout = site.layout(language)
        keys = site.fragments.setdefault(
            ("front", language, *(tag.pk for tag in stories)),
            CompiledQuery(lambda at: _keys(site, layout, stories, language, at), at=NEVER),
        )
        rows = keys(at=at)
    else:
        rows = list(_keys(site, layout, stories, language, at))
    newest: dict[str, dict[int, bool]] = defaultdict(dict)
    for _, pk, name, file in sorted(rows, reverse=True):
        newest[name][pk] = bool(file)
    return _fill(site, layout, stories, newest, at)


def most_articles(site) -> int:
    """How many articles a front page shows at most."""
    return SIZES[TOP] + SIZES[STORY] + SIZES["section"] * len(site.sections) + STREAM


def _keys(site, layout: PageLayout, stories: list[Tag], language: str, at: datetime) -> QuerySet:
    """The newest of everything, of each section and of each tag that may be the story; and picks.

    Rows of (published at, key, name of the list, file of the photo that readers are shown).
    """
    live = Article.objects.live(at).in_language(language)
    named = layout.articles()
    spare = len(named)  # so many of the newest may be shown elsewhere, or not at all
    chosen = {"": live.newest()[: STREAM + spare]}
    for section in site.sections:
        newest = live.in_section(section).newest()
        chosen[section.path] = newest[: _ABOVE + SIZES["section"] + spare]
    for tag in stories:
        chosen[tag.path] = live.tagged(tag)[: _ABOVE + spare]
    if named:
        chosen[_PICKED] = live.filter(pk__in=sorted(named))
    first, *others = (
        Article.objects.filter(pk__in=articles.values("pk"))
        .annotate(block=Value(name), file=_file_shown(at))
        .values_list("published_at", "pk", "block", "file")
        for name, articles in chosen.items()
    )
    return first.union(*others, all=True).order_by()


def _file_shown(at: datetime) -> Case:
    shown = When(allowed(at, "photo__"), then=F("photo__file"))
    return Case(shown, default=Value(""), output_field=TextField())


def _stories(pinned: list[Tag], layout: PageLayout) -> list[Tag]:
    """The tags of which one may become the big story."""
    if layout.story is None:
        return pinned[:PINNED]
    return [tag for tag in pinned if tag.pk == layout.story]


def _fill(
    site, layout: PageLayout, stories: list[Tag], newest: dict[str, dict[int, bool]], at: datetime
) -> FilledSlots:
    areas = {TOP, *(section_area(section.pk) for section in site.sections)}
    if stories:
        areas.add(STORY)
    placements = {
        slot: placement
        for slot, placement in layout.active(at, newest[_PICKED]).items()
        if area_of(slot) in areas
    }
    filling = AutoFill(placements, layout.excluded(at))
    lead = next((pk for pk, pictured in newest[""].items() if pictured and filling.free(pk)), None)
    filling.fill(TOP, [*([lead] if lead else []), *newest[""]])
    story, most_articles = None, STORY_MINIMUM - 1
    for tag in stories:
        found = filling.count(STORY, newest[tag.path])
        if found > most_articles:
            story, most_articles = tag, found
    if story:
        filling.fill(STORY, newest[story.path])
    for section in site.sections:
        filling.fill(section_area(section.pk), newest[section.path])
    stream = [pk for pk in newest[""] if pk not in filling.excluded][:STREAM]
    return FilledSlots(filling.slots, placements, story, stream)


class AutoFill:
    """Slots as they fill, area by area."""

    def __init__(self, placements: dict[str, Placement], excluded: set[int]):
        self.placements = {slot: placement.article for slot, placement in placements.items()}
        self.excluded = excluded
        self.taken = {*self.placements.values(), *excluded}
        self.slots: dict[str, int] = {}

    def free(self, key: int) -> bool:
        return key not in self.taken

    def count(self, area: str, newest: Iterable[int]) -> int:
        """How many slots of the area would not stay empty."""
        slots = slots_of(area)
        picked = sum(slot in self.placements for slot in slots)
        return min(len(slots), picked + sum(map(self.free, newest)))

    def fill(self, area: str, newest: Iterable[int]) -> None:
        rest = filter(self.free, newest)
        for slot in slots_of(area):
            key = self.placements.get(slot) or next(rest, None)
            if key:
                self.slots[slot] = key
                self.taken.add(key)


def fill_section_top(
    found: list[Article], layout: PageLayout, *, language: str, at: datetime
) -> tuple[FilledSlots, list[Article]]:
    """What a section begins with, and its whole first page, ``found`` being its newest articles.

    A query where one of the picks is not among those.
    """
    cards = {article.pk: article for article in found}
    claimed = layout.placed(at)
    if claimed - cards.keys():
        live = Article.objects.live(at).in_language(language).for_cards(at)
        cards |= live.in_bulk(claimed - cards.keys())
    placements = {slot: p for slot, p in layout.active(at, cards).items() if area_of(slot) == TOP}
    filling = AutoFill(placements, layout.excluded(at))
    newest = [article.pk for article in found]
    filling.fill(TOP, newest)
    top = FilledSlots(filling.slots, placements, None, newest)
    shown = {*filling.excluded, *filling.slots.values()}
    page = [*top.of(TOP), *(key for key in newest if key not in shown)]
    return top, [cards[key] for key in page]
