"""The front page: the lead, what comes after it, the stream, the big story, the sections."""

from django.db.models import Value
from django.shortcuts import render
from django.utils import timezone

from ..models import Article
from ..pages import frame, with_kinds
from .http import reader_page

STREAM = 14
SECONDARY = 4
STORY = 4
IN_SECTION = 4
# A story too small for a block of its own.
STORY_MINIMUM = 3
PINNED = 3


@reader_page
def front(request):
    """The first page of the edition."""
    context = frame(timezone.now())
    blocks = _blocks(context)
    lead, secondary = _tops(blocks["stream"])
    shown = {article.pk for article in [lead, *secondary] if article}
    context |= {
        "lead": lead,
        "secondary": secondary,
        "stream": blocks["stream"][:STREAM],
        "story": _story(context["chrome"].pinned, blocks),
        "blocks": [
            (section, rest[:IN_SECTION])
            for section in context["chrome"].sections
            if (rest := [a for a in blocks[f"section-{section.pk}"] if a.pk not in shown])
        ],
    }
    return render(request, "articles/front.html", context)


def _blocks(context):
    """Newest articles by name of block; one query for the keys, one for the cards."""
    chrome = context["chrome"]
    live = Article.objects.live(context["at"]).in_language(context["edition"].language)
    room = IN_SECTION + SECONDARY + 1  # what the top of the page may take away from a section
    chosen = {"stream": live.newest()[:STREAM]}
    chosen |= {
        f"section-{s.pk}": live.in_section(s).newest()[:room] for s in context["chrome"].sections
    }
    chosen |= {
        f"tag-{tag.pk}": live.tagged(tag)[:STORY] for tag in context["chrome"].pinned[:PINNED]
    }
    first, *others = (
        Article.objects.filter(pk__in=articles.values("pk"))
        .annotate(block=Value(name))
        .values_list("block", "pk")
        for name, articles in chosen.items()
    )
    keys = list(first.union(*others, all=True))
    cards = Article.objects.for_cards().in_bulk({pk for _, pk in keys})
    newest = sorted(cards.values(), key=lambda a: (a.published_at, a.pk), reverse=True)
    with_kinds(newest, chrome)
    places = set(keys)
    return {name: [a for a in newest if (name, a.pk) in places] for name in chosen}


def _tops(newest):
    """The newest article with a picture leads; the next ones follow it."""
    lead = next(
        (a for a in newest if a.photo and a.photo.renditions), newest[0] if newest else None
    )
    return lead, [a for a in newest if a is not lead][:SECONDARY]


def _story(pinned, blocks):
    """The pinned tag with the most to show, and its articles; None when all are small."""
    stories = [(tag, blocks.get(f"tag-{tag.pk}", [])) for tag in pinned]
    tag, articles = max(stories, key=lambda story: len(story[1]), default=(None, []))
    return (tag, articles) if len(articles) >= STORY_MINIMUM else None
