"""What a feed is written in, by the name of its file."""

import html
import json
from datetime import UTC, datetime
from io import StringIO
from typing import NamedTuple

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.xmlutils import SimplerXMLGenerator

from .. import site_context
from ..structured_data import printable

_BEFORE_ALL = datetime(2026, 1, 1, tzinfo=UTC)


class Item(NamedTuple):
    """An entry as it stands in a feed, and when it was last changed."""

    text: str
    changed: datetime


class _Feed(SyndicationFeed):
    """Takes any text, and changes only when its entries do. ``items`` are written already."""

    def __init__(self, **kwargs):
        super().__init__(**_written(kwargs))

    def item_of(self, entry):
        """``entry``, arguments of ``add_item``, as an :class:`Item` of feeds of this format."""
        self.add_item(**_written(entry))
        item = self.items.pop()
        return Item(self.text_of(item), item["updateddate"])

    def latest_post_date(self):
        return max((item.changed for item in self.items), default=_BEFORE_ALL)


class _XmlFeed(_Feed):
    element = "item"

    def text_of(self, item):
        text = StringIO()
        handler = SimplerXMLGenerator(text, "utf-8", short_empty_elements=True)
        handler.startElement(self.element, self.item_attributes(item))
        self.add_item_elements(handler, item)
        handler.endElement(self.element)
        return text.getvalue()

    def write_items(self, handler):
        for item in self.items:
            handler.ignorableWhitespace(item.text)  # its one way to write what is markup already


class Rss(_XmlFeed, Rss201rev2Feed):
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


class Atom(_XmlFeed, Atom1Feed):
    """Atom, with every author and the full text."""

    element = "entry"

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

    def text_of(self, item):
        return json.dumps(_json_item(item), ensure_ascii=False)

    def write(self, outfile, encoding):
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "icon": self.feed["logo"],
            "language": self.feed["language"],
            "items": [],
        }
        start = json.dumps(_filled(feed), ensure_ascii=False).removesuffix("]}")
        text = ", ".join(item.text for item in self.items)
        outfile.write(f"{start}{text}]}}".encode(encoding))


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


def write_item(file, entry):
    """``entry``, arguments of ``SyndicationFeed.add_item``, as an item of the feed ``file``."""
    return FORMATS[file](title="", link="", description="").item_of(entry)
