"""The front page: the lead, what comes after it, the stream, the big story, the sections."""

from collections import defaultdict

from django.db.models import Value
from django.shortcuts import render
from django.utils import timezone

from ..models import Article
from ..pages import frame, with_kinds
from ..prepared import NEVER, Prepared
from .http import reader_page

SECONDARY = 4
STREAM = 11
STORY = 4
STORY_MINIMUM = 3
PINNED = 3  # of the pinned tags, how many may become the big story
IN_SECTION = 4


@reader_page
def front(request):
    """The first page of the edition; four queries at most, whatever the number of sections."""
    context = frame(timezone.now())
    tops, stream, story, blocks = _layout(context["chrome"], _newest(context))
    keys = {pk for part in (tops, stream, story[1], *(keys for _, keys in blocks)) for pk in part}
    cards = Article.objects.for_cards().in_bulk(keys)
    with_kinds(cards.values(), context["chrome"])
    context |= {
        "is_front": True,
        "tops": _pick(cards, tops),
        "stream": _pick(cards, stream),
        "story": (story[0], _pick(cards, story[1])),
        "blocks": [(section, _pick(cards, keys)) for section, keys in blocks],
    }
    return render(request, "articles/front.html", context)


def _newest(context):
    """The newest keys of everything, of each section and of each pinned tag; one query.

    ``{"": {12: True, 11: False}, "/sayasat/": …}``, newest first: whether there is a picture.
    """
    chrome, language = context["chrome"], context["edition"].language
    keys = chrome.parts.setdefault(
        ("front", language), Prepared(lambda at: _keys(chrome, language, at), at=NEVER)
    )
    found = defaultdict(dict)
    for _, pk, name, file in sorted(keys(at=context["at"]), reverse=True):
        found[name][pk] = bool(file)
    return found


def _keys(chrome, language, at):
    """The queryset of :func:`_newest`."""
    live = Article.objects.live(at).in_language(language)
    tops = 1 + SECONDARY  # what may be shown further up already, and so is missing from a block
    chosen = {"": live.newest()[:STREAM]}
    for section in chrome.sections:
        chosen[section.path] = live.in_section(section).newest()[: tops + STORY + IN_SECTION]
    for tag in chrome.pinned[:PINNED]:
        chosen[tag.path] = live.tagged(tag)[: tops + STORY]
    first, *others = (
        Article.objects.filter(pk__in=articles.values("pk"))
        .annotate(block=Value(name))
        .values_list("published_at", "pk", "block", "photo__file")
        for name, articles in chosen.items()
    )
    return first.union(*others, all=True)


def _layout(chrome, newest):
    """Which keys stand where: the stream has all, else nothing stands twice."""
    stream = list(newest[""])
    lead = next((pk for pk, pictured in newest[""].items() if pictured), None)
    tops = [lead] if lead else []
    tops += [pk for pk in stream if pk != lead][: 1 + SECONDARY - len(tops)]
    stories = [(tag, _rest(newest[tag.path], tops)[:STORY]) for tag in chrome.pinned[:PINNED]]
    story = max(stories, key=lambda story: len(story[1]), default=(None, []))
    if len(story[1]) < STORY_MINIMUM:
        story = (None, [])
    shown = [*tops, *story[1]]
    blocks = [(section, _rest(newest[section.path], shown)) for section in chrome.sections]
    return tops, stream, story, [(section, keys[:IN_SECTION]) for section, keys in blocks if keys]


def _rest(keys, shown):
    return [key for key in keys if key not in shown]


def _pick(cards, keys):
    """The cards of ``keys``, in their order."""
    return [cards[key] for key in keys if key in cards]
