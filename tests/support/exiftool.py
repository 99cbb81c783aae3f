"""Photos whose metadata exiftool has written, as picture desks and agencies have them."""

import shutil
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

KAZAKH = {
    "creator": "Әсел Қуанышқызы",
    "credit": "Әсел Қуанышқызы / Дала ақпарат",
    "copyright": "© 2026 Дала ақпарат агенттігі",
    "licence_url": "https://example.kz/licence",
    "caption": "Іле өзенінде су деңгейі көтерілді, Қонаев, 3 наурыз 2026 жыл.",
    "headline": "Іле тасқыны",
    "alt": "Су басқан көшеде қайықпен бара жатқан екі адам",
    "place": "Набережная, Қонаев, Алматы облысы, Қазақстан",
    "keywords": ("су тасқыны", "өзен", "төтенше жағдай"),
    "persons": ("Нұрлан Ғабитұлы", "Гүлнәр Өтегенқызы"),
    "coordinates": "43.883333, 77.083333",
}
_PLACE = KAZAKH["place"].split(", ")
_XMP_PLACE = [
    "XMP-iptcCore:Location",
    *(f"XMP-photoshop:{n}" for n in ("City", "State", "Country")),
]
_IIM_PLACE = "IPTC:Sub-location IPTC:City IPTC:Province-State IPTC:Country-PrimaryLocationName"
XMP = [
    f"-XMP-dc:Creator={KAZAKH['creator']}",
    f"-XMP-photoshop:Credit={KAZAKH['credit']}",
    f"-XMP-dc:Rights={KAZAKH['copyright']}",
    f"-XMP-xmpRights:WebStatement={KAZAKH['licence_url']}",
    f"-XMP-dc:Description={KAZAKH['caption']}",
    f"-XMP-photoshop:Headline={KAZAKH['headline']}",
    f"-XMP-iptcCore:AltTextAccessibility={KAZAKH['alt']}",
    *(f"-{tag}={part}" for tag, part in zip(_XMP_PLACE, _PLACE, strict=True)),
    *(f"-XMP-dc:Subject={word}" for word in KAZAKH["keywords"]),
    *(f"-XMP-iptcExt:PersonInImage={name}" for name in KAZAKH["persons"]),
    "-XMP-photoshop:DateCreated=2026:03:03 15:45:10+05:00",
]
IIM = [
    "-IPTC:CodedCharacterSet=UTF8",
    f"-IPTC:By-line={KAZAKH['creator']}",
    f"-IPTC:Credit={KAZAKH['credit']}",
    f"-IPTC:CopyrightNotice={KAZAKH['copyright']}",
    f"-IPTC:Caption-Abstract={KAZAKH['caption']}",
    f"-IPTC:Headline={KAZAKH['headline']}",
    *(f"-{tag}={part}" for tag, part in zip(_IIM_PLACE.split(), _PLACE, strict=True)),
    *(f"-IPTC:Keywords={word}" for word in KAZAKH["keywords"]),
    "-IPTC:DateCreated=2026:03:03",
    "-IPTC:TimeCreated=15:45:10+05:00",
]
EXIF = [
    f"-EXIF:Artist={KAZAKH['creator']}",
    f"-EXIF:Copyright={KAZAKH['copyright']}",
    f"-EXIF:ImageDescription={KAZAKH['caption']}",
    f"-EXIF:XPTitle={KAZAKH['headline']}",
    f"-EXIF:XPKeywords={';'.join(KAZAKH['keywords'])}",
    "-EXIF:DateTimeOriginal=2026:03:03 15:45:10",
    "-EXIF:OffsetTimeOriginal=+05:00",
]
GPS = [
    *("-EXIF:GPSLatitude=43.883333333", "-EXIF:GPSLatitudeRef=N"),
    *("-EXIF:GPSLongitude=77.083333333", "-EXIF:GPSLongitudeRef=E"),
]
ALL = (*XMP, *IIM, *EXIF, *GPS)


@cache
def bare(format="JPEG", colour="teal", size=(640, 400)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, format)
    return out.getvalue()


@cache
def written(
    *arguments: str, format="JPEG", colour="teal", size=(640, 400), iim=b"", data=None
) -> bytes:
    """A picture into which exiftool wrote as ``arguments`` say, and the raw datasets ``iim``.

    ``data`` is another picture than a bare one of ``format``.
    """
    tool = shutil.which("exiftool")
    with TemporaryDirectory() as folder:
        path, raw = Path(folder, f"su.{format.lower()}"), Path(folder, "iim")
        path.write_bytes(data or bare(format, colour, size))
        raw.write_bytes(iim)
        block = [f"-IPTC<={raw}"] if iim else []
        command = [tool, "-q", "-m", "-overwrite_original", "-charset", "utf8", *block, *arguments]
        subprocess.run([*command, str(path)], check=True)
        return path.read_bytes()


def dataset(record: int, number: int, value: bytes) -> bytes:
    """One dataset of IIM."""
    return bytes([0x1C, record, number]) + len(value).to_bytes(2) + value
