"""What pages say of themselves to search engines: schema.org data as plain dictionaries.

Every address in it is absolute and answers. Nothing is asked of the database beyond what the page
has loaded: articles come from ``ArticleQuerySet.for_page``, the site from ``SiteIdentity``.
"""

import re
from datetime import datetime

from django.utils import timezone

from ..addresses import absolute, lang_of, localize
from ..imaging import Said
from ..kazakh import dates
from ..models import Article, Author, Photo, Section, SiteIdentity
from ..models.media.photos import RATIOS, SOCIAL, WIDTHS
from ..models.workflow.corrections import Notice

HEADLINE_LENGTH = 110  # what search engines show; longer ones are refused by some of them

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def for_article(article: Article, identity: SiteIdentity) -> dict:
    """The article and the way to it from the front page."""
    url = absolute(article.get_absolute_url())
    front = (identity.name, localize("/"))
    section, _instant = _published(article)
    return _graph(
        _article(article, url, identity),
        _breadcrumbs(
            front,
            (section.localized_name, section.get_absolute_url()),
            (article.headline, article.get_absolute_url()),
        ),
    )


def _published(article: Article) -> tuple[Section, datetime]:
    """Section and instant: a constraint of the database says that what is published has both."""
    assert article.section is not None
    assert article.published_at is not None
    return article.section, article.published_at


def for_front(identity: SiteIdentity) -> dict:
    """The site, its publisher and how to search in it."""
    front = absolute(localize("/"))
    search = {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": absolute(localize("/search/")) + "?q={search_term_string}",
        },
        "query-input": "required name=search_term_string",
    }
    site = {
        "@type": "WebSite",
        "@id": f"{front}#site",
        "url": front,
        "name": identity.name,
        "description": identity.description,
        "publisher": _publisher(identity),
        "potentialAction": search,
    }
    return _graph(_filled(site))


def for_imprint(identity: SiteIdentity) -> dict:
    """The page that says who publishes."""
    url = absolute(localize("/imprint/"))
    page = {"@type": "AboutPage", "url": url, "mainEntity": _publisher(identity)}
    return _graph(page)


def for_list(name: str, path: str, identity: SiteIdentity) -> dict:
    """The way from the front page to a section or a tag at ``path``."""
    return _graph(_breadcrumbs((identity.name, localize("/")), (name, path)))


def for_author(author: Author, identity: SiteIdentity) -> dict:
    """Who somebody is who writes here."""
    portrait = author.shown_portrait
    person = {
        **_person(author),
        "jobTitle": author.position,
        "description": author.biography,
        "image": _image(portrait, widest(portrait)) if portrait else None,
        "worksFor": _publisher(identity),
    }
    url = absolute(author.get_absolute_url())
    return _graph({"@type": "ProfilePage", "url": url, "mainEntity": _filled(person)})


def modified(article: Article) -> datetime:
    """When readers last saw the article change: never before it was published."""
    return max(filter(None, (article.published_at, article.updated_at)))


def iso(moment: datetime) -> str:
    """The instant for machines, with the offset of the newsroom."""
    return dates.iso(moment, timezone.get_default_timezone())


def shortened(text: str, length: int) -> str:
    """``text``, cut at a word where it has more than ``length`` characters."""
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + "…"


def printable(text: str) -> str:
    """``text`` without the characters that XML has no way to write."""
    return _UNPRINTABLE.sub("", text)


def widest(photo: Photo, limit: int = max(WIDTHS.values())) -> str:
    """Name of the widest whole rendition of at most ``limit`` pixels; empty where there is none."""
    names = [name for name, width in WIDTHS.items() if name in photo.renditions and width <= limit]
    return names[-1] if names else ""


