"""What a clipboard of another program becomes, by a real Ctrl+V; one Ctrl+Z undoes each paste.

``tests/clipboards/<program>-<what>.html`` or ``.txt`` is what the program lays on the clipboard,
the ``.body`` beside it what is then stored.
"""

from base64 import b64encode
from pathlib import Path

import pytest
from playwright.sync_api import expect

from articles.models import Article, Autosave, Photo
from articles.text import bodies
from tests.factories import make_article
from tests.support.pictures import good
from tests.support.staff import PASSWORD, make_staff

pytestmark = [pytest.mark.journey, pytest.mark.once]

CLIPBOARDS = Path(__file__).parents[1] / "clipboards"
WAITING = "[Осы жерде жүктелмей қалған сурет тұрған: қайта қойыңыз]"
BEFORE = "<p>Бұрын жазылған.</p>"
# What is said beside the editor; of the other clipboards nothing.
NAMED = {
    "google-docs-footnote": "Ескертпелер қойылмады (1)",
    "word-desktop-comments": "Пікірлер қойылмады (1)",
    "word-desktop-footnotes": "Ескертпелер қойылмады (1)",
    "word-desktop-picture": "Суреттер қойылмады (1): clip_image001.png",
    "libreoffice-writer-page": "Ескертпелер қойылмады (1)",
    "libreoffice-footnotes": "Ескертпелер қойылмады (1)",
    "web-page-pictures": "Суреттер қойылмады (1): Бөгет",
}
# As a program lays it there: what is written by `navigator.clipboard` is made tame on its way.
COPY = """([type, text]) => addEventListener("copy", event => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData.setData("text/plain", "басқа");
    event.clipboardData.setData(type, text);
}, {capture: true, once: true})"""
BRING_FILES = """([kind, names, bytes]) => {
    const data = new DataTransfer(), dom = document.querySelector(".ProseMirror");
    const file = name => new File([Uint8Array.from(bytes)], name, {type: "image/jpeg"});
    for (const name of names) data.items.add(file(name));
    const {left, bottom} = dom.lastElementChild.getBoundingClientRect();
    const how = {bubbles: true, cancelable: true, clientX: left + 5, clientY: bottom - 5};
    dom.dispatchEvent(kind === "paste"
        ? new ClipboardEvent(kind, {...how, clipboardData: data})
        : new DragEvent(kind, {...how, dataTransfer: data}));
}"""


def clipboards():
    return sorted(path for path in CLIPBOARDS.iterdir() if path.suffix in (".html", ".txt"))


class Text:
    """The rich editor of an article, with a line written and an empty one under it."""

    def __init__(self, page):
        self.page = page
        self.said = page.locator(".paste-lost [role=status]")

    def begin(self):
        self.page.locator(".body-editor.ready").wait_for()
        self.page.evaluate(
            "html => document.querySelector('.ProseMirror').editor.commands.setContent(html,"
            " {emitUpdate: true})",
            BEFORE,
        )
        self.page.get_by_role("textbox", name="Мәтіні").focus()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.press("Enter")

    def paste(self, text, kind="text/html"):
        self.page.evaluate(COPY, [kind, text])
        self.page.keyboard.press("Control+c")
        self.page.keyboard.press("Control+v")

    @property
    def value(self):
        return self.page.locator("textarea[name=body]").input_value()

    @property
    def stored(self):
        return bodies.clean(self.value)


@pytest.fixture
def text(live_server, page):
    make_staff("Editor")
    article = make_article(publish=False)
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    page.get_by_label("Пайдаланушы аты").fill("editor")
    page.get_by_label("Құпиясөз").fill(PASSWORD)
    page.get_by_role("button", name="Кіру", exact=True).click()
    text = Text(page)
    text.begin()
    return text


def pasted(text, path):
    """What is stored after the paste, what was said of it, and the text after one undo."""
    text.begin()
    before = text.value
    kind = "text/plain" if path.suffix == ".txt" else "text/html"
    with path.open(encoding="utf-8", newline="") as file:
        text.paste(file.read(), kind)
    stored = text.stored
    said = text.said.inner_text()
    text.page.keyboard.press("Control+z")
    return stored.removeprefix(BEFORE), said, text.value == before


def test_what_other_programs_wrote_comes_in_right_and_is_undone_at_once(text):
    assert len(clipboards()) >= 40
    wrong = {}
    for path in clipboards():
        stored, said, is_undone = pasted(text, path)
        wanted = path.with_suffix(".body").read_text(encoding="utf-8").replace("\n", "")
        if stored.replace("\n", "") != wanted or NAMED.get(path.stem, "") not in said:
            wrong[path.name] = stored, said
        if not is_undone or bool(said) != (path.stem in NAMED):
            wrong[f"{path.name}: undo, words"] = is_undone, said
    assert wrong == {}


