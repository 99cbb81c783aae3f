"""The desk in a real browser, in Kazakh: from signing in to the reader's front page."""

from io import BytesIO
from itertools import product

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from articles.models import Article, Tag
from tests.factories import make_article, make_author, make_photo, make_section
from tests.support.browser import axe_violations, look_through, overflow
from tests.support.pictures import good
from tests.support.staff import PASSWORD, make_staff

pytestmark = pytest.mark.journey

HEADLINE = "Қызылордада су сақтайтын жаңа бөгет салынды"
QUOTE = "«Біз бұл күнді он жыл күттік», – деді ауыл әкімі."


@pytest.fixture
def picture(tmp_path):
    """A photograph on the editor's computer."""
    image = Image.new("RGB", (1600, 1000), "#2a6f97")
    ImageDraw.Draw(image).ellipse((500, 200, 1100, 800), fill="#f4d58d")
    out = BytesIO()
    image.save(out, "JPEG")
    path = tmp_path / "boget.jpg"
    path.write_bytes(out.getvalue())
    return path


@pytest.fixture
def desk(live_server, page):
    """A page whose address is the admin's, signed in as an editor who is an author too."""
    make_section("Қоғам", "qogam")
    editor = make_staff("Editor", first_name="Айгүл", last_name="Сәрсенова")
    make_author("Айгүл Сәрсенова", "aigul-sarsenova", user=editor)
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Пайдаланушы аты").fill("editor")
    page.get_by_label("Құпиясөз").fill(PASSWORD)
    page.get_by_role("button", name="Кіру", exact=True).click()
    return page


def text_field(page):
    """The rich editor; before its script has come there is a plain field of the same name."""
    page.locator(".body-editor.ready").wait_for()
    return page.get_by_role("textbox", name="Мәтіні")


def choose(page, field, text):
    """Type into a field with suggestions and take the first one by keyboard."""
    box = page.get_by_role("group", name=field, exact=True).get_by_role("combobox")
    box.press_sequentially(text)
    page.locator("[role=listbox]:visible [role=option][aria-selected=true]").wait_for()
    box.press("Enter")


def upload_with_credit(page, picture):
    page.get_by_role("link", name="Фото жүктеу").click()
    page.get_by_label("Файл").set_input_files(picture)
    page.get_by_role("button", name="Сақтау", exact=True).click()
    page.get_by_text("Жетпейтіні: Авторы, Баламалы мәтін").first.wait_for()
    page.get_by_label("Авторы").fill("Марат Оспанов")
    page.get_by_label("Баламалы мәтін").fill("Өзендегі жаңа бөгет")
    page.get_by_label("Сурет астындағы жазу").fill("Сырдариядағы бөгет")
    page.get_by_role("button", name="Сақтау", exact=True).click()
    page.get_by_role("link", name="Сырдариядағы бөгет").first.wait_for()


def write(page):
    page.get_by_label("Тақырыбы").fill(HEADLINE)
    page.get_by_label("Лид").fill("Бөгет екі ауданды сумен қамтиды.")
    text = text_field(page)
    text.click()
    page.keyboard.type("Бөгеттің құрылысы үш жылға созылды.")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Дәйексөз").click()
    page.keyboard.type(QUOTE)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Фото қою").click()
    page.get_by_role("dialog").get_by_role("button", name="Сырдариядағы бөгет").click()
    text.locator("figure img").wait_for()
    page.keyboard.type("Егіс алқабына су көктемде жетеді.")
    page.get_by_label("Бөлімі").select_option(label="Қоғам")


