"""Which files readers may be given, and what a browser is told of them."""

from typing import Final, NamedTuple

DOCUMENT, AUDIO, VIDEO = "document", "audio", "video"
MEGABYTE: Final = 1_000_000
# By kind, in bytes: what one upload may weigh.
LIMITS: Final = {DOCUMENT: 50 * MEGABYTE, AUDIO: 200 * MEGABYTE, VIDEO: 1000 * MEGABYTE}


class Format(NamedTuple):
    """``extension`` is the ending of its name in the storage, without a dot."""

    kind: str
    extension: str
    media_type: str

    @property
    def label(self) -> str:
        """What readers call it: «PDF»."""
        return self.extension.upper()


class BadFile(ValueError):
    """The file is none that is taken.

    ``reason`` is ``format`` (none of ours, or damaged), ``archive``, ``macros``, ``codec`` (a video
    or sound that browsers do not play) or ``encoding`` (a text that is not in UTF-8).
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Found(NamedTuple):
    """What a file is; of a video its size in pixels as it is shown, else 0 × 0."""

    format: Format
    width: int = 0
    height: int = 0


_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."

PDF = Format(DOCUMENT, "pdf", "application/pdf")
DOCX = Format(DOCUMENT, "docx", f"{_OOXML}wordprocessingml.document")
XLSX = Format(DOCUMENT, "xlsx", f"{_OOXML}spreadsheetml.sheet")
PPTX = Format(DOCUMENT, "pptx", f"{_OOXML}presentationml.presentation")
ODT = Format(DOCUMENT, "odt", f"{_ODF}text")
ODS = Format(DOCUMENT, "ods", f"{_ODF}spreadsheet")
CSV = Format(DOCUMENT, "csv", "text/csv; charset=utf-8")
TXT = Format(DOCUMENT, "txt", "text/plain; charset=utf-8")
MP3 = Format(AUDIO, "mp3", "audio/mpeg")
M4A = Format(AUDIO, "m4a", "audio/mp4")
AAC = Format(AUDIO, "aac", "audio/aac")
OGG = Format(AUDIO, "ogg", "audio/ogg")
WAV = Format(AUDIO, "wav", "audio/wav")
MP4 = Format(VIDEO, "mp4", "video/mp4")
WEBM = Format(VIDEO, "webm", "video/webm")

FORMATS: Final = {
    format.extension: format
    for format in (
        *(PDF, DOCX, XLSX, PPTX, ODT, ODS, CSV, TXT),
        *(MP3, M4A, AAC, OGG, WAV, MP4, WEBM),
    )
}
# What a browser offers to choose from, and what each of it may weigh.
ACCEPTED: Final = ",".join(f".{ending}" for ending in FORMATS)
LIMITS_BY_EXTENSION: Final = {name: LIMITS[format.kind] for name, format in FORMATS.items()}
CAPTIONS_TYPE: Final = "text/vtt; charset=utf-8"
