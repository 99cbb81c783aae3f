"""The library: its grid, what narrows it, collections, where a photo is used, two side by side."""

from datetime import UTC, datetime

from django.urls import reverse

from articles.models import AuditEntry, Author, CollectedPhoto, Collection, Layout, Photo
from articles.models.curation.page_layout import PageLayout
from tests.delivery.conftest import picture_file
from tests.factories import make_article, make_author, make_photo
from tests.support.staff import make_staff

LIST, CHOOSE = "/admin/articles/photo/", "/admin/articles/photo/choose/"
COMPARE = "/admin/articles/photo/compare/"
MAY = datetime(2019, 5, 20, 12, tzinfo=UTC)


def shown(client, **query):
    return [photo.caption for photo in client.get(LIST, query).context["cl"].result_list]


def test_an_inflected_word_finds_a_photo_in_the_list_and_in_the_dialog(client, photo_editor):
    make_photo(caption="Балқаш көлі", alt="Көл")
    lake = make_photo(caption="Балқаш маңы", alt="Көл", credit="А", file=picture_file())
    make_photo(caption="Тау")
    assert shown(client, q="Балқашта") == ["Балқаш маңы", "Балқаш көлі"]
    answer = client.get(CHOOSE, {"q": "балқашта"}).json()
    assert [photo["id"] for photo in answer["photos"]] == [lake.pk]


def test_parts_of_words_are_found_where_no_whole_word_is(client, photo_editor):
    make_photo(caption="Су", credit="Zakon.kz")
    assert shown(client, q="ako") == ["Су"]
    assert shown(client, q="жоқ сөз") == []


def test_the_dialog_goes_on_where_a_page_ends(client, photo_editor):
    Photo.objects.bulk_create(
        Photo(caption=f"{n}", alt="А", credit="А", file=f"photos/{n}.jpg") for n in range(30)
    )
    first, second = (client.get(CHOOSE, {"page": page}).json() for page in (1, 2))
    assert (len(first["photos"]), first["more"]) == (24, True)
    assert ([photo["text"] for photo in second["photos"]], second["more"]) == (
        [str(n) for n in range(5, -1, -1)],
        False,
    )


def test_shape(client, photo_editor):
    for caption, width, height in (("Жатық", 3, 2), ("Тік", 2, 3), ("Шаршы", 2, 2)):
        photo = make_photo(caption=caption)
        Photo.objects.filter(pk=photo.pk).update(width=width, height=height)
    make_photo(caption="Файлсыз")
    found = [shown(client, shape=name) for name in ("landscape", "portrait", "square", "round")]
    assert found[:3] == [["Жатық"], ["Тік"], ["Шаршы"]]
    assert len(found[3]) == 4


def test_photographer(client, photo_editor):
    make_photo(caption="Оның", creator="Марат Оспанов")
    make_photo(caption="Басқаның", creator="Дана")
    assert shown(client, creator="Марат Оспанов") == ["Оның"]
    assert "creator=%D0%94%D0%B0%D0%BD%D0%B0" in client.get(LIST).content.decode()


def test_day_on_which_it_was_taken_or_else_added(client, photo_editor):
    make_photo(caption="Ескі", taken_at=MAY)
    make_photo(caption="Жаңа")
    assert shown(client, day="2019-05") == ["Ескі"]
    assert shown(client, day="today") == ["Жаңа"]
    assert "?day=2019" in client.get(LIST).content.decode()


def test_use(client, photo_editor):
    lead, inside, portrait, free = (
        make_photo(caption=name) for name in ("Бас", "Ішінде", "Автор", "Бос")
    )
    make_article(photo=lead, body=f'<p>А</p><figure data-photo="{inside.pk}"></figure>')
    Author.objects.filter(pk=make_author().pk).update(portrait=portrait)
    assert shown(client, used="1") == ["Автор", "Ішінде", "Бас"]
    assert shown(client, used="0") == [free.caption]


def test_a_card_says_how_often_it_is_used(client, photo_editor):
    photo = make_photo(caption="Бас")
    for _ in range(3):
        make_article(photo=photo)
    [card] = client.get(LIST).context["cl"].cards()
    assert card.uses == 3
    assert "3 рет қолданылған" in client.get(LIST).content.decode()


def act(client, action, *photos, **values):
    chosen = [photo.pk for photo in photos]
    return client.post(LIST, {"action": action, "index": "0", "_selected_action": chosen} | values)