def test_from_a_photo_to_the_front_page(desk, live_server, picture, page):
    older = make_article("Ауыл мектебінде кітапхана ашылды")
    upload_with_credit(page, picture)
    page.goto(f"{live_server.url}/admin/")
    page.get_by_role("link", name="Жаңа мақала").click()
    write(page)
    choose(page, "Тегтер", "Су реформасы")
    choose(page, "Қатысты мақалалар", "кітапхана")
    page.get_by_role("button", name="Фото таңдау").click()
    page.get_by_role("dialog").get_by_role("button", name="Сырдариядағы бөгет").click()

    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Алдын ала қарау").click()
    preview = opened.value
    expect(preview.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    expect(preview.locator("blockquote")).to_have_text(QUOTE)
    preview.close()
    assert not Tag.objects.exists()

    page.get_by_role("button", name="Жариялау", exact=True).click()
    page.get_by_text("Мақала жарияланды.").wait_for()
    article = Article.objects.get(headline=HEADLINE)
    assert [pick.related for pick in article.picks.all()] == [older]
    assert "<blockquote>" in article.body
    assert f'<figure data-photo="{article.photo_id}"></figure>' in article.body

    page.goto(live_server.url)
    page.get_by_role("link", name=HEADLINE).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    expect(page.locator("blockquote")).to_have_text(QUOTE)
    page.get_by_text("Марат Оспанов").first.wait_for()
    page.get_by_role("link", name="#Су реформасы").first.wait_for()
    page.get_by_role("link", name="Айгүл Сәрсенова").first.wait_for()
    page.get_by_text("Егіс алқабына су көктемде жетеді.").wait_for()
    photo = page.locator("article figure img").first.element_handle()
    page.wait_for_function("img => img.complete && img.naturalWidth > 0", arg=photo)


def test_order_by_keyboard(desk, live_server, page):
    article = make_article(
        publish=False,
        authors=[make_author(name, slug) for name, slug in (("Әсем", "asem"), ("Болат", "bolat"))],
    )
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    down = page.get_by_role("button", name="Төмен жылжыту: Әсем")
    down.focus()
    page.keyboard.press("Enter")
    authors = page.get_by_role("group", name="Авторлар", exact=True)
    expect(authors.get_by_role("status")).to_have_text("Әсем. Орны: 2")
    assert page.evaluate("document.activeElement.ariaLabel") == "Жоғары жылжыту: Әсем"
    page.keyboard.press("Control+s")
    page.get_by_text("Сақталды.").wait_for()
    assert [str(byline) for byline in article.bylines.all()] == ["Болат", "Әсем"]


def test_order_by_dragging(desk, live_server, page):
    names = [("Әсем", "asem"), ("Болат", "bolat"), ("Дана", "dana")]
    article = make_article(publish=False, authors=[make_author(*name) for name in names])
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    rows = page.get_by_role("group", name="Авторлар", exact=True).get_by_role("listitem")
    rows.nth(2).drag_to(rows.nth(0), target_position={"x": 20, "y": 2})
    page.get_by_role("button", name="Сақтау", exact=True).click()
    page.get_by_text("Сақталды.").wait_for()
    assert [str(byline) for byline in article.bylines.all()] == ["Дана", "Әсем", "Болат"]


@pytest.mark.once
def test_the_editor_changes_nothing_that_it_only_shows(desk, live_server, page):
    photo = make_photo(caption="Ескі сурет")
    body = (
        "<p>Бірінші.</p><blockquote><p>«Сөз»</p></blockquote><h2>Тақырыпша</h2>"
        '<p lang="ru">По-русски <strong>жирно</strong> и <em>курсивом</em>, H<sub>2</sub>O.</p>'
        '<ul><li><p>бір</p></li></ul><p><a href="https://example.org/">сілтеме</a></p>'
        f'<figure data-photo="{photo.pk}"></figure><p>Соңы.</p>'
    )
    article = make_article(publish=False, body=body)
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    text = text_field(page)
    text.get_by_text("Ескі сурет").wait_for()
    text.get_by_text("Бірінші.").click()
    page.keyboard.press("End")
    page.keyboard.type("!")
    page.get_by_role("button", name="Сақтау", exact=True).click()
    page.get_by_text("Сақталды.").wait_for()
    article.refresh_from_db()
    linked = body.replace('org/">', 'org/" rel="noopener">')
    assert article.body == linked.replace("Бірінші.", "Бірінші.!")


@pytest.mark.once
def test_a_link_by_keyboard(desk, live_server, page):
    article = make_article(publish=False, body="<p>құжат</p>")
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    text_field(page).focus()
    for keys in ("Control+a", "Control+k"):
        page.keyboard.press(keys)
    page.get_by_label("Сілтеме мекенжайы").fill("example.org/")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Сақтау", exact=True).click()
    page.get_by_text("Сақталды.").wait_for()
    article.refresh_from_db()
    assert article.body == '<p><a href="https://example.org/" rel="noopener">құжат</a></p>'


def test_upload_from_the_dialog(desk, live_server, picture, page):
    article = make_article(publish=False)
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    page.get_by_role("button", name="Фото таңдау").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Жаңа фото жүктеу").click()
    dialog.get_by_label("Файл").set_input_files(picture)
    dialog.get_by_role("button", name="Жүктеп, қою").click()
    dialog.get_by_text("Авторы: Фотоның авторын көрсетіңіз").wait_for()
    dialog.get_by_label("Авторы").fill("Марат Оспанов")
    dialog.get_by_label("Суретте не бар").fill("Өзендегі бөгет")
    dialog.get_by_role("button", name="Жүктеп, қою").click()
    page.locator(".photo-chosen img").wait_for()
    page.get_by_role("button", name="Сақтау", exact=True).click()
    page.get_by_text("Сақталды.").wait_for()
    article.refresh_from_db()
    assert article.photo.credit == "Марат Оспанов"


@pytest.mark.once
def test_the_dialog_says_what_of_a_photo_could_not_be_used(desk, live_server, page):
    article = make_article(publish=False)
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    page.get_by_role("button", name="Фото таңдау").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Жаңа фото жүктеу").click()
    moving = {"name": "su.webp", "mimeType": "image/webp", "buffer": good()["moving.webp"]}
    dialog.get_by_label("Файл").set_input_files(moving)
    dialog.get_by_label("Авторы").fill("Марат Оспанов")
    dialog.get_by_label("Суретте не бар").fill("Өзендегі бөгет")
    dialog.get_by_role("button", name="Жүктеп, қою").click()
    dialog.get_by_text("бірінші кадрын ғана көреді").wait_for()
    dialog.get_by_role("button", name="Жабу").click()
    page.locator(".photo-chosen img").wait_for()


@pytest.mark.once
def test_a_headline_is_counted_in_kazakh_letters(desk, live_server, page):
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    page.get_by_label("Тақырыбы").fill("Үй" * 46)
    page.get_by_text("92 / 90").wait_for()


def faults(page, name):
    """What keeps somebody out of the screen that is open, wide and narrow, light and dark."""
    for width, scheme in product((1280, 360), ("light", "dark")):
        look_through(page, width=width, height=900, scheme=scheme)
        for fault in axe_violations(page):
            yield f"{name or 'index'} {width} {scheme}: {fault}"
        if wider := overflow(page):
            yield f"{name or 'index'} {width}: {wider} px wider than the window"


@pytest.mark.once
def test_screens_are_open_to_all(desk, live_server, page):
    article = make_article(photo=make_photo())
    found = []
    for path in (
        "",
        "articles/article/",
        f"articles/article/{article.pk}/change/",
        "articles/article/add/",
        "articles/photo/",
        "articles/photo/add/",
        "articles/tag/",
    ):
        page.goto(f"{live_server.url}/admin/{path}")
        if path.endswith(("change/", "article/add/")):
            text_field(page)
        found += faults(page, path)
    page.get_by_role("button", name="Шығу").click()
    page.goto(f"{live_server.url}/admin/")
    found += faults(page, "login")
    assert found == []


@pytest.mark.once
def test_the_form_fits_a_telephone_before_its_icons_have_come(desk, live_server, page):
    page.route("**/*.woff2", lambda route: route.abort())
    page.goto(f"{live_server.url}/admin/articles/article/{make_article().pk}/change/")
    text_field(page)
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert overflow(page) <= 0, width
