"""What templates need for the pages of readers, the same for a view and for a preview."""

from contextlib import contextmanager
from datetime import datetime, time, timedelta
from urllib.parse import quote

from django.db.models import OuterRef, Q
from django.urls import get_script_prefix, set_script_prefix
from django.utils import timezone, translation

from .. import related
from ..addresses import EDITIONS, absolute, current_edition, localize_address
from ..curation import front_page
from ..db.compiled_queries import NEVER, NO_KEY, CompiledQuery, example_keys
from ..models import Article, ArticleTag, Byline, Correction, Suggestion
from ..models.curation.page_layout import STORY, TOP, PageLayout, section_area
from ..models.media.rights import judge, with_shown
from ..text import bodies
from ..text.blocks import find
from . import blocks, site_context, visibility

PAGE_SIZE = 20  # of lists


def with_neighbours(articles, at):
    """``articles`` with the keys ``older_id`` and ``newer_id`` of the next ones in the section."""
    live = Article.objects.live(at).filter(
        section=OuterRef("section"), language=OuterRef("language")
    )
    newer = live.filter(
        Q(published_at__gt=OuterRef("published_at")) | Q(pk__gt=OuterRef("pk")),
        published_at__gte=OuterRef("published_at"),
    ).order_by("published_at", "pk")
    older = live.newest(before=(OuterRef("published_at"), OuterRef("pk")))
    return articles.annotate(older_id=older.values("pk")[:1], newer_id=newer.values("pk")[:1])


_article = CompiledQuery(
    lambda at, pk: with_neighbours(
        Article.objects.live(at)
        .with_lead_photo(at)
        .select_related("section", "kind")
        .defer("terms")
        .filter(pk=pk),
        at,
    ),
    at=NEVER,
    pk=NO_KEY,
)
_bylines = CompiledQuery(
    lambda at, article: with_shown(
        Byline.objects.select_related("author__portrait").filter(article=article),
        at,
        "author__portrait",
        "portrait",
    ),
    at=NEVER,
    article=NO_KEY,
)
_SECTION, _ARTICLE = example_keys(2)
_newest_in_section = CompiledQuery(
    lambda at, section, language, article: (
        Article.objects.live(at)
        .in_section(section)
        .in_language(language)
        .exclude(pk=article)
        .exclude(
            pk__in=Suggestion.objects.filter(article=article, accepted=False).values("suggested")
        )
        .newest()
        .for_cards(at)[: related.SHOWN]
    ),
    at=NEVER,
    section=_SECTION,
    language="some language",
    article=_ARTICLE,
)
_taggings = CompiledQuery(
    lambda article: ArticleTag.objects.select_related("tag").filter(content_object=article),
    article=NO_KEY,
)


def base_context(at):
    """The context of ``base.html``; one query, two where tags are pinned or a banner has a link."""
    site, edition = site_context.current(at), current_edition()
    return _base_context(site, edition, site.layout(edition.language), at)


def _base_context(site, edition, layout, at):
    banner = layout.banner if layout.banner and layout.banner.is_active(at) else None
    seen = visibility.visible_on_every_page(
        site, edition.language, banner.link if banner else "", at
    )
    return {
        "site": site,
        "edition": edition,
        "at": at,
        "pinned": seen.pinned,
        "banner": banner
        and {
            "text": banner.text,
            "link": localize_address(seen.link),
            "is_developing": seen.is_developing,
        },
    }


def next_change(at):
    """The first instant after ``at`` at which pages change with no row changing.

    That is when an article becomes live or ceases to be, when the right to a photo begins or ends,
    when a layout puts up or takes down what it holds, and midnight, when «Бүгін» is over.
    """
    zone = timezone.get_default_timezone()
    tomorrow = timezone.localdate(at, zone) + timedelta(days=1)
    site = site_context.current(at)
    instants = [instant for layout in site.layouts.values() for instant in layout.changes(at)[:1]]
    return min([datetime.combine(tomorrow, time.min, zone), site.until, *instants])


def front_page_context(at, *, layout: PageLayout | None = None):
    """The context of ``articles/front.html``; with ``layout``, of a preview of that.

    Two queries beside those of the site context: the keys of all blocks, the cards.
    """
    site, edition = site_context.current(at), current_edition()
    context = _base_context(site, edition, layout or site.layout(edition.language), at)
    shown = front_page.fill_front_page(site, edition.language, at, context["pinned"], layout)
    cards = _front_cards(site, shown.keys(), at)

    def pick(keys):
        return [cards[key] for key in keys if key in cards]

    by_section = [(section, pick(shown.of(section_area(section.pk)))) for section in site.sections]
    context |= {
        "is_front": True,
        "tops": pick(shown.of(TOP)),
        "stream": pick(shown.stream),
        "story": (shown.story, pick(shown.of(STORY))),
        "blocks": [(section, articles) for section, articles in by_section if articles],
    }
    if layout is not None:
        context["is_preview"] = True
    return context


def _front_cards(site, keys, at):
    """The cards of a front page by key; one query."""
    if not keys:
        return {}
    room = example_keys(front_page.most_articles(site))
    query = site.fragments.setdefault(
        "front cards",
        CompiledQuery(
            lambda at, pks: Article.objects.for_cards(at).filter(pk__in=pks), at=NEVER, pks=room
        ),
    )
    return {card.pk: card for card in with_kinds(query(at=at, pks=sorted(keys)), site)}


