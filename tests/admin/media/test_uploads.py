"""Files from outside, by every door that takes one: whatever they are, an answer and no error."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse

from articles import imaging
from articles.models import AuditEntry, Photo, SiteIdentity
from tests.factories import make_article
from tests.support import pictures
from tests.support.tasks import run_waiting

ADD, UPLOAD = "/admin/articles/photo/add/", "/admin/articles/photo/upload/"
SITE = "/admin/articles/siteidentity/1/change/"
SCRIPT = b"<html><script>alert(document.domain)</script></html>"
REFUSED = "JPEG, PNG, WebP, AVIF, HEIC немесе TIFF суреті емес, не бүлінген"


class Sent(BytesIO):
    """A file as a browser, or a program, sends it: under any name."""

    def __init__(self, data, name):
        super().__init__(data)
        self.name, self.content_type = name, "text/html"


@pytest.fixture
def chief(sign_in):
    return sign_in("Chief editor")


@pytest.fixture
def send(client, chief):
    """Sends a file to a door; gives the answer and what it says."""

    def add(file):
        data = {"file": file, "credit": "Асқар", "alt": "Тау"}
        response = client.post(ADD, data, follow=True)
        return response, response.content.decode()

    def change(file):
        photo = Photo.objects.create(credit="Асқар")
        data = {"file": file, "credit": "Асқар", "alt": "Тау"}
        address = reverse("admin:articles_photo_change", args=[photo.pk])
        response = client.post(address, data, follow=True)
        return response, response.content.decode()

    def upload(file):
        response = client.post(UPLOAD, {"file": file, "credit": "Асқар", "alt": "Тау"})
        return response, str(response.json())

    def logo(file):
        SiteIdentity.renew_stamp()
        data = {"name": "Дала", "latin_standard": "2021", "logo": file}
        response = client.post(SITE, data, follow=True)
        return response, response.content.decode()

    doors = {"add": add, "change": change, "upload": upload, "logo": logo}
    return lambda door, data, name="su.jpg": doors[door](Sent(data, name))


@pytest.fixture
def stored(settings):
    """Names of all files in the storage."""
    root = Path(settings.MEDIA_ROOT)
    return lambda: sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


DOORS = ["add", "change", "upload", "logo"]
GOOD = pictures.good()
BAD = {
    "cut-off": (GOOD["camera.jpg"][:700], REFUSED),
    "empty-avif": (GOOD["small.avif"][:200] + bytes(200), REFUSED),
    "cut-webp": (GOOD["lossy.webp"][:300], REFUSED),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", REFUSED),
    "page": (SCRIPT, REFUSED),
    "line": (pictures.png(1, 60_000, depth=8, colour=0, rows=b"\0\1" * 60_000), "кішкентай"),
    "banner": (pictures.encoded(pictures.drawn(size=(2000, 100)), "PNG"), "10 еседен артық"),
    "bomb": (
        pictures.png(12_000, 12_000, depth=1, colour=0, rows=bytes(1501 * 12_000)),
        "миллион пиксельден",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("kind", BAD)
def test_a_file_that_is_no_good_is_refused_in_words_and_not_stored(send, stored, door, kind):
    data, words = BAD[kind]
    response, said = send(door, data)
    assert response.status_code == (422 if door == "upload" else 200)
    assert words in said
    assert stored() == []
    assert not Photo.objects.exclude(file="").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
def test_what_could_not_be_used_is_named_and_the_picture_goes_in(send, stored, door):
    exif = pictures.exif(t274=6).tobytes().replace(b"\x01\x3b\0\2", b"\x01\x29\0\2")
    data = pictures.encoded(pictures.drawn(), "JPEG", exif=exif, icc_profile=b"x" * 200)
    response, said = send(door, data)
    assert response.status_code == (201 if door == "upload" else 200)
    assert "(Exif) бүлінген" in said
    assert "Файлдың түс профилі бүлінген" in said
    _, said = send(door, GOOD["moving.webp"], "q.webp")
    assert "бірінші кадрын ғана көреді" in said
    assert stored()


NAMES = {
    "report.html": "report",
    "a" * 300 + ".jpg": "a" * 60,
    "ә" * 300: "a" * 60,
    "Қыс ғажайыбы.JPG": "qys-gajaiyby",
    "жалғыз": "jalgyz",
    "a\0b.jpg": "ab",
    "\u202egpj.exe": "gpj",
    "CON": "con",
    "nul.jpg": "nul",
    "C:\\жол\\сурет.png": "suret",
    "../../etc/passwd": "passwd",
    ".htaccess": "htaccess",
    "x.php.jpg;.php": "x-php-jpg",
    "🏔.jpg": "jazba",
    "?#%2e%2e.jpg": "2e-2e",
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_stored_by_what_it_is_and_not_by_what_it_is_called(send, stored, name):
    response, _ = send("upload", GOOD["camera.jpg"] + SCRIPT, name)
    assert response.status_code == 201
    photo = Photo.objects.get()
    found = re.fullmatch(r"photos/(../..)/([a-z0-9-]+)-[0-9a-f]{12}\.jpg", photo.file.name)
    assert found[2] == NAMES[name]
    assert found[1] == f"{photo.digest[:2]}/{photo.digest[2:4]}"
    assert photo.file.name in stored()
    assert {name.rpartition(".")[2] for name in stored()} == {"jpg", "webp"}


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "data"), GOOD.items(), ids=GOOD)
def test_each_kind_gets_its_own_ending(send, name, data):
    send("add", data, "сурет.bin")
    photo = Photo.objects.get()
    assert photo.file.name.rpartition(".")[2] == name.rpartition(".")[2]
    assert {photo.width, photo.height} == set(pictures.SIZE)
    assert "w160" in photo.renditions


@pytest.mark.django_db
def test_a_large_file_that_waits_on_disk_goes_in_as_well(send):
    data = pictures.encoded(pictures.drawn(size=(2000, 1500)), "PNG", compress_level=0)
    assert len(data) > 2.5 * 1024 * 1024  # more is kept in memory by no server
    assert send("upload", data)[0].status_code == 201
    run_waiting()
    photo = Photo.objects.get()
    assert (photo.width, photo.height, photo.file.size) == (2000, 1500, len(data))
    assert photo.renditions["w1600"] == [1600, 1200]


@pytest.mark.django_db
@pytest.mark.parametrize("door", ["add", "change", "upload"])
def test_a_picture_is_decoded_and_cut_once_and_before_the_transaction(send, door, monkeypatch):
    """A colleague's autosave does not wait for it."""
    seen = []
    for name in ("open_picture", "scaled"):
        work = getattr(imaging, name)

        def watched(*args, name=name, work=work, **options):
            seen.append((name, [*connection.savepoint_ids]))
            return work(*args, **options)

        monkeypatch.setattr(imaging, name, watched)
    send(door, GOOD["camera.jpg"])
    assert seen[0] == ("open_picture", [])
    assert {name for name, _savepoints in seen[1:]} == {"scaled"}
    assert all(savepoints == [] for _name, savepoints in seen)


