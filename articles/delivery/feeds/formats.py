"""What a feed is written in, by the name of its file."""

import html
import json
from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from .. import site_context
from ..structured_data import printable

_BEFORE_ALL = datetime(2026, 1, 1, tzinfo=UTC)


class _Feed(SyndicationFeed):
    """Takes any text, and changes only when its entries do."""

    def __init__(self, **kwargs):
        super().__init__(**_written(kwargs))

    def add_item(self, **kwargs):
        super().add_item(**_written(kwargs))

    def latest_post_date(self):
        return super().latest_post_date() if self.items else _BEFORE_ALL


class Rss(_Feed, Rss201rev2Feed):
    """RSS 2.0; the full text in ``content:encoded``, the picture with its credit in ``media:``."""

    def rss_attributes(self):
        return super().rss_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:media": "http://search.yahoo.com/mrss/",
        }

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        if self.feed["logo"]:
            handler.startElement("image", {})
            for name in ("url", "title", "link"):
                handler.addQuickElement(name, self.feed["logo" if name == "url" else name])
            handler.endElement("image")

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name, _url in item["authors"]:
            handler.addQuickElement("dc:creator", name)
        handler.addQuickElement("content:encoded", item["content"])
        if picture := item["picture"]:
            size = {name: picture[name] for name in ("url", "width", "height")}
            handler.startElement("media:content", size | {"medium": "image", "type": "image/jpeg"})
            handler.addQuickElement("media:description", picture["caption"], {"type": "plain"})
            handler.addQuickElement("media:credit", picture["credit"])
            handler.endElement("media:content")


class Atom(_Feed, Atom1Feed):
    """Atom, with every author and the full text."""

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        if self.feed["logo"]:
            handler.addQuickElement("logo", self.feed["logo"])

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name, url in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            if url:
                handler.addQuickElement("uri", url)
            handler.endElement("author")
        handler.addQuickElement("content", item["content"], {"type": "html"})


class Json(_Feed):
    """JSON Feed 1.1."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile, encoding):
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "icon": self.feed["logo"],
            "language": self.feed["language"],
            "items": [_json_item(item) for item in self.items],
        }
        outfile.write(json.dumps(_filled(feed), ensure_ascii=False).encode(encoding))


def _json_item(item):
    return _filled(
        {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "content_html": item["content"],
            "summary": html.unescape(item["description"]),  # plain text, unlike in RSS and Atom
            "image": item["picture"].get("url"),
            "date_published": item["pubdate"].isoformat(timespec="seconds"),
            "date_modified": item["updateddate"].isoformat(timespec="seconds"),
            "authors": [_filled({"name": name, "url": url}) for name, url in item["authors"]],
            "tags": item["categories"],
            "language": item["language"],
        }
    )


def _filled(thing):
    """``thing`` without what is empty; a feed always has its list of entries."""
    return {key: value for key, value in thing.items() if value or key == "items"}


def _written(value):
    """``value`` with all text in it fit for XML and in the letters of the edition, to the bottom.

    Addresses and ids have no Cyrillic letters, so they are the same everywhere.
    """
    if isinstance(value, str):
        return site_context.spell(printable(value))
    if isinstance(value, dict):
        return {key: _written(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_written(part) for part in value]
    return value


FORMATS = {"rss.xml": Rss, "atom.xml": Atom, "feed.json": Json}