def test_a_collection_is_filled_looked_at_and_emptied(client, photo_editor):
    first, second, third = (make_photo(caption=name) for name in ("Бір", "Екі", "Үш"))
    act(client, "collect", first, second, collection=" Көктем ")
    collection = Collection.objects.get()
    assert collection.name == "Көктем"
    assert shown(client, collection=collection.pk) == ["Екі", "Бір"]
    act(client, "collect", second, third, collection="Көктем")
    assert shown(client, collection=collection.pk) == ["Үш", "Екі", "Бір"]
    data = {"action": "take_out", "index": "0", "_selected_action": [first.pk, third.pk]}
    client.post(f"{LIST}?collection={collection.pk}", data)
    assert shown(client, collection=collection.pk) == ["Екі"]
    entries = AuditEntry.objects.filter(model="collection").order_by("pk")
    assert [(entry.verb, entry.after) for entry in entries] == [
        ("add", {"name": "Көктем"}),
        ("change", {"photos_added": [first.pk, second.pk]}),
        ("change", {"photos_added": [third.pk]}),
        ("change", {"photos_taken_out": [first.pk, third.pk]}),
    ]
    page = client.get(reverse("admin:articles_photo_change", args=[second.pk])).content.decode()
    assert f'?collection={collection.pk}">Көктем</a>' in page


def test_a_collection_goes_without_its_photos(client, photo_editor):
    photo = make_photo()
    act(client, "collect", photo, collection="Көктем")
    key = Collection.objects.get().pk
    client.post(reverse("admin:articles_collection_delete", args=[key]), {"post": "yes"})
    assert (Collection.objects.count(), CollectedPhoto.objects.count()) == (0, 0)
    assert Photo.objects.get() == photo


def test_a_collection_needs_a_name_and_who_may_make_one(client, sign_in):
    photo = make_photo()
    sign_in("Reporter")
    page = client.get(LIST).content.decode()
    assert "Топтамаға қосу" not in page
    act(client, "collect", photo, collection="Көктем")
    assert not Collection.objects.exists()
    client.force_login(make_staff("Photo editor"))
    answer = act(client, "collect", photo, collection=" ")
    assert "Топтаманың атауын жазыңыз" in client.get(answer.url).content.decode()


def test_chosen_photos_are_edited_together_and_compared(client, photo_editor):
    photos = [make_photo(caption=f"Су {n}") for n in range(3)]
    keys = ",".join(str(photo.pk) for photo in reversed(photos))
    assert act(client, "edit_together", *photos).url.endswith(f"/edit/?ids={keys}")
    answer = act(client, "compare", *photos)
    assert "екі фото таңдаңыз" in client.get(answer.url).content.decode()
    assert act(client, "compare", *photos[:2]).url.endswith(
        f"/compare/?ids={photos[1].pk},{photos[0].pk}"
    )


def test_photos_are_not_deleted_from_the_list(client, photo_editor):
    photo = make_photo()
    act(client, "delete_selected", photo, post="yes")
    assert Photo.objects.filter(pk=photo.pk).exists()


def test_what_two_photos_differ_in_is_marked(client, photo_editor):
    one, other = make_photo(caption="Су", place="Алматы"), make_photo(caption="Тау", place="Алматы")
    page = client.get(COMPARE, {"ids": f"{one.pk},{other.pk}"}).content.decode()
    assert "<mark>Су</mark>" in page
    assert "<mark>Алматы</mark>" not in page
    assert page.count("Алматы") == 2
    assert client.get(COMPARE, {"ids": f"{one.pk},{one.pk},x"}).url == LIST


def test_where_a_photo_is_used(client, photo_editor):
    photo, other = make_photo(caption="Бас"), make_photo()
    live = make_article("Шыққан", photo=photo)
    gallery = f'<p>А</p><figure data-gallery="{photo.pk},{other.pk}"></figure>'
    make_article("Галереялы", body=gallery)
    make_article("Шықпаған", photo=photo, publish=False)
    layout = PageLayout().place(live.pk, "top.0", MAY)
    Layout.save_version(layout, language="kk", base=0, by=None, at=MAY)
    page = client.get(reverse("admin:articles_photo_change", args=[photo.pk])).content.decode()
    uses = page[page.index("Оқырмандарға ашық") :]
    closed = uses.index("Оқырманға ашық емес")
    assert uses.index("Шыққан") < closed < uses.index("Шықпаған")
    assert "галереяда" in uses[uses.index("Галереялы") : closed]
    assert "Мақаласымен бірге басты беттерде" in uses


def test_more_uses_than_are_listed_are_a_list_of_articles(client, photo_editor):
    photo = make_photo()
    for _ in range(21):
        make_article(photo=photo)
    make_article("Басқа")
    address = f"/admin/articles/article/?photo={photo.pk}"
    page = client.get(reverse("admin:articles_photo_change", args=[photo.pk])).content.decode()
    assert address in page
    assert client.get(address).context["cl"].result_count == 21
