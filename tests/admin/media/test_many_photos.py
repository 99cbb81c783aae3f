"""Many photos at once: taken file by file, completed on one page."""

import pytest
from django.utils import timezone

from articles.admin.media.many_photos_form import PhotoWordsForm
from articles.models import AuditEntry, Photo
from tests.admin.media.test_photo_metadata import UNMARKED, sent
from tests.admin.media.test_photos import LIST, picture
from tests.factories import make_article, make_photo
from tests.support.exiftool import KAZAKH, XMP, written
from tests.support.pictures import damaged

pytestmark = pytest.mark.django_db
TAKE, EDIT = f"{LIST}take/", f"{LIST}edit/"


def size(number):
    """A picture that no other number has."""
    return picture(f"{number}.jpg", size=(100 + number, 90))


def words(photo, **said):
    values = {"credit": photo.credit, "alt": photo.alt, "caption": photo.caption} | said
    return {f"photo-{photo.pk}-{name}": value for name, value in values.items()}


def test_a_file_that_says_all_is_in_the_library_at_once(client, photo_editor):
    answer = client.post(TAKE, {"file": sent(written(*XMP))})
    assert answer.status_code == 201
    assert answer.json()["draft"] == ""
    photo = Photo.objects.get()
    assert (photo.credit, photo.alt) == (KAZAKH["credit"], KAZAKH["alt"])
    assert answer.json()["photo"]["id"] == photo.pk
    assert photo in client.get(LIST).context["cl"].result_list
    assert AuditEntry.objects.filter(model="photo", verb="add").count() == 1


def test_what_is_given_for_all_goes_where_the_file_says_nothing(client, photo_editor):
    shared = {"credit": "Дана", "alt": "Су", "caption": "Өзен"}
    client.post(TAKE, shared | {"file": size(1)})
    photo = Photo.objects.get()
    assert (photo.credit, photo.alt, photo.caption, photo.is_draft) == ("Дана", "Су", "Өзен", False)


def test_what_lacks_something_is_a_draft_and_says_what(client, photo_editor):
    answer = client.post(TAKE, {"file": size(1), "credit": "Дана"}).json()
    assert "Баламалы мәтін" in answer["draft"]
    page = client.get(LIST)
    assert "жоба" in page.content.decode()
    assert page.context["drafts"] == 1


def test_what_cannot_be_taken_says_why_and_the_same_bytes_lead_to_the_first(client, photo_editor):
    client.post(TAKE, {"file": size(1)})
    first = Photo.objects.get()
    answer = client.post(TAKE, {"file": size(1)})
    assert (answer.json()["same"], answer.json()["photo"]["id"]) == (True, first.pk)
    refused = client.post(TAKE, {"file": sent(b"%PDF-1.7")})
    assert refused.status_code == 422
    assert "суреті емес" in refused.json()["errors"][0]
    assert client.post(TAKE, {}).status_code == 422
    assert Photo.objects.count() == 1


@pytest.mark.once
def test_damaged_files_are_answered(client, photo_editor):
    for number in range(40):
        _name, data = damaged(number)
        assert client.post(TAKE, {"file": sent(data)}).status_code in (200, 201, 422)


@pytest.fixture
def drafts(client, photo_editor):
    for number in range(3):
        client.post(TAKE, {"file": size(number)})
    return list(Photo.objects.drafts().order_by("pk"))


def test_one_form_completes_many_with_a_credit_for_all(client, drafts):
    page = client.get(EDIT)
    assert [form.instance for form in page.context["forms"]] == drafts[::-1]
    data = {"ids": page.context["ids"], "credit": "Дана"}
    data |= words(drafts[0], alt="Бір") | words(drafts[1], alt="Екі", credit="Марат")
    answer = client.post(EDIT, data | words(drafts[2]))
    assert "Авторы" not in str(answer.context["forms"][0].errors)
    said = list(Photo.objects.order_by("pk").values_list("credit", "alt", "is_draft"))
    assert said == [("Дана", "Бір", False), ("Марат", "Екі", False), ("Дана", "", True)]
    assert AuditEntry.objects.filter(model="photo", verb="change").count() == 3
    data = {"ids": str(drafts[2].pk)} | words(Photo.objects.get(pk=drafts[2].pk), alt="Үш")
    assert client.post(EDIT, data).status_code == 302
    assert not Photo.objects.drafts().exists()


def test_words_for_all_replace_others_where_that_is_asked(client, drafts):
    data = {"ids": str(drafts[0].pk), "credit": "Дана", "overwrites": "on"}
    client.post(EDIT, data | words(drafts[0], credit="Марат", alt="Бір"))
    assert Photo.objects.get(pk=drafts[0].pk).credit == "Дана"


