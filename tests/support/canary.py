"""A word in all that an embargoed article has, and in all that leads to the article."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import NamedTuple
from urllib.parse import quote

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from articles.addresses import edition_of
from articles.kazakh.scripts import to_arabic, to_latin
from articles.media import renditions
from articles.models import Article, Kind, Layout, Redirect, RelatedArticle
from articles.models.curation.page_layout import BreakingBanner, PageLayout
from tests.factories import make_article, make_author, make_photo, make_tag
from tests.support import newsroom
from tests.support.tasks import run_waiting

WORD, SLUG = "Зымыранқұс", "zymyranqus"
FORMS = {WORD.casefold(), SLUG, to_latin(WORD).casefold(), to_arabic(WORD).casefold()}
BANNER = "Шұғыл хабар келді"


class Canary(NamedTuple):
    """The article, another one that links to it, a rendition of a file that it had before."""

    article: Article
    linking: Article
    old_rendition: str


def release(noon: datetime) -> Canary:
    """The newsroom, and an article under embargo until ``noon`` to which all leads."""
    now, built = timezone.now(), newsroom.build()
    photo, old_rendition = two_files()
    tag = make_tag(WORD, SLUG, is_pinned=True, description=f"{WORD} туралы")
    article = make_article(
        f"{WORD} көктемде оралды",
        lede=f"{WORD} лиді",
        body=f'<p>{WORD} мәтіні</p><figure data-photo="{photo.pk}"></figure>',
        kind=Kind.objects.create(name=f"{WORD} жанры", position=9),
        seo_headline=f"{WORD} іздеуге",
        photo_caption=f"{WORD} жазуы",
        photo=photo,
        tags=[make_tag(), tag],
        authors=[make_author(f"{WORD} Асқар", f"{SLUG}-asqar", position=WORD, portrait=photo)],
        embargo_until=noon,
        publish=False,
    )
    article.publish(by=None, at=now)
    for path, target in {
        "/eski/1.html": article.path,
        "/eski/2.html": f"http://testserver/ru{article.path}",
        "/eski/3.html": f"/tag/{SLUG}/rss.xml",
        "/eski/4.html": "/eski/1.html",
        "/tag/burynghy/": f"/tag/{SLUG}/",
    }.items():
        Redirect.objects.create(path=path, target=target)
    _lead_to(article, built.article)
    _lay_out(article, tag, now)
    run_waiting()
    linking = Article.objects.get(pk=built.article.pk)
    assert article.pk in linking.sidebar
    return Canary(article, linking, old_rendition)


def two_files():
    """A photo whose file was replaced, and the address of a rendition of the first one."""
    texts = {"alt": f"{WORD} суреті", "caption": f"{WORD} көпірде", "credit": f"{WORD} агенттігі"}
    photo = make_photo(file=_picture("navy"), **texts)
    renditions.make(photo)
    old = photo.rendition_url("w640")
    photo.file = _picture("gold")
    photo.save()
    renditions.make(photo)
    assert photo.rendition_url("w640") != old
    return photo, old


def _picture(colour):
    file = BytesIO()
    Image.new("RGB", (1300, 800), colour).save(file, "JPEG")
    return ContentFile(file.getvalue(), f"{SLUG}.jpg")


def _lead_to(article, other):
    """Links in the text of ``other``, in all the ways in which one may be written."""
    path = article.path
    links = [
        path,
        f"http://testserver{path}?utm=1#a",
        f"//testserver/ru{path}",
        f"/sayasat/{article.pk}-{SLUG}",
        f"/sayasat/{article.pk}-{SLUG}-qate/",
        f"../{article.pk}-{SLUG}/",
        f"/tag/{SLUG}/",
        f"/latn/tag/{SLUG}/rss.xml",
        f"/author/{SLUG}-asqar/",
        "/eski/4.html",
    ]
    text = "".join(f'<p><a href="{link}" rel="noopener">сілтеме</a></p>' for link in links)
    pasted = f'<p><a href="http://testserver{path}">http://testserver{path}</a></p>'
    other.body += text + pasted
    other.source_url = f"http://testserver{path}"
    other.save()
    RelatedArticle.objects.create(article=other, related=article)
    other.notify_changed(by=None, at=timezone.now())
    other.authors.update(website=f"http://testserver/tag/{SLUG}/")


def _lay_out(article, tag, now):
    """The breaking news, the big story, the lead and the top of the section are all the article."""
    banner = BreakingBanner(BANNER, article.path, now, article.published_at + timedelta(hours=9))
    for section in (None, article.section):
        layout = PageLayout(story=None if section else tag.pk, banner=None if section else banner)
        layout = layout.place(article.pk, "top.0", now)
        if section is None:
            others = Article.objects.live().newest()[5:8]
            for number, other in enumerate(others):
                layout = layout.place(other.pk, f"story.{number}", now)
        Layout.save_version(layout, language="kk", section=section, base=0, by=None, at=now)


def guesses(article):
    """Addresses that somebody might try who knows how this site makes them."""
    photo = article.photo
    own = [article.path, f"/sayasat/{article.pk}-x/", f"/ru{article.path}", "/eski/1.html"]
    named = [f"/{kind}/{SLUG}{end}/" for kind, end in (("tag", ""), ("author", "-asqar"))]
    named += [f"{prefix}/tag/{SLUG}/" for prefix in ("/latn", "/arab", "/ru", "/en")]
    feeds = [f"{address}{file}" for address in named for file in ("rss.xml", "feed.json")]
    old = [f"/eski/{number}.html" for number in (2, 3, 4)]
    old += ["/tag/burynghy/", "/tag/burynghy/rss.xml"]
    return [*own, *named, *feeds, *old, photo.rendition_url("w640"), photo.rendition_url("social")]


def reveals(address, answer):
    """Whether the answer has the word. The search repeats what was asked for: see its own test."""
    text = answer.body.decode("utf-8", "replace") + answer.location
    if "/search/?" in address and quote(WORD) in address:
        return False
    own = address.removeprefix(edition_of(address).prefix)
    text = text.replace(own, "").casefold()  # a page that is not there names its own address
    return any(form in text for form in FORMS)
