"""Files in a text: chosen, uploaded, several at once, all by keyboard, and read by a reader."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article, MediaFile
from articles.text import bodies
from tests.factories import make_article, make_file
from tests.journeys.test_blocks import body, by_slash, save
from tests.journeys.test_editor import text_field
from tests.support import files
from tests.support.browser import axe_violations

pytestmark = [pytest.mark.journey, pytest.mark.once]


def upload(name, data):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


@pytest.fixture
def article(db):
    return make_article(publish=False, body="<p>Басы.</p>")


@pytest.fixture
def form(live_server, sign_in, article):
    """The form of a draft; something was typed behind its text, and not saved."""
    page = sign_in("Editor")
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    text_field(page).get_by_text("Басы.").click()
    page.keyboard.press("End")
    page.keyboard.type(" Жалғасы.")
    page.keyboard.press("Enter")
    return page


@pytest.fixture
def dialog(form):
    """The dialog over files, opened in the text by keyboard."""
    by_slash(form, "файл")
    return form.locator("dialog.file-dialog[open]")


def blocks(*chosen):
    return [f'<figure data-file="{file.pk}"></figure>' for file in chosen]


def send(dialog):
    dialog.get_by_role("button", name="Жүктеп, қою").press("Enter")


def choose(dialog, *uploads):
    dialog.get_by_role("button", name="Жаңа файлдар жүктеу").press("Enter")
    field = dialog.get_by_label("Файл", exact=True)
    expect(field).to_be_focused()
    field.set_input_files(list(uploads))


def test_a_file_of_the_library_is_chosen_by_keyboard_and_read(form, article, live_server, page):
    esep = make_file(title="Бюджет есебі")
    make_file("zhospar.pdf", files.PDF, title="Жоспар")
    by_slash(form, "файл")
    dialog = form.locator("dialog.file-dialog[open]")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    form.keyboard.type("есеб")
    expect(dialog.locator(".wall li")).to_have_count(1)
    dialog.get_by_role("button", name="Бюджет есебі").press("Enter")
    expect(form.locator(".block-file b")).to_have_text("Бюджет есебі")
    expect(text_field(form)).to_be_focused()
    form.keyboard.type("Соңы.")
    save(form)
    article = Article.objects.get(pk=article.pk)
    expected = ["<p>Басы. Жалғасы.</p>", *blocks(esep), "<p>Соңы.</p>"]
    assert bodies.blocks(article.body) == expected
    article.publish(by=None, at=timezone.now())
    page.goto(live_server.url + article.get_absolute_url())
    with page.expect_download() as download:
        page.get_by_role("link", name="Бюджет есебі").click()
    assert download.value.path().read_bytes() == b"%PDF-1.7\n%%EOF\n"


def test_a_new_file_is_uploaded_from_within_the_text_and_loses_nothing(form, dialog):
    choose(dialog, upload("bos_zhospar.pdf", files.PDF))
    title = dialog.get_by_label("Атауы: bos_zhospar.pdf")
    expect(title).to_have_value("bos zhospar")
    title.fill("Су қоймасының жоспары")
    assert axe_violations(form) == []
    title.press("Enter")
    expect(form.locator(".block-file")).to_have_count(1)
    file = MediaFile.objects.get()
    assert file.title == "Су қоймасының жоспары"
    assert bodies.blocks(body(form))[:2] == ["<p>Басы. Жалғасы.</p>", *blocks(file)]
    form.keyboard.press("Control+z")
    assert body(form) == "<p>Басы. Жалғасы.</p>"


def test_of_several_at_once_each_has_its_result_and_the_right_ones_are_put_in(form, dialog):
    wrong = upload("bagdarlama.exe", b"MZ\x90\x00")
    speech = upload("soz.mp3", files.recording("speech.mp3"))
    choose(dialog, upload("esep.pdf", files.PDF), wrong, speech)
    send(dialog)
    rows = dialog.locator(".media-dialog-rows > li")
    expect(rows.nth(0).get_by_role("alert")).to_have_text("Алынды.")
    expect(rows.nth(1).get_by_role("alert")).to_contain_text("қабылданатын файлдардың бірі емес")
    expect(rows.nth(2).get_by_role("alert")).to_contain_text("Кім жазғанын")
    expect(rows.nth(1).get_by_role("textbox")).to_be_focused()

    dialog.get_by_label("Авторы").fill("Асқар")  # what failed is sent again, and nothing else
    send(dialog)
    expect(rows.nth(2).get_by_role("alert")).to_have_text("Алынды.")
    expect(rows.nth(1).get_by_role("alert")).to_contain_text("қабылданатын файлдардың бірі емес")
    dialog.get_by_role("button", name="Жабу").press("Enter")
    expect(form.locator(".block-file")).to_have_count(2)
    taken = MediaFile.objects.order_by("pk")
    assert [file.title for file in taken] == ["esep", "soz"]
    assert bodies.blocks(body(form))[1:3] == blocks(*taken)
    form.keyboard.press("Control+z")
    assert body(form) == "<p>Басы. Жалғасы.</p>"


def test_what_is_too_large_is_refused_before_it_is_sent(form, dialog):
    field = dialog.get_by_label("Файл", exact=True)
    field.evaluate("input => (input.dataset.limits = '{\"pdf\": 10}')")
    asked = []
    form.on("request", lambda request: asked.append(request.url))
    choose(dialog, upload("esep.pdf", files.PDF))
    send(dialog)
    alert = dialog.locator(".media-dialog-rows > li").get_by_role("alert")
    expect(alert).to_contain_text("Файл тым үлкен: 1 МБ")
    assert not [url for url in asked if "upload" in url]


def test_the_words_of_a_server_that_takes_no_more_are_clear(form, dialog):
    form.route("**/mediafile/upload/", lambda route: route.fulfill(status=413, body="<p>413</p>"))
    choose(dialog, upload("esep.pdf", files.PDF))
    send(dialog)
    alert = dialog.locator(".media-dialog-rows > li").get_by_role("alert")
    expect(alert).to_contain_text("сервер қабылдайтыннан үлкен")


def test_who_is_signed_out_meanwhile_is_told_and_sends_it_again(form, dialog, live_server):
    cookies = form.context.cookies()
    choose(dialog, upload("esep.pdf", files.PDF))
    form.context.clear_cookies(name="sessionid")
    send(dialog)
    alert = dialog.locator(".media-dialog-rows > li").get_by_role("alert")
    expect(alert).to_contain_text("Жаңа терезеден кіріп, қайта жіберіңіз")
    form.context.add_cookies(cookies)
    send(dialog)
    expect(form.locator(".block-file b")).to_have_text("esep")


def test_another_file_in_the_place_of_one(form, dialog):
    first, second = make_file(title="Ескі есеп"), make_file("b.pdf", files.PDF, title="Жаңа есеп")
    dialog.get_by_role("searchbox").fill("ескі")
    dialog.get_by_role("button", name="Ескі есеп").click()
    form.get_by_role("button", name="Өзгерту: Файл, аудио не бейне").click()
    dialog.get_by_role("button", name="Жаңа есеп").click()
    expect(form.locator(".block-file b")).to_have_text("Жаңа есеп")
    assert blocks(second)[0] in body(form)
    assert blocks(first)[0] not in body(form)