def test_rights_for_all_go_where_a_photo_has_none(client, drafts):
    Photo.objects.filter(pk=drafts[0].pk).update(licence="own", territories="Қазақстан")
    shared = {"licence": "agency", "valid_until": "2031-05-06T12:00", "for_social": "false"}
    data = {"ids": ",".join(str(photo.pk) for photo in drafts)} | shared | {"credit": "Дана"}
    for photo in drafts:
        data |= words(photo, alt="Су")
    assert client.post(EDIT, data).status_code == 302
    photos = Photo.objects.order_by("pk")
    assert [photo.licence for photo in photos] == ["own", "agency", "agency"]
    assert [photo.territories for photo in photos] == ["Қазақстан", "", ""]
    assert {photo.valid_until.isoformat() for photo in photos} == {"2031-05-06T07:00:00+00:00"}
    assert {(photo.for_web, photo.for_social, photo.for_archive) for photo in photos} == {
        (True, False, True)
    }
    client.post(EDIT, data | {"overwrites": "on", "for_social": "", "territories": "ТМД"})
    assert {(one.licence, one.territories) for one in Photo.objects.all()} == {("agency", "ТМД")}
    assert not any(Photo.objects.values_list("for_social", flat=True))


def test_rights_that_contradict_each_other_are_said_and_not_saved(client, drafts):
    data = {"ids": str(drafts[0].pk), "for_archive": "false"} | words(drafts[0], credit="Дана")
    page = client.post(EDIT, data).content.decode()
    assert "Мұрағатқа рұқсаты жоқ фотоның мерзімі болуы керек" in page
    assert Photo.objects.get(pk=drafts[0].pk).credit == ""


def test_what_a_worker_writes_meanwhile_stays(client, drafts, monkeypatch):
    """Of a photo, the page writes what it asks for."""
    photo = drafts[0]

    def cut_meanwhile(self):
        Photo.objects.filter(pk=photo.pk).update(renditions=photo.renditions | {"seen": True})
        return True

    monkeypatch.setattr(PhotoWordsForm, "says_something_new", property(cut_meanwhile))
    client.post(EDIT, {"ids": str(photo.pk)} | words(photo, caption="Өзен"))
    photo.refresh_from_db()
    assert (photo.caption, photo.renditions["seen"]) == ("Өзен", True)


def test_guessed_words_are_confirmed_by_saving_them(client, photo_editor):
    client.post(TAKE, {"file": sent(written(iim=UNMARKED)), "alt": "Өзен"})
    photo = Photo.objects.get()
    assert "қазақ код кестесі" in client.get(EDIT).content.decode()
    client.post(EDIT, {"ids": str(photo.pk)} | words(photo))
    photo.refresh_from_db()
    assert {photo.is_draft, photo.is_guessed} == {False}


def test_a_photo_in_use_loses_no_words_and_is_its_publishers(client, sign_in, drafts):
    photo = make_photo(file=size(9), alt="Су", credit="Дана")
    make_article(photo=photo)
    asked = {"ids": f"{photo.pk},{drafts[0].pk},x,99999999999999999999"}
    client.post(EDIT, asked | words(photo, credit="") | words(drafts[0]))
    photo.refresh_from_db()
    assert photo.credit == "Дана"
    sign_in("Reporter")
    page = client.get(EDIT, asked)
    assert [form.instance.pk for form in page.context["forms"]] == [drafts[0].pk]
    client.post(EDIT, asked | words(photo, credit="Басқа") | words(drafts[0]))
    photo.refresh_from_db()
    assert photo.credit == "Дана"


def test_who_may_change_a_photo_alone_may_change_it_among_many(client, sign_in):
    photo = make_photo(file=size(9), alt="Су", credit="Дана")
    article = make_article(photo=photo, publish=False, created_by=sign_in("Reporter"))
    asked = {"ids": str(photo.pk)}
    client.post(EDIT, asked | words(photo, caption="Өзен"))
    assert Photo.objects.get().caption == "Өзен"
    article.publish(by=None, at=timezone.now())
    assert client.get(EDIT, asked).context["forms"] == []


def test_what_readers_see_when_it_is_saved_is_left_as_it_is(client, sign_in, monkeypatch):
    photo = make_photo(file=size(9), alt="Су", credit="Дана")
    sign_in("Reporter")

    def used_meanwhile(self):
        make_article(photo=photo)
        return True

    monkeypatch.setattr(PhotoWordsForm, "says_something_new", property(used_meanwhile))
    client.post(EDIT, {"ids": str(photo.pk)} | words(photo, caption="Басқа"))
    assert Photo.objects.get().caption == ""


def test_the_page_costs_the_same_with_three_and_with_thirty(
    client, sign_in, django_assert_max_num_queries
):
    sign_in("Reporter")
    for number in range(30):
        client.post(TAKE, {"file": size(number)})
    keys = list(map(str, Photo.objects.values_list("pk", flat=True)))
    client.get(EDIT)
    for some in (keys[:3], keys):
        with django_assert_max_num_queries(20):
            client.get(EDIT, {"ids": ",".join(some)})
