"""Documents: PDF, Office and OpenDocument files, plain text."""

import codecs
import struct
import zipfile
import zlib
from typing import BinaryIO, Final

from .formats import CSV, DOCX, ODS, ODT, PPTX, TXT, XLSX, BadFile, Format

_CHUNK: Final = 1 << 16
_CONTENT_TYPES, _MIMETYPE = "[Content_Types].xml", "mimetype"
_MOST_OF_MEMBER: Final = 1 << 20  # bytes that are read of one
_DAMAGED: Final = (
    *(zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError),
    *(EOFError, OSError, ValueError),
)
_CONTROL: Final = bytes({*range(32)} - {*b"\t\n\f\r"})
# What the main part of an Office file says that it is; ECMA-376 part 1, annex A.
_OFFICE_PARTS: Final = {
    b"wordprocessingml.document.main+xml": DOCX,
    b"spreadsheetml.sheet.main+xml": XLSX,
    b"presentationml.presentation.main+xml": PPTX,
}
_OPENDOCUMENTS: Final = {format.media_type.encode(): format for format in (ODT, ODS)}
# Programs inside: VBA, the macro sheets of old Excel, Basic and scripts of LibreOffice.
_MACROS: Final = ("vbaproject.bin", "vbadata.xml", "macrosheets/", "basic/", "scripts/")


def is_pdf(head: bytes) -> bool:
    """By ISO 32000-1, 7.5.2: the header may be anywhere in the first kilobyte, here first only."""
    return head.startswith(b"%PDF-")


def zipped(file: BinaryIO) -> Format:
    """Which Office or OpenDocument file the archive is."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _of_archive(archive)
    except BadFile:
        raise
    except _DAMAGED as error:
        raise BadFile("format") from error


def _of_archive(archive: zipfile.ZipFile) -> Format:
    names = {name.lower() for name in archive.namelist()}
    is_office, is_open = _CONTENT_TYPES.lower() in names, _MIMETYPE in names
    if not (is_office or is_open):
        raise BadFile("archive")
    if any(macro in name for name in names for macro in _MACROS):
        raise BadFile("macros")
    return _office(archive) if is_office else _open_document(archive)


def _office(archive: zipfile.ZipFile) -> Format:
    said = _member(archive, _CONTENT_TYPES)
    if b"macroEnabled" in said or b"macrosheet" in said:
        raise BadFile("macros")
    for part, format in _OFFICE_PARTS.items():
        if part in said:
            return format
    raise BadFile("format")


def _open_document(archive: zipfile.ZipFile) -> Format:
    format = _OPENDOCUMENTS.get(_member(archive, _MIMETYPE).strip())
    if format is None:
        raise BadFile("format")
    return format


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        with archive.open(name) as member:
            return member.read(_MOST_OF_MEMBER)
    except KeyError as error:  # it is there in other letters
        raise BadFile("format") from error


def text(file: BinaryIO, name: str) -> Format:
    """CSV by its name, else plain text: what is in them does not tell one from the other.

    Markup and scripts are none, whatever they are called.
    """
    file.seek(0)
    start = file.read(_CHUNK)
    if not start or start.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"<" or start[:2] == b"#!":
        raise BadFile("format")
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while chunk := file.read(_CHUNK):
            if chunk.translate(None, _CONTROL) != chunk:
                raise BadFile("format")
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise BadFile("encoding") from error
    return CSV if name.lower().endswith(".csv") else TXT
