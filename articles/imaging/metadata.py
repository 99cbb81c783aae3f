"""What a rendition says of itself: who made it, how that must read, and whose it is.

XMP goes into every format, Exif into every format, IPTC-IIM into JPEG, the only one that has room
for it. Nothing else of a file goes along: no place, no number of a camera, no small picture.
"""

import json
import re
import struct
from hashlib import sha256
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from PIL import Image

_ARTIST, _COPYRIGHT = 0x013B, 0x8298  # Exif 2.32, table 4
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

# ISO 16684-1 (XMP), 7.3 and 8; IPTC Photo Metadata Standard 2023.1; PLUS 1.2.1
_PACKET: Final = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about=""'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
    ' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
    ' xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"'
    ' xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/">'
    "{}</rdf:Description></rdf:RDF></x:xmpmeta>"
    '<?xpacket end="r"?>'
)
_LIST: Final = "<{0}><rdf:Seq><rdf:li>{1}</rdf:li></rdf:Seq></{0}>"
_WORDS: Final = '<{0}><rdf:Alt><rdf:li xml:lang="x-default">{1}</rdf:li></rdf:Alt></{0}>'
_PLAIN: Final = "<{0}>{1}</{0}>"
_LICENSOR: Final = (
    '<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">{}</rdf:li></rdf:Seq></plus:Licensor>'
)

# IPTC-IIM 4.2, chapters 5 and 6: record 1 says that the texts are UTF-8, record 2 has them.
_UTF8: Final = (1, 90, b"\x1b%G")
_VERSION: Final = (2, 0, b"\0\4")
_BYLINE, _CREDIT, _COPYRIGHT_NOTICE, _CAPTION = 80, 110, 116, 120
# Adobe Photoshop File Formats Specification, «Image Resource Blocks»: 0x0404 is the IPTC record.
_PHOTOSHOP, _RESOURCE = b"Photoshop 3.0\0", b"8BIM\x04\x04\0\0"


class Said(NamedTuple):
    """What is said with a photo; what is empty is not written.

    ``credit`` is how the credit must read, ``rights`` the copyright notice. ``web_statement`` is
    the address of the licence, ``licensor`` and ``licensor_url`` who gives one.
    """

    creator: str = ""
    credit: str = ""
    rights: str = ""
    caption: str = ""
    alt: str = ""
    web_statement: str = ""
    licensor: str = ""
    licensor_url: str = ""

    def digest(self, *more: object) -> str:
        """Six hexadecimal digits that stand for all this and for ``more``, which JSON can hold."""
        return sha256(json.dumps([self, *more]).encode()).hexdigest()[:6]

    def printable(self) -> "Said":
        """Without characters that XML has no way to write."""
        return Said(*(_UNPRINTABLE.sub("", text).strip() for text in self))


def options(said: Said, format: str) -> dict:
    """Arguments of Pillow's ``Image.save`` by which a picture in ``format`` says all this."""
    said = said.printable()
    if not any(said):
        return {"exif": Image.Exif()}
    return {
        "exif": _exif(said),
        **({"xmp": _xmp(said)} if format in ("JPEG", "WEBP", "AVIF") else {}),
        **({"extra": _iptc(said)} if format == "JPEG" else {}),
    }


def _exif(said: Said) -> Image.Exif:
    exif = Image.Exif()
    for tag, text in ((_ARTIST, said.creator or said.credit), (_COPYRIGHT, said.rights)):
        if text:
            exif[tag] = text.encode()  # UTF-8, as exiftool reads it
    return exif


def _xmp(said: Said) -> bytes:
    licensor = _elements(
        (_PLAIN, "plus:LicensorName", said.licensor),
        (_PLAIN, "plus:LicensorURL", said.licensor_url),
    )
    elements = _elements(
        (_LIST, "dc:creator", said.creator),
        (_WORDS, "dc:rights", said.rights),
        (_WORDS, "dc:description", said.caption),
        (_PLAIN, "photoshop:Credit", said.credit),
        (_PLAIN, "xmpRights:WebStatement", said.web_statement),
        (_WORDS, "Iptc4xmpCore:AltTextAccessibility", said.alt),
    )
    return _PACKET.format(elements + (_LICENSOR.format(licensor) if licensor else "")).encode()


def _elements(*rows: tuple[str, str, str]) -> str:
    return "".join(pattern.format(name, escape(text)) for pattern, name, text in rows if text)


def _iptc(said: Said) -> bytes:
    """The marker APP13 of a JPEG.

    IIM lets a name have 32 bytes, sixteen Kazakh letters. Programs go by the length that stands
    before the text, and a name that is whole serves better than one that is cut.
    """
    texts = {
        _BYLINE: said.creator,
        _CREDIT: said.credit,
        _COPYRIGHT_NOTICE: said.rights,
        _CAPTION: said.caption,
    }
    sets = [
        _UTF8,
        _VERSION,
        *((2, number, text.encode()) for number, text in texts.items() if text),
    ]
    record = b"".join(struct.pack(">BBBH", 0x1C, *head, len(data)) + data for *head, data in sets)
    block = _RESOURCE + struct.pack(">I", len(record)) + record + b"\0" * (len(record) % 2)
    return b"\xff\xed" + struct.pack(">H", 2 + len(_PHOTOSHOP + block)) + _PHOTOSHOP + block