def _article(article: Article, url: str, identity: SiteIdentity) -> dict:
    section, published_at = _published(article)
    return _filled(
        {
            "@type": "NewsArticle",
            "@id": f"{url}#article",
            "url": url,
            "mainEntityOfPage": url,
            "headline": shortened(article.seo_headline or article.headline, HEADLINE_LENGTH),
            "description": article.summary or article.headline,
            "datePublished": iso(published_at),
            "dateModified": iso(modified(article)),
            "correction": [_correction(notice) for notice in article.shown_notices],
            "author": _authors(article),
            "publisher": _publisher(identity),
            "image": _pictures(article),
            "articleSection": section.localized_name,
            "genre": article.kind.localized_name,
            "keywords": [tagging.tag.name for tagging in article.shown_taggings],
            "inLanguage": lang_of(article.language),
            "isAccessibleForFree": True,
        }
    )


def _correction(notice: Notice) -> dict:
    return {
        "@type": "CorrectionComment",
        "name": notice.label,
        "text": notice.note,
        "datePublished": iso(notice.at),
    }


def _authors(article: Article) -> list[dict]:
    people = [_person(byline.author) for byline in article.shown_bylines]
    return people or [{"@type": "Organization", "name": article.agency}]


def _person(author: Author) -> dict:
    return {
        "@type": "Person",
        "name": author.name,
        "url": absolute(author.get_absolute_url()),
    }


def _publisher(identity: SiteIdentity) -> dict:
    logo = absolute(identity.logo.url) if identity.logo else ""
    imprint = absolute(localize("/imprint/"))
    return _filled(
        {
            "@type": "NewsMediaOrganization",
            "@id": absolute("/#publisher"),
            "name": identity.name,
            "url": absolute("/"),
            "logo": logo and {"@type": "ImageObject", "url": logo},
            "legalName": identity.owner,
            "address": identity.address
            and {
                "@type": "PostalAddress",
                "streetAddress": identity.address,
                "addressCountry": "KZ",
            },
            "telephone": identity.phone,
            "email": identity.email,
            "sameAs": identity.account_addresses,
            "publishingPrinciples": identity.principles and f"{imprint}#principles",
            "masthead": identity.editor and imprint,
            "ownershipFundingInfo": identity.owner and imprint,
            "correctionsPolicy": absolute(localize("/corrections/")),
        }
    )


def _pictures(article: Article) -> list[dict]:
    """The photo of the article whole and in three shapes; none while its file is awaited."""
    photo = next(iter(article.shown_photos), None)
    if photo is None:
        return []
    shapes = [name for name in RATIOS if name in photo.renditions] or [SOCIAL]
    names = [name for name in (widest(photo), *shapes) if name in photo.renditions]
    images = (_image(photo, name, caption_of(article, photo)) for name in names)
    return [image for image in images if image]


def caption_of(article: Article, photo: Photo) -> str:
    """What the article says under ``photo``, its lead or one of its text."""
    return article.caption if photo.pk == article.photo_id else photo.caption


def _image(photo: Photo, name: str, caption: str = "") -> dict | None:
    if not name:
        return None
    (width, height), said = photo.renditions[name], photo.said
    return _filled(
        {
            "@type": "ImageObject",
            "url": absolute(photo.rendition_url(name)),
            "width": width,
            "height": height,
            "caption": caption or photo.caption or photo.alt,
            "creditText": said.credit,
            "copyrightNotice": said.rights,
            "license": said.web_statement,
            "acquireLicensePage": said.licensor_url,
            "creator": _creator(said),
        }
    )


def _creator(said: Said) -> dict | None:
    """Who is named beside the credit is a person; a credit alone may be an agency's."""
    if said.creator != said.credit:
        return {"@type": "Person", "name": said.creator}
    return {"@type": "Organization", "name": said.licensor} if said.licensor else None


def _breadcrumbs(*steps: tuple[str, str]) -> dict:
    items = [
        {"@type": "ListItem", "position": n, "name": name, "item": absolute(path)}
        for n, (name, path) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _graph(*things: dict) -> dict:
    return {"@context": "https://schema.org", "@graph": list(things)}


def _filled(thing: dict) -> dict:
    """``thing`` without what is not known."""
    return {key: value for key, value in thing.items() if value not in (None, "", [])}