def with_kinds(articles, site):
    """``articles`` from ``for_cards()`` with their kinds from the site context; no query."""
    for article in articles:
        if article.kind_id in site.kinds:
            article.kind = site.kinds[article.kind_id]
    return articles


def section_context(section, found, *, at, layout: PageLayout | None = None):
    """The context of the first page of a section, whose newest articles are ``found``.

    With ``layout``, of a preview of that. The query of the base context, and another for older
    picks.
    """
    context = base_context(at)
    site, language = context["site"], context["edition"].language
    if layout is not None:
        context["is_preview"] = True
    else:
        layout = site.layout(language, section.pk)
    _, articles = front_page.fill_section_top(found, layout, language=language, at=at)
    return context | {"section": section, "articles": with_kinds(articles, site)}


def find_article(pk, *, at):
    """The article, if it is live at ``at``, with all that its page shows; None if not.

    What ``for_page()`` would fetch, and the neighbours, by queries that are compiled once.
    """
    found = _article(pk=pk, at=at)
    if not found:
        return None
    article = found[0]
    article.shown_bylines = _bylines(at=at, article=pk)
    for byline in article.shown_bylines:
        byline.author.portrait_is_shown = byline.portrait_is_shown
    article.shown_taggings = _taggings(article=pk)
    return article


def article_context(article, *, at, authors=None, tags=None, is_preview=False):
    """The context of ``articles/article.html``.

    ``article`` comes from :func:`find_article`. A preview may hand in one from ``for_page()``, or
    one that was never saved, without section, address or date; then the ``authors`` and ``topics``
    are those of the form.
    """
    if authors is None:
        authors = [byline.author for byline in article.shown_bylines]
    if tags is None:
        tags = [tagging.tag for tagging in article.shown_taggings]
    if is_preview:
        judge(article, "photo", at)
        for author in authors:
            judge(author, "portrait", at)
    neighbours = getattr(article, "older_id", None), getattr(article, "newer_id", None)
    retellings = article.retellings or []
    cards = related.cards(article, at=at, also=[*neighbours, *retellings])
    sidebar = [cards[key] for key in article.sidebar if key in cards][: related.SHOWN]
    body = bodies.clean(article.body)  # see ``body_html``: links are judged as they are printed
    links = [*bodies.links(body), article.source_url]
    hidden = visibility.hidden(links, at, base=article.get_absolute_url() or "/")
    named = blocks.references(find(body), at)
    article.shown_photos = blocks.shown_photos(article, body, named)
    return base_context(at) | {
        "article": article,
        "authors": authors,
        "tags": tags,
        "body": blocks.render(bodies.without_links(body, hidden), at, named),
        "frame_hosts": blocks.frame_hosts(body),
        "source_url": "" if article.source_url in hidden else article.source_url,
        "reading_minutes": bodies.reading_minutes(article.body),
        "related": sidebar,
        "retellings": [cards[key] for key in retellings if key in cards],
        "section_newest": [] if sidebar else section_newest(article, at),
        "older": cards.get(neighbours[0]),
        "newer": cards.get(neighbours[1]),
        "share": None if is_preview else share_links(article),
        "is_preview": is_preview,
    }


def section_newest(article, at):
    """What stands beside an article that has no related ones: the newest of its section; a query.

    Without what editors have dismissed from beside it.
    """
    if article.section_id is None:
        return []
    section, language, key = article.section_id, article.language, article.pk or NO_KEY
    return _newest_in_section(at=at, section=section, language=language, article=key)


def body_html(html, at):
    """The body with its blocks in it, as readers see it at ``at``.

    Cleaned once more: a script, or a hand in the database, may have written into the row.
    """
    return blocks.render(bodies.clean(html), at)


def shown_corrections(at):
    """What readers are told of articles that they see at ``at``, and of those taken back."""
    known = Q(article__in=Article.objects.live(at)) | Q(article__in=Article.objects.retracted())
    in_edition = Correction.objects.shown().filter(article__language=current_edition().language)
    return in_edition.filter(known).select_related("article__section")


def share_links(article):
    """Name and address of each place to share the article in, and the article's own address."""
    path = article.get_absolute_url()
    if not path:
        return None
    address = absolute(path)
    url, text = quote(address, safe=""), quote(site_context.spell(article.headline), safe="")
    return {
        "url": address,
        "places": (
            ("WhatsApp", "whatsapp", f"https://wa.me/?text={text}%20{url}"),
            ("Telegram", "telegram", f"https://t.me/share/url?url={url}&text={text}"),
            ("X", "x", f"https://x.com/intent/post?url={url}&text={text}"),
        ),
    }


@contextmanager
def edition_in(language, script=""):
    """Inside, links and words are those of the edition in ``language``, and in ``script``."""
    before = get_script_prefix()
    in_language = [edition for edition in EDITIONS.values() if edition.language == language]
    asked = [edition for edition in in_language if edition.script == script]
    edition = (asked or in_language)[0]
    set_script_prefix(edition.prefix)
    try:
        with translation.override(language):
            yield edition
    finally:
        set_script_prefix(before)
