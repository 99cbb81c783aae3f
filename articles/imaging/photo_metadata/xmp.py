"""XMP: RDF in XML, the home of the properties of the IPTC standard.

https://www.iptc.org/std/photometadata/specification/IPTC-PhotoMetadata
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from lxml import etree

from .dates import moment
from .found import MOST, Found

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_EXT = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
_EXIF = "{http://ns.adobe.com/exif/1.0/}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

_TEXTS: Final = {  # by field, what comes first counts first
    "credit": [_PHOTOSHOP + "Credit"],
    "copyright": [_DC + "rights"],
    "licence_url": [_RIGHTS + "WebStatement"],
    "caption": [_DC + "description"],
    "headline": [_PHOTOSHOP + "Headline", _DC + "title"],
    "alt": [_CORE + "AltTextAccessibility"],
}
_PLACE = [_CORE + "Location", *(_PHOTOSHOP + name for name in ("City", "State", "Country"))]
_LOCATIONS = [_EXT + "LocationShown", _EXT + "LocationCreated"]
_IN_LOCATION = [_EXT + name for name in ("Sublocation", "City", "ProvinceState", "CountryName")]
_DATES = [_PHOTOSHOP + "DateCreated", _EXIF + "DateTimeOriginal"]


def read(data: bytes) -> Found:
    """What a packet says; of one that is damaged, what stands before the damage."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    root = etree.fromstring(data.strip(b"\0 \n\r\t"), parser)
    found = Found()
    if root is None:
        return found
    things = [*root.iterfind(f".//{_RDF}RDF/{_RDF}Description")]
    for name, properties in _TEXTS.items():
        for one in properties:
            found.put(name, _text(things, one))
    found.put("creator", ", ".join(_values(things, _DC + "creator")))
    found.put("place", _place(things))
    for one in _DATES:
        found.put("taken_at", moment(_text(things, one)))
    found.put_all("keywords", _values(things, _DC + "subject"))
    people = [*_values(things, _EXT + "PersonInImage"), *_people_with_details(things)]
    found.put_all("persons", people)
    return found


def _text(things: list, name: str) -> str:
    """The text of a property; in several languages the one that is meant for all."""
    values = list(_elements(things, name))
    general = [value for value in values if value.get(_LANGUAGE) == "x-default"]
    texts = [text for value in [*general, *values] if (text := (value.text or "").strip())]
    return texts[0] if texts else next(_attributes(things, name), "")


def _values(things: list, name: str) -> list[str]:
    """The texts of a property that may have several."""
    return [*(value.text or "" for value in _elements(things, name)), *_attributes(things, name)]


def _elements(things: list, name: str) -> Iterator:
    """The elements that hold the values of a property: those of its list, or itself."""
    for thing in things:
        for found in thing.iterfind(name):
            items = list(islice(found.iterfind(f"{_RDF}*/{_RDF}li"), MOST))
            yield from items or [found]


def _attributes(things: list, name: str) -> Iterator[str]:
    for thing in things:
        if name in thing.attrib:
            yield thing.attrib[name]
        for found in thing.iterfind(name):
            if address := found.get(_RDF + "resource"):
                yield address


def _place(things: list) -> str:
    parts = [_text(things, name) for name in _PLACE]
    if not any(parts):
        locations = [one for name in _LOCATIONS for one in _structures(things, name)]
        parts = [_text(locations[:1], name) for name in _IN_LOCATION]
    return ", ".join(dict.fromkeys(filter(None, parts)))


def _structures(things: list, name: str) -> Iterator:
    """The elements whose children are the fields of a structure, in whichever way it is written."""
    for element in _elements(things, name):
        inner = element.find(f"{_RDF}Description")
        yield element if inner is None else inner


def _people_with_details(things: list) -> list[str]:
    people = list(_structures(things, _EXT + "PersonInImageWDetails"))
    return [_text([one], _EXT + "PersonName") for one in people]
