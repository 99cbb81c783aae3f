"""What an uploaded file is, by its content alone: a document, a sound or a video that is taken.

A closed list, and each format is looked at as far as it takes to be sure: into the parts of an
Office file for macros, into the tracks of a video for what browsers play. See decision 036.
"""

from typing import BinaryIO

from . import documents, mp4, sound, webm, webvtt
from .formats import (
    ACCEPTED,
    AUDIO,
    CAPTIONS_TYPE,
    DOCUMENT,
    FORMATS,
    LIMITS,
    LIMITS_BY_EXTENSION,
    PDF,
    VIDEO,
    BadFile,
    Format,
    Found,
)

__all__ = [
    "ACCEPTED",
    "AUDIO",
    "CAPTIONS_TYPE",
    "DOCUMENT",
    "FORMATS",
    "LIMITS",
    "LIMITS_BY_EXTENSION",
    "VIDEO",
    "BadFile",
    "Format",
    "Found",
    "find",
    "webvtt",
]

_HEAD = 4096


def find(file: BinaryIO, name: str = "") -> Found:
    """What ``file`` is; reads little of it, of a text all, in pieces.

    ``name`` only tells CSV from plain text. Raises :class:`BadFile`; the file is at its beginning
    afterwards.
    """
    try:
        return _found(file, name)
    finally:
        file.seek(0)


def _found(file: BinaryIO, name: str) -> Found:
    file.seek(0)
    head = file.read(_HEAD)
    if documents.is_pdf(head):
        return Found(PDF)
    if head.startswith((b"PK\3\4", b"PK\5\6")):
        return Found(documents.zipped(file))
    if head[4:8] == b"ftyp":
        return mp4.found(file)
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return webm.found(file)
    if head.startswith(b"OggS"):
        return Found(sound.ogg(head))
    if head.startswith((b"RIFF", b"RF64")) and head[8:12] == b"WAVE":
        return Found(sound.wav(head))
    return Found(sound.frames(file, head) or documents.text(file, name))