@pytest.mark.django_db
def test_the_desk_shows_a_small_picture_and_says_that_others_are_made(client, send):
    answer = send("upload", GOOD["camera.jpg"])[0].json()["photo"]
    assert "дайындалып жатыр" in answer["size"]
    wall, form = f"{ADD[:-4]}", f"{ADD[:-4]}{answer['id']}/change/"
    for address in (wall, form):
        page = client.get(address).content.decode()
        assert answer["thumb"].rpartition("-")[0] in page
        assert "дайындалып жатыр" in page
    run_waiting()
    assert all("дайындалып жатыр" not in client.get(a).content.decode() for a in (wall, form))


@pytest.mark.django_db
def test_a_logo_is_written_anew_and_may_be_transparent(client, send, stored):
    send("logo", GOOD["alpha.png"] + SCRIPT, "report.html")
    logo = SiteIdentity.load().logo
    assert re.fullmatch(r"site/logo-[0-9a-f]{12}\.png", logo.name)
    with logo.open() as file:
        written = file.read()
    assert SCRIPT not in written
    assert pictures.Image.open(BytesIO(written)).mode == "RGBA"
    before = stored()
    data = {"name": "Дала", "latin_standard": "2021", "logo": "", "description": "Жаңалық"}
    client.post(SITE, data)
    assert SiteIdentity.load().logo.name == logo.name
    assert stored() == before
    client.post(SITE, data | {"logo-clear": "on"})
    assert not SiteIdentity.load().logo


@pytest.mark.django_db
def test_a_photo_that_an_editor_replaces_is_gone_for_readers(
    client, send, django_capture_on_commit_callbacks
):
    send("add", GOOD["camera.jpg"])
    photo = Photo.objects.get()
    make_article(photo=photo)
    old, original = photo.rendition_url("w160"), photo.file.name
    address = reverse("admin:articles_photo_change", args=[photo.pk])
    data = {"file": Sent(GOOD["alpha.png"], "x"), "credit": "Асқар", "alt": "Тау"}
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address, data).status_code == 302
    client.logout()
    assert client.get(old).status_code == 410
    photo.refresh_from_db()
    assert b"".join(client.get(photo.rendition_url("w160"))).startswith(b"RIFF")
    assert photo.file.storage.exists(original)
    assert AuditEntry.objects.filter(model="photo", verb="change").get().before["file"] == original


@pytest.mark.django_db
@pytest.mark.once
def test_a_hundred_damaged_pictures_get_an_answer_at_the_door(send):
    """bench/fuzz_photos.py sends a thousand, and measures."""
    answers = [send("upload", *reversed(pictures.damaged(n)))[0] for n in range(0, 1000, 10)]
    assert {answer.status_code for answer in answers} == {201, 422}
    assert sum(answer.status_code == 201 for answer in answers) == Photo.objects.count()
