"""What an uploaded file is, by its content alone."""

import io
from contextlib import suppress

import pytest

from articles import file_types
from articles.file_types import webvtt
from tests.support import files

pytestmark = pytest.mark.once
TAKEN = {
    "pdf": files.PDF,
    "docx": files.office("docx"),
    "xlsx": files.office("xlsx"),
    "pptx": files.office("pptx"),
    "odt": files.open_document("text"),
    "ods": files.open_document("spreadsheet"),
    "csv": "Аудан;Саны\nАбай;12\n".encode(),
    "txt": "Қаулының мәтіні.\r\n".encode("utf-8-sig"),
    "mp3": files.recording("speech.mp3"),
    "m4a": files.recording("speech.m4a"),
    "aac": files.recording("speech.aac"),
    "ogg": files.recording("speech.ogg"),
    "wav": files.recording("speech.wav"),
    "mp4": files.recording("film.mp4"),
    "webm": files.recording("film.webm"),
}
REFUSED = {
    "page": ("format", b"\xef\xbb\xbf\n <!doctype html><script>alert(1)</script>"),
    "svg": ("format", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "script": ("format", b"#!/bin/sh\nrm -rf /\n"),
    "program": ("format", b"MZ\x90\0\3\0\0\0"),
    "elf": ("format", b"\x7fELF\2\1\1\0"),
    "empty": ("format", b""),
    "picture": ("format", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    "zip": ("archive", files.archive(**{"a.txt": "a"})),
    "epub": ("format", files.archive(mimetype="application/epub+zip")),
    "cut zip": ("format", files.office("docx")[:-30]),
    "docm": ("macros", files.office("docx", ["word/vbaProject.bin"])),
    "xlsm": ("macros", files.office("xlsx", said="application/vnd.ms-excel.sheet.macroEnabled")),
    "xlm": ("macros", files.office("xlsx", ["xl/macrosheets/sheet1.xml"])),
    "basic": ("macros", files.open_document("text", **{"Basic/Standard/Module1.xml": "x"})),
    "hevc": ("codec", files.recording("hevc.mp4")),
    "alac": ("codec", files.recording("alac.m4a")),
    "matroska": ("codec", files.recording("film.webm").replace(b"webm", b"matr", 1)),
    "avi sound": ("codec", b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x55\0" + bytes(40)),
    "cut mp4": ("format", files.recording("film.mp4")[:600]),
    "cut webm": ("format", files.recording("film.webm")[:40]),
    "windows-1251": ("encoding", "Қазақстан Республикасы".encode("cp1251", "ignore") + b"\xd2"),
}


@pytest.mark.parametrize("ending", TAKEN)
def test_a_file_is_known_whatever_it_is_called(ending):
    name = "a.csv" if ending == "csv" else "report.html"
    found = file_types.find(io.BytesIO(TAKEN[ending]), name)
    assert found.format.extension == ending
    assert found.format == file_types.FORMATS[ending]


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_none_of_ours_is_refused_with_its_reason(what):
    reason, data = REFUSED[what]
    with pytest.raises(file_types.BadFile) as refused:
        file_types.find(io.BytesIO(data), "esep.pdf")
    assert refused.value.reason == reason


@pytest.mark.parametrize("ending", ["mp4", "webm"])
def test_the_size_of_a_video_is_read(ending):
    found = file_types.find(io.BytesIO(TAKEN[ending]))
    assert (found.width, found.height) == (96, 54)


def test_a_video_of_a_telephone_held_upright_is_upright():
    unit, turned = (b"\0\1\0\0" + bytes(12) + b"\0\1\0\0"), (bytes(4) + b"\0\1\0\0" + bytes(4))
    turned += b"\xff\xff\0\0" + bytes(4)
    data = TAKEN["mp4"]
    head = data.index(b"tkhd")
    at = data.index(unit, head)
    found = file_types.find(io.BytesIO(data[:at] + turned + data[at + len(turned) :]))
    assert (found.width, found.height) == (54, 96)


def test_every_cut_and_damage_is_a_refusal_or_a_file_and_no_error():
    for data in TAKEN.values():
        for step in range(1, 60):
            cut = data[: len(data) * step // 60]
            damaged = bytearray(data)
            damaged[len(data) * step // 61] ^= 0xFF
            for broken in (cut, bytes(damaged)):
                with suppress(file_types.BadFile):
                    file_types.find(io.BytesIO(broken))


def test_a_tag_before_the_sound_is_passed_over():
    tag = b"ID3\4\0\0\0\0\1\x48" + bytes(200)
    found = file_types.find(io.BytesIO(tag + TAKEN["mp3"].lstrip(b"\0")))
    assert found.format.extension == "mp3"


CAPTIONS = "WEBVTT\n\n1\n00:00.000 --> 00:01.500 align:start\nСәлем!\n\n{}\nҚайырлы күн.\n"


@pytest.mark.parametrize("second", ["00:01.500 --> 00:02.000", "01:00:01.500 --> 01:00:02.000"])
def test_captions_that_are_right(second):
    webvtt.check(CAPTIONS.format(second).encode("utf-8-sig").replace(b"\n", b"\r\n"))


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ("1\n00:00:01,000 --> 00:00:02,000\nСәлем\n", "head", 1),
        (CAPTIONS.format("00:01,500 --> 00:02,000"), "timing", 7),
        (CAPTIONS.format("00:03.000 --> 00:02.000"), "order", 7),
        ("WEBVTT\n\nСәлем\n", "empty", 4),
    ],
)
def test_captions_that_are_wrong_are_named_with_their_line(text, reason, line):
    with pytest.raises(webvtt.BadCaptions) as refused:
        webvtt.check(text.encode())
    assert (refused.value.reason, refused.value.line) == (reason, line)


def test_captions_in_another_encoding():
    with pytest.raises(webvtt.BadCaptions) as refused:
        webvtt.check("WEBVTT\n\n00:01.000 --> 00:02.000\nСәлем".encode("cp1251", "ignore"))
    assert (refused.value.reason, refused.value.line) == ("encoding", 4)
