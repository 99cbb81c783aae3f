"""A picture editor brings photos in: one whose file tells all, and many at once."""

import pytest
from playwright.sync_api import expect

from articles.models import Photo
from tests.support.exiftool import ALL, KAZAKH, dataset, written

pytestmark = [pytest.mark.journey, pytest.mark.once]
LIBRARY = "/admin/articles/photo/"
DROP = """([files]) => {
    const data = new DataTransfer();
    for (const {name, bytes} of files)
        data.items.add(new File([Uint8Array.from(bytes)], name, {type: "image/jpeg"}));
    document.body.dispatchEvent(new DragEvent("drop", {
        bubbles: true, cancelable: true, dataTransfer: data}));
}"""


def file(name, data):
    return {"name": name, "mimeType": "image/jpeg", "buffer": data}


def plain(number):
    return written(colour="teal", size=(200 + number, 150))


@pytest.fixture
def page(sign_in):
    return sign_in("Chief editor")


def test_the_form_shows_what_the_file_says_and_loses_nothing_typed(live_server, page):
    page.goto(f"{live_server.url}{LIBRARY}add/")
    page.fill("#id_caption", "Өз жазуым")
    page.set_input_files("#id_file", file("su.jpg", written(*ALL)))
    expect(page.locator("#id_credit")).to_have_value(KAZAKH["credit"])
    expect(page.locator("#id_alt")).to_have_value(KAZAKH["alt"])
    expect(page.locator("#id_place")).to_have_value(KAZAKH["place"])
    expect(page.locator("#id_taken_at_0")).to_have_value("03.03.2026")
    expect(page.locator("#id_caption")).to_have_value("Өз жазуым")
    expect(page.locator(".photo-read")).to_contain_text("Файлдан толтырылды")
    page.fill("#id_headline", "")
    page.click("[name=_save]")
    expect(page.locator(".messagelist")).to_be_visible()
    photo = Photo.objects.get()
    assert (photo.creator, photo.headline, photo.caption) == (KAZAKH["creator"], "", "Өз жазуым")


def test_guessed_letters_are_shown_and_another_file_takes_its_words_along(live_server, page):
    page.goto(f"{live_server.url}{LIBRARY}add/")
    guessed = written(iim=dataset(2, 80, "Әсел Қуанышқызы".encode("kz1048")))
    page.set_input_files("#id_file", file("su.jpg", guessed))
    expect(page.locator(".photo-read")).to_contain_text("қазақ код кестесі")
    expect(page.locator("#id_creator")).to_have_value("Әсел Қуанышқызы")
    page.set_input_files("#id_file", file("b.jpg", plain(0)))
    expect(page.locator("#id_creator")).to_have_value("")
    expect(page.locator(".photo-read")).not_to_contain_text("қазақ код кестесі")


def test_twenty_photos_with_a_credit_for_all_and_what_failed_is_tried_again(live_server, page):
    page.goto(f"{live_server.url}{LIBRARY}")
    page.fill("#photo-upload-credit", "Дана Серік")
    files = [file(f"{number}.jpg", plain(number)) for number in range(18)]
    files += [file("xmp.jpg", written(*ALL)), file("esep.jpg", b"%PDF-1.7")]
    page.route("**/take/", lambda route: route.abort(), times=1)
    page.set_input_files("#photo-upload-files", files)
    total = page.locator(".photo-upload-sum")
    expect(total).to_have_text("Қорға қосылды: 1 · Жобалар: 17 · Қабылданбады: 2")
    expect(page.locator("[data-state=failed]", has_text="esep.jpg")).to_contain_text("суреті емес")
    page.click("[data-act=again]")
    expect(total).to_have_text("Қорға қосылды: 1 · Жобалар: 18 · Қабылданбады: 1")
    assert set(Photo.objects.drafts().values_list("credit", flat=True)) == {"Дана Серік"}
    page.click("[data-act=complete]")
    for number, field in enumerate(page.locator("input[name$=-alt]").all()):
        field.fill(f"Сурет {number}")
    page.click("[name=_save]")
    expect(page.locator(".messagelist")).to_contain_text("Сақталған фото: 18")
    assert not Photo.objects.drafts().exists()
    assert Photo.objects.count() == 19


def test_files_that_are_dropped_and_a_photo_that_is_here_already(live_server, page):
    page.goto(f"{live_server.url}{LIBRARY}")
    files = [{"name": "su.jpg", "bytes": list(written(*ALL))}]
    page.evaluate(DROP, [files])
    total = page.locator(".photo-upload-sum")
    expect(total).to_have_text("Қорға қосылды: 1")
    page.evaluate(DROP, [files])
    expect(total).to_have_text("Қорға қосылды: 1 · Бұрыннан бар: 1")
    photo = Photo.objects.get()
    links = page.locator(f".photo-upload-list a[href$='/photo/{photo.pk}/change/']")
    expect(links).to_have_count(2)
