"""Goes where the pages of the site lead."""

import re
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

SITE = "http://testserver"
LONGEST = 500


class Answer(NamedTuple):
    """What the site said at an address; ``location`` is where it sent the reader on."""

    status: int
    type: str
    location: str
    body: bytes

    @property
    def is_html(self):
        return self.type.startswith("text/html")

    @property
    def text(self):
        return self.body.decode("utf-8")


def ask(client, address):
    """The answer, read to its end: that closes a file."""
    response = client.get(address)
    body = b"".join(response) if response.streaming else response.content
    headers = response.headers
    return Answer(
        response.status_code, headers.get("Content-Type", ""), headers.get("Location", ""), body
    )


def crawl(client, start):
    """Answers by address, of all that can be reached from `start` inside the site."""
    waiting, found = list(start), {}
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        assert len(found) < LONGEST, "the site has no end"
        found[address] = answer = ask(client, address)
        waiting += [link for link in links(address, answer) if link not in found]
    return found


def links(address, answer):
    """Addresses inside the site that the answer names: links, pictures, styles, scripts, feeds."""
    if answer.location:
        named = [answer.location]
    elif answer.is_html:
        named = _in_html(answer.text)
    elif "xml" in answer.type and "svg" not in answer.type:
        named = _in_xml(answer.body)
    else:
        named = []
    whole = [urlsplit(urljoin(SITE + address, name)) for name in named]
    return {
        f"{url.path}?{url.query}" if url.query else url.path
        for url in whole
        if f"{url.scheme}://{url.netloc}" == SITE and not url.path.startswith("/admin/")
    }


def _in_html(text):
    page = html.fromstring(text)
    for _element, attribute, link, _position in page.iterlinks():
        if attribute == "srcset":
            yield from (part.split()[0] for part in link.split(","))
        else:
            yield link
    for meta in page.iterfind(".//meta[@property]"):
        if meta.get("property") in ("og:url", "og:image"):
            yield meta.get("content")
    for data in page.iterfind(".//script[@type='application/ld+json']"):
        yield from re.findall(rf'"({SITE}[^"]*)"', data.text)


def _in_xml(body):
    for element in etree.fromstring(body).iter(etree.Element):
        if etree.QName(element).localname in ("loc", "link", "guid") and element.text:
            yield element.text.strip()
        yield from (element.get(name) for name in ("href", "url") if element.get(name))
