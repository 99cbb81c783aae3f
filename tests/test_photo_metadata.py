"""What a photo's file says of itself: read from XMP, IIM and Exif, in whatever letters."""

from datetime import datetime
from io import BytesIO

import pytest

from articles.imaging import photo_metadata
from tests.support import exiftool, pictures
from tests.support.exiftool import ALL, EXIF, GPS, IIM, KAZAKH, XMP, dataset, written

pytestmark = pytest.mark.once
TAKEN = datetime.fromisoformat("2026-03-03T15:45:10+05:00")
ONLY_XMP = {"licence_url", "alt", "persons"}


def read(data):
    return photo_metadata.read(BytesIO(data))


def said(data, names):
    found = read(data)
    return {name: getattr(found, name) for name in names}


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_all_that_exiftool_wrote_is_read(format):
    data = written(*(XMP + EXIF + GPS), format=format)
    assert said(data, KAZAKH) == KAZAKH
    assert read(data).taken_at == TAKEN
    assert not read(data).guessed


@pytest.mark.parametrize("format", ["JPEG", "TIFF"])
def test_all_three_kinds_at_once_and_iim_alone(format):
    assert said(written(*ALL, format=format), KAZAKH) == KAZAKH
    data = written(*IIM, format=format)
    names = KAZAKH.keys() - ONLY_XMP - {"coordinates"}
    assert said(data, names) == {name: KAZAKH[name] for name in names}
    assert read(data).taken_at == TAKEN


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_exif_alone(format):
    data = written(*EXIF, *GPS, format=format)
    names = ["creator", "copyright", "caption", "headline", "keywords", "coordinates"]
    assert said(data, names) == {name: KAZAKH[name] for name in names}
    assert read(data).taken_at == TAKEN


def iim(encoding, head=b"", text="Әсел Қуанышқызы, Шымкент"):
    values = {80: text, 120: f"{text} – тасқын", 25: "өзен"}
    if encoding == "iso8859-5":
        text = "Анна Ёлкина"
        values = {80: text, 120: text, 25: "река"}
    return head + b"".join(
        dataset(2, number, value.encode(encoding, "replace")) for number, value in values.items()
    )


@pytest.mark.parametrize(
    ("encoding", "head", "is_guess"),
    [
        ("kz1048", b"", True),
        ("utf-8", b"", False),
        ("utf-8", dataset(1, 90, b"\x1b%G"), False),
        ("iso8859-5", dataset(1, 90, b"\x1b-L"), False),
        ("iso8859-5", dataset(1, 90, b"\x1b.L"), False),
        ("kz1048", dataset(1, 90, b"\x1b%G"), True),
    ],
)
def test_letters_of_iim_marked_and_not(encoding, head, is_guess):
    if encoding == "kz1048":
        text = "Әсел Қуанышқызы, Шымкент"
        block = iim(encoding, head, text)
    else:
        text = "Анна Ёлкина" if encoding == "iso8859-5" else "Әсел Қуанышқызы, Шымкент"
        block = iim(encoding, head)
    found = read(written(iim=block))
    assert found.creator == text
    assert bool(found.guessed) == is_guess
    assert found.guessed <= {"creator", "caption", "keywords"}


def test_where_they_disagree_xmp_counts_unless_the_iim_was_changed_after_it():
    both = ["-XMP-dc:Creator=Жаңа", "-IPTC:By-line=Ескі", "-EXIF:Artist=Камера"]
    utf8 = "-IPTC:CodedCharacterSet=UTF8"
    assert read(written(utf8, *both)).creator == "Жаңа"
    assert read(written(utf8, *both, "-IPTCDigest=new")).creator == "Жаңа"
    changed = written(utf8, *both, "-IPTCDigest=00000000000000000000000000000001")
    assert read(changed).creator == "Ескі"
    assert read(written("-IPTC:By-line=Old", "-EXIF:Artist=Камера")).creator == "Old"


def test_several_languages_places_and_people_as_structures():
    found = read(
        written(
            "-XMP-dc:Description-kk=Қазақша",
            "-XMP-dc:Description-x-default=Негізгі",
            "-XMP-iptcExt:LocationShownCity=Балқаш",
            "-XMP-iptcExt:LocationShownCountryName=Қазақстан",
            "-XMP-iptcExt:PersonInImageName=Дана Серік",
        )
    )
    assert found.caption == "Негізгі"
    assert found.place == "Балқаш, Қазақстан"
    assert found.persons == ("Дана Серік",)


def test_words_of_the_camera_are_none():
    found = read(written("-EXIF:ImageDescription=OLYMPUS DIGITAL CAMERA"))
    assert found.caption == ""


def test_a_comment_in_utf_16():
    assert read(written("-EXIF:UserComment=Қонаев қаласы")).caption == "Қонаев қаласы"


HOSTILE = {
    "entities": b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">'
    b'<!ENTITY f SYSTEM "file:///etc/passwd">]><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:rights>&f;&b;</dc:rights>'
    b"</rdf:Description></rdf:RDF></x:xmpmeta>",
    "deep": b"<a>" * 200_000,
    "not XML": b"\xff\xfe\x00<" * 1000,
    "long": b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    b'xmlns:p="http://ns.adobe.com/photoshop/1.0/" p:Credit="' + b"a" * 60_000 + b'"/></rdf:RDF>',
}


@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize("format", ["WEBP", "AVIF"])
def test_hostile_xmp_gives_little(what, format):
    data = pictures.encoded(pictures.drawn(), format, xmp=HOSTILE[what])
    found = read(data)
    assert len(found.copyright) < 100
    assert len(found.credit) <= 5_000
    assert "root:" not in str(found)


def test_damaged_files_give_what_they_give_and_raise_nothing():
    whole = [written(*ALL), written(*(XMP + EXIF), format="PNG")]
    for number in range(200):
        _name, data = pictures.damaged(number)
        read(data)
        for one in whole:
            cut = one[: len(one) * number // 200]
            read(cut)
            read(cut + bytes(50) + one[len(cut) + 20 :])
    assert read(exiftool.bare()) == read(b"") == photo_metadata.Metadata()


def test_control_characters_and_nul_never_arrive():
    found = read(written(iim=dataset(2, 80, "А\0\x07Б\x1b  В".encode())))
    assert found.creator == "АБ В"
