"""The layout of a page: which article editors want in which slot, from when and until when.

A page has areas with slots: ``top.0`` is the lead, ``story.2`` the third slot of the big story,
``section.7.0`` the first of the block of section 7. A slot holds placements with the instants
between which they are active. Where there are several for a slot, or one article is placed in
several slots, the placement that began last counts; a slot without one fills itself. ``EXCLUDED``
has no order: what stands there is not on the page. Layouts are never changed; every verb gives
another one.
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import NamedTuple

# Slots of an area, by the first word of its name.
SIZES = {"top": 5, "story": 4, "section": 4}
EXCLUDED = "off"
TOP, STORY = "top", "story"

MOST_EXCLUDED = 100  # articles: the oldest of them are long gone by themselves
NO_STORY = 0  # instead of the key of a tag


class Placement(NamedTuple):
    """An article, by its key, in a slot from ``start`` until ``end``, or for good."""

    article: int
    start: datetime
    end: datetime | None = None

    def is_active(self, at: datetime) -> bool:
        return self.start <= at and (self.end is None or at < self.end)


class BreakingBanner(NamedTuple):
    """Breaking news over every page, from ``start`` until ``end``; ``link`` may be empty."""

    text: str
    link: str
    start: datetime
    end: datetime

    def is_active(self, at: datetime) -> bool:
        return self.start <= at < self.end


def area_of(slot: str) -> str:
    """``section.7`` of ``section.7.0``."""
    return slot.rpartition(".")[0] or slot


def section_area(section: int) -> str:
    """The area of a section, by its key, on the front page."""
    return f"section.{section}"


def slots_of(area: str) -> list[str]:
    """The slots of an area in their order."""
    return [f"{area}.{number}" for number in range(SIZES[area.partition(".")[0]])]


def next_slot(slot: str, step: int) -> str:
    """The slot ``step`` slots further down its area; empty where the area ends."""
    slots = slots_of(area_of(slot))
    index = slots.index(slot) + step
    return slots[index] if 0 <= index < len(slots) else ""


class PageLayout(NamedTuple):
    """All placements of a page by slot; key of the big story's tag; the breaking banner."""

    slots: dict[str, tuple[Placement, ...]] = {}
    story: int | None = None  # None: the page chooses; NO_STORY: none
    banner: BreakingBanner | None = None

    def articles(self) -> set[int]:
        """The keys of all articles that the layout names."""
        return {placement.article for placements in self.slots.values() for placement in placements}

    def placed(self, at: datetime) -> set[int]:
        """The keys of the articles that are placed at ``at``, whether or not they get the slot."""
        areas = (placements for slot, placements in self.slots.items() if slot != EXCLUDED)
        return {
            placement.article
            for placements in areas
            for placement in placements
            if placement.is_active(at)
        }

    def active(self, at: datetime, live: Collection[int] | None = None) -> dict[str, Placement]:
        """The placements that hold at ``at``, by slot; with ``live`` only of those articles.

        What is excluded has none; see :meth:`excluded`.
        """
        return self._decide(at, live)[0]

    def excluded(self, at: datetime) -> set[int]:
        """The keys of the articles that are excluded from the page at ``at``."""
        return self._decide(at, None)[1]

    def _decide(self, at: datetime, live: Collection[int] | None) -> tuple[dict, set]:
        candidates = [
            (placement.start, place, slot, placement)
            for slot, placements in self.slots.items()
            for place, placement in enumerate(placements)
            if placement.is_active(at)
        ]
        held: dict[str, Placement] = {}
        placed, excluded = set(), set()
        for *_, slot, placement in sorted(candidates, reverse=True):
            if placement.article in placed or placement.article in excluded or slot in held:
                continue
            if slot == EXCLUDED:
                excluded.add(placement.article)
            elif live is None or placement.article in live:
                held[slot] = placement
                placed.add(placement.article)
        return held, excluded

    def changes(self, after: datetime) -> list[datetime]:
        """The instants behind ``after`` at which the page changes by itself, in order."""
        timed: list[Placement | BreakingBanner] = []
        for placements in self.slots.values():
            timed += placements
        if self.banner:
            timed.append(self.banner)
        instants = {instant for one in timed for instant in (one.start, one.end) if instant}
        return sorted(instant for instant in instants if instant > after)

    def place(self, article: int, slot: str, at: datetime, *, instead: str = "") -> "PageLayout":
        """``article`` in ``slot`` from ``at`` on.

        Who was placed there goes to ``instead``, or where ``article`` was placed in that area,
        or moves down the area up to the first slot without one.
        """
        before = self.active(at)
        former = (name for name, placement in before.items() if placement.article == article)
        same_area = (name for name in former if area_of(name) == area_of(slot))
        displaced = before.get(slot)
        layout = _with(self.release(article, at), slot, Placement(article, at))
        if displaced is None or displaced.article == article:
            return layout
        layout = layout.release(displaced.article, at)
        if target := instead or next(same_area, "") or next_slot(slot, 1):
            layout = layout.place(displaced.article, target, at).until(
                displaced.article, target, at, displaced.end
            )
        return layout

    def release(self, article: int, at: datetime) -> "PageLayout":
        """No placement of ``article`` that holds at ``at``; those that begin later stay."""
        return self._replace(
            slots=filled(
                {slot: _released(placements, article, at) for slot, placements in self.items()}
            )
        )

    def exclude(self, article: int, at: datetime) -> "PageLayout":
        """``article`` nowhere on the page from ``at`` on."""
        layout = _with(self.release(article, at), EXCLUDED, Placement(article, at))
        return layout._replace(
            slots=layout.slots | {EXCLUDED: layout.slots[EXCLUDED][-MOST_EXCLUDED:]}
        )

    def cancel(self, article: int, slot: str, start: datetime) -> "PageLayout":
        """Without the placement in ``slot`` that begins at ``start``."""
        kept = (p for p in self.slots.get(slot, ()) if (p.article, p.start) != (article, start))
        return self._replace(slots=filled(self.slots | {slot: tuple(kept)}))

    def until(self, article: int, slot: str, at: datetime, end: datetime | None) -> "PageLayout":
        """The placements of ``article`` in ``slot`` that hold at ``at`` end at ``end`` or never."""
        placements = (
            placement._replace(end=end)
            if placement.article == article and placement.is_active(at)
            else placement
            for placement in self.slots.get(slot, ())
        )
        return self._replace(slots=filled(self.slots | {slot: tuple(placements)}))

    def pruned(self, at: datetime) -> "PageLayout":
        """Without what is over at ``at``."""
        slots = {
            slot: tuple(
                placement for placement in placements if placement.end is None or placement.end > at
            )
            for slot, placements in self.slots.items()
        }
        banner = self.banner if self.banner and self.banner.end > at else None
        return self._replace(slots=filled(slots), banner=banner)

    def items(self) -> Iterator[tuple[str, tuple[Placement, ...]]]:
        return iter(self.slots.items())


