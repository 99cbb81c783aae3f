"""Documents, recordings and what only looks like one."""

import zipfile
from io import BytesIO
from pathlib import Path

RECORDINGS = Path(__file__).parent / "recordings"
PDF = b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:01.500\nСу қоймасы толды.\n".encode()
_MAIN = {
    "docx": ("word/document.xml", "wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation.main+xml"),
}


def archive(**members):
    """A ZIP; names of members with ``__`` for a slash."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in members.items():
            file.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def office(kind, more=(), said=""):
    """An Office file of ``kind`` with ``more`` members, and what else it says of its parts."""
    part, word = _MAIN[kind]
    types = f'<Override PartName="/{part}" ContentType="application/vnd.x.{word}"/>'
    types = f"<Types>{types}{said}</Types>"
    return archive(**{"[Content_Types].xml": types, part: "<x/>"} | dict.fromkeys(more, "x"))


def open_document(kind, **more):
    return archive(mimetype=f"application/vnd.oasis.opendocument.{kind}", **more)


def recording(name):
    """The bytes of one in ``tests/support/recordings``: ``film.mp4``."""
    return (RECORDINGS / name).read_bytes()
