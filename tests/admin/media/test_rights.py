"""The rights to a photo in its form, on the wall, on the desk and in what ends soon."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from articles.models import Photo
from tests.admin.media.test_photos import CHOOSE, picture
from tests.factories import make_article, make_photo

LIST = "/admin/articles/photo/"
WORDS = {"credit": "Reuters", "alt": "Су бөгеті"}
USES = {"for_web": "on", "for_social": "on", "for_archive": "on"}
TERMS = "https://creativecommons.org/licenses/by-nd/2.0/"


@pytest.fixture
def photo(photo_editor):
    return make_photo(**WORDS, valid_until=timezone.now() + timedelta(days=90))


def save(client, photo, **fields):
    address = reverse("admin:articles_photo_change", args=[photo.pk])
    response = client.post(address, WORDS | fields)
    photo.refresh_from_db()
    if response.status_code == 302:
        return {}
    return response.context["adminform"].form.errors


def test_who_sends_no_rights_leaves_them_as_they_are(client, photo):
    Photo.objects.update(for_social=False, cost="15 000 ₸", medium="still")
    end = photo.valid_until
    assert save(client, photo) == {}
    assert (photo.licence, photo.valid_until, photo.for_social) == ("own", end, False)
    assert (photo.cost, photo.medium, photo.for_web) == ("15 000 ₸", "still", True)


def test_the_form_saves_them_all(client, photo):
    instants = {
        "valid_from_0": "01.03.2026",
        "valid_from_1": "09:00",
        "valid_until_0": "01.04.2026",
        "valid_until_1": "09:00",
    }
    notes = {"territories": "Қазақстан", "cost": "15 000 ₸", "contract_note": "№ 12"}
    people = {"consent_note": "Анасы келісті", "shows_minors": "on"}
    sent = {"licence": "agency", "agency": "Reuters", "medium": "photo", **instants, **notes}
    assert save(client, photo, **sent, **people, for_web="on") == {}
    assert f"{timezone.localtime(photo.valid_until):%d.%m.%Y %H:%M}" == "01.04.2026 09:00"
    assert (photo.for_web, photo.for_social, photo.for_archive) == (True, False, False)
    assert (photo.cost, photo.consent_note, photo.shows_minors) == (
        *("15 000 ₸", "Анасы келісті"),
        True,
    )


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        (
            {"valid_from_0": "02.03.2026", "valid_from_1": "09:00"}
            | {"valid_until_0": "01.03.2026", "valid_until_1": "09:00"},
            "valid_until",
        ),
        ({"for_archive": ""}, "valid_until"),
        ({"licence": "cc-by", "licence_url": TERMS}, "licence_url"),
    ],
)
def test_what_contradicts_itself_is_said_at_its_field(client, photo, sent, field):
    end = photo.valid_until
    assert set(save(client, photo, **{"licence": "own"} | USES | sent)) == {field}
    assert photo.valid_until == end


def test_the_address_of_the_licence_says_which_it_is(client, photo):
    assert save(client, photo, licence="", licence_url=TERMS, **USES) == {}
    assert photo.licence == "cc-by-nd"


def test_a_credit_typed_as_it_is_printed_says_what_the_picture_is(client, photo):
    assert save(client, photo, licence="own", credit="Видеодан алынған кадр: Хабар", **USES) == {}
    assert (photo.medium, photo.credit) == ("still", "Хабар")


def test_the_wall_and_the_desk_name_what_ends_soon(client, photo):
    now = timezone.now()
    soon = make_photo(caption="Бөгет", valid_until=now + timedelta(days=6))
    over = make_photo(caption="Өзен", valid_until=now - timedelta(days=1))
    bare = make_photo(caption="Тау", licence="")
    for rights, expected in (("ending", soon), ("ended", over), ("unknown", bare)):
        page = client.get(LIST, {"rights": rights})
        assert list(page.context["cl"].result_list) == [expected]
    wall = client.get(LIST).content.decode()
    assert wall.count("құқығы жақында аяқталады") == wall.count("құқығы аяқталған") == 1
    assert f"{LIST}?rights=ending" in client.get("/admin/").content.decode()
    soon.delete()
    assert "rights=ending" not in client.get("/admin/").content.decode()


def test_who_chooses_a_photo_is_told_that_its_right_has_ended(client, photo_editor):
    ended = timezone.now() - timedelta(days=1)
    for valid_until in (None, ended):
        make_photo(**WORDS, file=picture(), valid_until=valid_until)
    listed = client.get(CHOOSE).json()["photos"]
    assert [photo["rights"] for photo in listed] == ["құқығы аяқталған", ""]


def test_check_content_names_photos_in_live_articles_whose_right_ends(db):
    now, out = timezone.now(), StringIO()
    ending = [
        make_photo(caption=f"Фото {day}", valid_until=now + timedelta(day)) for day in (-1, 6)
    ]
    for photo in [*ending, make_photo(valid_until=now + timedelta(8))]:
        article = make_article(photo=photo, publish=False)
        article.publish(by=None, at=now - timedelta(days=2))
    make_photo(caption="Еш жерде", valid_until=now)
    with pytest.raises(SystemExit):
        call_command("check_content", "--format=jsonl", stdout=out, stderr=StringIO())
    found = [json.loads(line) for line in out.getvalue().splitlines()]
    screens = [one["address"] for one in found if one["kind"] == "photo_rights"]
    assert screens == [f"http://testserver{LIST}{photo.pk}/change/" for photo in ending]
