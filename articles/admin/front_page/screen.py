"""What the screen of a page shows: slots with their stories, stories to choose from, versions."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from ...curation.front_page import FilledSlots, fill_front_page, fill_section_top
from ...delivery import site_context, visibility
from ...delivery.contexts import PAGE_SIZE
from ...models import Article, Layout, Tag
from ...models.curation.layout_json import to_json
from ...models.curation.page_layout import (
    STORY,
    TOP,
    PageLayout,
    Placement,
    area_of,
    section_area,
    slots_of,
)
from ...models.workflow.transitions import Status
from ...search import matching
from ..articles.change_list import state_of
from ..autocomplete import moment
from ..visibility_notes import note_on_link

OFFERED = 24
VERSIONS = 8
_MORE = ("status", "withdraw_at")  # of an article, beside what a card shows


class Story(NamedTuple):
    """An article as the screen shows it; ``state`` is what a desk sees, empty for a live one."""

    pk: int
    headline: str
    detail: str
    image: str
    state: str


class WaitingPlacement(NamedTuple):
    """A pick that does not stand: its time is to come, or its article is not live."""

    placement: Placement
    story: Story
    is_coming: bool


class Slot(NamedTuple):
    """A place on the page: the story in it, and the pick by which it stands there."""

    name: str
    label: str
    story: Story | None
    placement: Placement | None
    waiting: list[WaitingPlacement]
    is_first: bool
    is_last: bool


def screen(draft, newest, language, section, command, data) -> dict:
    """The context of ``front_page.html``, once the button's ``act`` was done.

    Raises ``ValueError`` where no button says that.
    """
    site = site_context.current()
    filled = _filled(site, draft, language, section)
    touched, before = None, data.get("before", "")
    if command and command[0] not in ("show", "save"):
        before = draft.content
        try:
            touched = draft.run(list(command), filled.slots, data)
        except LookupError:
            draft.errors.append(_("That place has become empty meanwhile. Look again."))
        filled = _filled(site, draft, language, section)
    shown = {*filled.slots.values(), *draft.layout.articles()}
    found = Article.objects.for_cards(draft.at, *_MORE).in_bulk(shown)
    stories = {key: _story(article, draft.at) for key, article in found.items()}
    titles = titles_of_areas(site, section, filled)
    query = data.get("q", "").strip()
    content = to_json(draft.layout)
    return {
        "draft": draft,
        "content": draft.content,
        "before": before if before != draft.content else "",
        "is_dirty": content != to_json(newest.layout if newest else PageLayout()),
        "newest": newest,
        "section": section,
        "language": language,
        "areas": [(title, _slots(area, draft, filled, stories)) for area, title in titles.items()],
        "places": [
            (title, [(slot, label_of(slot)) for slot in slots_of(area)])
            for area, title in titles.items()
        ],
        "offered": _offered(query, draft.at, language, section, set(filled.slots.values())),
        "query": query,
        "off": [stories[key] for key in sorted(draft.layout.excluded(draft.at)) if key in stories],
        "changes": draft.layout.changes(draft.now),
        "versions": Layout.objects.of(language, section).select_related("by")[:VERSIONS],
        "tags": [] if section else _stories(draft.layout, site.pinned, draft.at),
        "banner_note": _banner_note(draft),
        "said": stories[touched].headline if touched in stories else "",
    }


def _filled(site, draft, language, section) -> FilledSlots:
    """What stands where at the draft's instant."""
    if section is None:
        seen = visibility.visible_on_every_page(site, language, "", draft.at)
        return fill_front_page(site, language, draft.at, seen.pinned, draft.layout)
    live = Article.objects.live(draft.at).in_language(language).in_section(section)
    found = list(live.newest().for_cards(draft.at)[:PAGE_SIZE])
    return fill_section_top(found, draft.layout, language=language, at=draft.at)[0]


def _stories(layout, pinned, at) -> list[tuple[int, str]]:
    """Key and name of each tag that may be the big story, and of the one that is, though unpinned.

    A tag that is not on the list would be lost with the next button that is pressed.
    """
    chosen = (
        [] if layout.story in {tag.pk for tag in pinned} else Tag.objects.filter(pk=layout.story)
    )
    return [
        (tag.pk, str(tag) if tag.is_pinned and tag.is_public(at) else _("%s (not shown)") % tag)
        for tag in [*pinned, *chosen]
    ]


def _banner_note(draft) -> str:
    """Why the breaking news stand without their link when the draft comes into force."""
    banner = draft.layout.banner
    return note_on_link(banner.link, max(banner.start, draft.at)) if banner else ""


def titles_of_areas(site, section, filled: FilledSlots | None = None) -> dict[str, str]:
    """The areas of a page and what they are called; the big story only where there is one."""
    if section is not None:
        return {TOP: _("Top of the list")}
    titles = {TOP: _("Top of the page")}
    if filled is None:
        titles[STORY] = _("Big story")
    elif filled.story:
        titles[STORY] = _("Big story: %s") % filled.story
    return titles | {section_area(one.pk): one.localized_name for one in site.sections}


def label_of(slot: str) -> str:
    """``3-орын``: what a slot is called in its area."""
    return _("place %s") % (int(slot.rpartition(".")[2]) + 1)


def name_of_part(part: str, section) -> str:
    """What a part of a page is called: a slot, the story, the banner."""
    named = {"story": _("tag of the big story"), "strip": _("Breaking news")}
    if part in named:
        return named[part]
    titles = titles_of_areas(site_context.current(), section)
    return f"{titles.get(area_of(part), '–')}, {label_of(part)}"


def _slots(area, draft, filled, stories) -> list[Slot]:
    names = slots_of(area)
    slots = []
    for name in names:
        key, placement = filled.slots.get(name), filled.placements.get(name)
        waiting = [
            WaitingPlacement(other, stories[other.article], other.start > draft.at)
            for other in draft.layout.slots.get(name, ())
            if other != placement and (other.end is None or other.end > draft.at)
            if other.article in stories
        ]
        slots.append(
            Slot(
                name=name,
                label=label_of(name),
                story=stories.get(key),
                placement=placement,
                waiting=waiting,
                is_first=name == names[0],
                is_last=name == names[-1],
            )
        )
    return slots


def _story(article, at) -> Story:
    image = article.lead_photo.rendition_url("w320") if article.lead_photo else ""
    section = article.section.localized_name if article.section else ""
    detail = " · ".join(filter(None, [section, moment(article.published_at)]))
    state = "" if article.is_live(at) else str(state_of(article)[1])
    return Story(article.pk, article.headline, detail, image, state)


def _offered(query, at, language, section, shown) -> list[Story]:
    """What is new and not on the page, or what fits the query."""
    if query:
        keys = matching(query, 200)
        rows = Article.objects.filter(status=Status.PUBLISHED, pk__in=keys).in_language(language)
        found = rows.for_cards(at, *_MORE).in_bulk()
        best = [found[key] for key in keys if key in found]
    else:
        live = Article.objects.live(at).in_language(language)
        rows = (live.in_section(section) if section else live).newest()
        best = rows.for_cards(at, *_MORE)[: OFFERED + len(shown)]
    return [_story(article, at) for article in best if query or article.pk not in shown][:OFFERED]