def _with(layout: PageLayout, slot: str, placement: Placement) -> PageLayout:
    placements = (
        *layout.slots.get(check_slot(slot), ()),
        placement._replace(article=check_key(placement.article)),
    )
    return layout._replace(slots=layout.slots | {slot: placements})


def _released(
    placements: tuple[Placement, ...], article: int, at: datetime
) -> tuple[Placement, ...]:
    ended = (
        placement._replace(end=at)
        if placement.article == article and placement.is_active(at)
        else placement
        for placement in placements
    )
    return tuple(
        placement for placement in ended if placement.end is None or placement.end > placement.start
    )


def filled(slots: dict[str, tuple[Placement, ...]]) -> dict[str, tuple[Placement, ...]]:
    """``slots`` without those that are empty."""
    return {slot: placements for slot, placements in slots.items() if placements}


def merge(base: PageLayout, mine: PageLayout, theirs: PageLayout) -> tuple[PageLayout, list[str]]:
    """Both sides' changes of ``base``, and the parts that both changed, where mine is kept.

    A part is a slot, ``story`` or ``strip``. What is excluded never clashes.
    """
    clashes = []

    def decide(name, was, my, their):
        if my == their or was == their:
            return my
        if was == my:
            return their
        if name == EXCLUDED:
            return tuple(
                placement for placement in their if placement not in was or placement in my
            ) + tuple(
                placement for placement in my if placement not in was and placement not in their
            )
        clashes.append(name)
        return my

    names = {**base.slots, **theirs.slots, **mine.slots}
    slots = {
        name: decide(name, *(layout.slots.get(name, ()) for layout in (base, mine, theirs)))
        for name in names
    }
    story = decide("story", base.story, mine.story, theirs.story)
    banner = decide("strip", base.banner, mine.banner, theirs.banner)
    return PageLayout(filled(slots), story, banner), clashes


def check_key(value: int) -> int:
    """``value``, if it may be the key of a row. Raises ``ValueError``."""
    if type(value) is not int or not 0 <= value < 1 << 63:
        raise ValueError("no key of a row")
    return value


def check_slot(name: str) -> str:
    """``name``, if a page may have such a slot. Raises ``ValueError``."""
    kind, _, rest = name.partition(".")
    area, _, number = rest.rpartition(".")
    known = kind in SIZES and number in map(str, range(SIZES[kind]))
    if name != EXCLUDED and not (
        known and area.isdecimal() == (kind == "section") and name.isascii()
    ):
        raise ValueError(f"no such slot: {name}")
    return name