def upload(page, alt):
    """The dialog that opened by itself, filled in for the picture that it holds."""
    dialog = page.get_by_role("dialog", name="Фото таңдау")
    dialog.get_by_label("Авторы").fill("Марат Оспанов")
    dialog.get_by_label("Суретте не бар").fill(alt)
    dialog.get_by_role("button", name="Жүктеп, қою").click()


def photo_figure():
    return f'<figure data-photo="{Photo.objects.latest("pk").pk}"></figure>'


def test_a_picture_in_a_pasted_text_is_uploaded_and_stands_where_it_was(text):
    page = text.page
    before = text.value
    address = f"data:image/jpeg;base64,{b64encode(good()['camera.jpg']).decode()}"
    text.paste(f'<p>Бірінші.</p><p><img src="{address}"></p><p>Екінші.</p>')
    upload(page, "Өзендегі бөгет")
    expect(page.locator(".ProseMirror figure img")).to_have_count(1)
    assert text.stored == f"{BEFORE}<p>Бірінші.</p>{photo_figure()}<p>Екінші.</p>"
    page.keyboard.press("Control+z")
    assert text.value == before


def keeps(words):
    """Whether an answer is to an autosave that had ``words`` in it."""
    return lambda answer: answer.ok and words.encode() in (answer.request.post_data_buffer or b"")


def test_where_a_picture_stood_is_known_though_the_browser_crashed_before_it_was_uploaded(text):
    page = text.page
    address = f"data:image/jpeg;base64,{b64encode(good()['camera.jpg']).decode()}"
    with page.expect_response(keeps(WAITING)):
        text.paste(f'<p>Бірінші.</p><p><img src="{address}"></p><p>Екінші.</p>')
    assert WAITING in str(Autosave.objects.get().form)
    assert text.stored == f"{BEFORE}<p>Бірінші.</p><p>{WAITING}</p><p>Екінші.</p>"
    upload(page, "Өзендегі бөгет")
    expect(page.locator(".ProseMirror figure img")).to_have_count(1)
    assert text.stored == f"{BEFORE}<p>Бірінші.</p>{photo_figure()}<p>Екінші.</p>"


@pytest.mark.parametrize("kind", ["paste", "drop"])
def test_pictures_brought_as_files_are_taken_one_after_the_other(text, kind):
    page = text.page
    before = text.value
    page.evaluate(BRING_FILES, [kind, ["a.jpg", "b.jpg"], [*good()["camera.jpg"]]])
    upload(page, "Өзендегі бөгет")
    expect(page.locator(".ProseMirror figure img")).to_have_count(1)
    page.get_by_role("dialog").get_by_role("button", name="Жабу").click()
    expect(text.said).to_contain_text("Суреттер қойылмады (1): b.jpg")
    assert text.stored == BEFORE + photo_figure()
    page.keyboard.press("Control+z")
    assert text.value == before


def test_what_was_left_out_is_named_until_it_is_read(text):
    picture = '<p>Мәтін.</p><img src="https://example.org/a.jpg">'
    close = text.page.locator(".paste-lost").get_by_role("button", name="Жабу")
    text.paste(picture)
    expect(text.said).to_contain_text("a.jpg")
    close.click()
    expect(text.said).to_be_empty()
    text.paste(picture)
    expect(text.said).to_contain_text("a.jpg")
    text.paste("<p>Таза мәтін.</p>")
    expect(text.said).to_be_empty()


def test_what_is_typed_right_before_and_after_a_paste_is_undone_apart(text):
    text.page.keyboard.type("Басы ")
    typed = text.value
    text.paste("<b>қалың</b>")
    pasted_in = text.value
    text.page.keyboard.type(" соңы")
    for value in (pasted_in, typed):
        text.page.keyboard.press("Control+z")
        assert text.value == value


def test_a_page_that_is_really_copied_in_the_browser_keeps_its_emphasis(text, live_server):
    make_article(
        "Көпір ашылды",
        body="<p>Жаңа <strong>көпір</strong> мен <em>жол</em>.</p><ul><li><p>бір</p></li></ul>",
    )
    reader = text.page.context.new_page()
    reader.goto(live_server.url)
    reader.get_by_role("link", name="Көпір ашылды").first.click()
    reader.locator(".body").evaluate("body => getSelection().selectAllChildren(body)")
    reader.keyboard.press("Control+c")
    reader.close()
    text.page.keyboard.press("Control+v")
    copied = "<p>Жаңа <strong>көпір</strong> мен <em>жол</em>.</p><ul><li><p>бір</p></li></ul>"
    assert text.stored == BEFORE + copied


def test_a_paste_is_saved_as_it_stands(text):
    text.paste('<h1>Бас тақырыпша</h1><p>Сан <span style="font-weight:700">өсті</span>.</p>')
    text.page.get_by_role("button", name="Сақтау", exact=True).click()
    text.page.get_by_text("Сақталды.").wait_for()
    pasted_in = "<h2>Бас тақырыпша</h2><p>Сан <strong>өсті</strong>.</p>"
    assert Article.objects.get().body == BEFORE + pasted_in
