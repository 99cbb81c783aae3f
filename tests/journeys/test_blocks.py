"""What stands in a text beside words: put in by keyboard and by mouse, edited, undone, restored."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from articles.text import bodies
from tests.delivery.conftest import picture_file
from tests.factories import make_article, make_photo
from tests.journeys.test_editor import text_field
from tests.support.browser import axe_violations

pytestmark = [pytest.mark.journey, pytest.mark.once]

VIDEO = "https://www.youtube.com/watch?v=aB3_d-Fg7hI"
POST = "https://t.me/auyl_kanaly/15"


@pytest.fixture
def photos(db):
    names = ("Бөгет", "Көл")
    return [
        make_photo(file=picture_file(f"{name}.jpg"), caption=name, alt=f"{name} суреті")
        for name in names
    ]


@pytest.fixture
def other(db):
    return make_article("Көрші ауылда кітапхана ашылды")


@pytest.fixture
def article(db):
    return make_article(publish=False, body="<p>Басы.</p>")


@pytest.fixture
def form(live_server, sign_in, photos, other, article, settings):
    """The form of a draft, the cursor in an empty paragraph behind its text."""
    settings.SITE_URL = live_server.url
    page = sign_in("Editor")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    text_field(page).get_by_text("Басы.").click()
    for key in ("End", "Enter"):
        page.keyboard.press(key)
    expect(text_field(page).locator("p")).to_have_text(["Басы.", ""])
    return page


def body(page):
    """The text as it would be stored now."""
    return bodies.clean(page.locator("textarea[name=body]").input_value())


def by_slash(page, words):
    expect(text_field(page)).to_be_focused()  # a form that has just closed gives it back
    page.keyboard.type(f"/{words}")
    expect(page.locator(".insert-menu [role=option]:visible")).to_have_count(1)
    page.keyboard.press("Enter")


def save(page):
    page.get_by_role("button", name="Сақтау", exact=True).click()
    page.get_by_text("Сақталды.").wait_for()


def paste(page, text):
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")


def test_each_block_by_keyboard(form, photos, other, article):
    page, [first, second] = form, photos
    dialog = page.locator("dialog[open]")

    by_slash(page, "галерея")
    for name in ("Көл", "Бөгет"):
        page.get_by_role("button", name="Фото қосу").press("Enter")
        page.locator("dialog.photo-dialog").get_by_role("button", name=name).press("Enter")
        dialog.locator("ol").get_by_text(name, exact=True).wait_for()
    dialog.get_by_label("Атауы").fill("Көктем")
    page.keyboard.press("Enter")
    gallery = f'<figure data-gallery="{second.pk},{first.pk}" data-title="Көктем"></figure>'
    expect(page.locator(".ProseMirror .block-gallery img")).to_have_count(2)

    by_slash(page, "жазба")
    page.keyboard.type("https://example.org/")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("Оны сілтеме ретінде қойыңыз")
    dialog.get_by_label("Мекенжайы").fill(VIDEO)
    page.keyboard.press("Tab")
    page.keyboard.type("Ашылу сәті")
    page.keyboard.press("Enter")
    embed = f'<figure data-embed="{VIDEO}" data-title="Ашылу сәті"></figure>'

    by_slash(page, "тағы")
    page.keyboard.type("кітапхана")
    dialog.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    expect(dialog.locator("output")).to_have_text(other.headline)
    dialog.get_by_role("button", name="Қою", exact=True).press("Enter")
    card = f'<figure data-article="{other.pk}"></figure>'

    by_slash(page, "ерекше")
    page.keyboard.type("Су – өмір")
    page.keyboard.press("Tab")
    page.keyboard.type("Айгүл")
    page.keyboard.press("Enter")
    quote = '<figure data-pullquote="Су – өмір" data-source="Айгүл"></figure>'

    by_slash(page, "анықтама")
    page.keyboard.type("Бөгет")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("1970 жылы салынды.")
    box = "<aside><h3>Бөгет</h3><p>1970&nbsp;жылы салынды.</p></aside>"

    assert bodies.blocks(body(page)) == ["<p>Басы.</p>", gallery, embed, card, quote, box]
    assert axe_violations(page) == []
    save(page)
    article.refresh_from_db()
    assert bodies.blocks(article.body) == ["<p>Басы.</p>", gallery, embed, card, quote, box]
    text_field(page)
    expect(page.locator(".block-article b")).to_have_text(other.headline)
    assert body(page) == article.body


def test_a_block_by_mouse_edited_and_undone(form):
    page = form
    page.get_by_role("button", name="Қою", exact=True).click()
    page.get_by_role("option", name="Ерекше дәйексөз").click()
    dialog = page.locator("dialog[open]")
    dialog.get_by_role("button", name="Қою", exact=True).click()
    expect(dialog.get_by_role("alert")).to_have_text("Ерекшеленетін сөзді жазыңыз.")
    dialog.get_by_label("Сөзі", exact=True).fill("Су – өмір")
    dialog.get_by_role("button", name="Қою", exact=True).click()
    expect(page.locator(".block-pullquote q")).to_have_text("Су – өмір")

    page.get_by_role("button", name="Өзгерту: Ерекше дәйексөз").click()
    dialog.get_by_label("Кімнің сөзі").fill("Айгүл")
    dialog.get_by_role("button", name="Қою", exact=True).click()
    expect(page.locator(".block-pullquote span")).to_have_text("Айгүл")
    page.keyboard.press("Control+z")
    expect(page.locator(".block-pullquote span")).to_have_count(0)
    assert 'data-pullquote="Су – өмір"></figure>' in body(page)
    page.keyboard.press("Control+z")
    expect(page.locator(".block-pullquote")).to_have_count(0)
    assert body(page) == "<p>Басы.</p>"


def test_a_block_is_opened_and_left_by_keyboard(form):
    page = form
    paste(page, POST)
    page.locator(".block-embed").wait_for()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    expect(dialog.get_by_label("Мекенжайы")).to_have_value(POST)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert bodies.blocks(body(page))[1:] == [f'<figure data-embed="{POST}"></figure>']


def test_an_address_alone_in_a_line_becomes_what_stands_there(form, other):
    page = form
    paste(page, VIDEO)
    page.locator(".block-embed").wait_for()
    paste(page, f"{page.url.split('/admin')[0]}{other.get_absolute_url()}")
    expect(page.locator(".block-article b")).to_have_text(other.headline)
    page.keyboard.type("Соңы")
    assert bodies.blocks(body(page))[1:] == [
        f'<figure data-embed="{VIDEO}"></figure>',
        f'<figure data-article="{other.pk}"></figure>',
        "<p>Соңы</p>",
    ]
    paste(page, f" {VIDEO}")  # behind words it is words
    expect(page.locator(".block-embed")).to_have_count(1)
    for _ in range(3):
        page.keyboard.press("Control+z")
    expect(page.locator(".block-article")).to_have_count(0)


def test_what_only_looks_like_a_provider_is_no_frame(form):
    page = form
    hostile = [
        "https://youtube.com.example.org/watch?v=aB3_d-Fg7hI",
        "https://youtu.be@example.org/aB3_d-Fg7hI",
        "javascript:alert(1)//youtu.be/aB3_d-Fg7hI",
    ]
    for address in hostile:
        paste(page, address)
        text_field(page).get_by_text(address).wait_for()
        page.keyboard.press("Enter")
    assert "<figure" not in body(page)
    assert 'href="javascript' not in body(page)


def test_a_menu_that_is_left_leaves_the_text(form):
    page = form
    expect(text_field(page)).to_be_focused()
    page.keyboard.type("/")
    page.locator(".insert-menu").wait_for()
    page.keyboard.press("Escape")
    expect(page.locator(".insert-menu")).to_be_hidden()
    page.keyboard.type("қосымша")
    page.keyboard.press("Enter")
    assert body(page) == "<p>Басы.</p><p>/қосымша</p>"


def test_blocks_are_compared_and_brought_back(live_server, form, article, photos):
    page = form
    paste(page, POST)
    page.locator(".block-embed").wait_for()
    save(page)
    with_block = Article.objects.get(pk=article.pk).body
    text_field(page)
    page.get_by_role("button", name="Өзгерту: Жазба, бейне не карта").wait_for()
    page.locator(".block-embed").click(position={"x": 5, "y": 5})
    page.keyboard.press("Delete")
    save(page)
    assert Article.objects.get(pk=article.pk).body == "<p>Басы.</p>"
    history = f"{live_server.url}/admin/articles/article/{article.pk}/history"
    page.goto(f"{history}/2/")
    expect(page.locator("ins").first).to_contain_text(f"Жазба, бейне не карта: {POST}")
    page.get_by_role("button", name="Осы нұсқаны қалпына келтіру").click()
    assert Article.objects.get(pk=article.pk).body == with_block


def test_a_reader_loads_a_frame_by_a_press_and_not_before(live_server, page):
    body = f'<p>Басы.</p><figure data-embed="{VIDEO}" data-title="Ашылу"></figure><p>Соңы.</p>'
    article = make_article(body=body)
    foreign = []
    page.route(
        lambda url: not url.startswith(live_server.url),
        lambda route: (foreign.append(route.request.url), route.fulfill(body="<p>video</p>")),
    )
    page.goto(live_server.url + article.get_absolute_url())
    button = page.get_by_role("button", name="Осы жерде көру")
    button.wait_for()
    assert foreign == []
    assert axe_violations(page) == []
    button.press("Enter")
    frame = page.locator("iframe[title=Ашылу]")
    expect(frame).to_be_focused()
    expect(page.frame_locator("iframe").locator("p")).to_have_text("video")
    assert foreign == ["https://www.youtube-nocookie.com/embed/aB3_d-Fg7hI"]
    assert "allow-same-origin" in frame.get_attribute("sandbox")
    assert axe_violations(page) == []
