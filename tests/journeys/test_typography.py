"""Typography in a real browser: as one types, taken back, pasted, saved."""

import base64
from pathlib import Path

import pytest
from playwright.sync_api import expect

from articles.kazakh.typesetting import TABLE
from tests.factories import make_article
from tests.journeys.test_editor import text_field
from tests.support.typography import pairs

pytestmark = [pytest.mark.journey, pytest.mark.once]

SCRIPT = Path(__file__).parents[2] / "static" / "js" / "admin" / "typography.js"
# Each text set at once, and typed sign by sign to the end of its line.
SET = """async ([script, table, texts]) => {
    const {Typesetter, applied} = await import(`data:text/javascript;base64,${script}`);
    const typesetter = new Typesetter(JSON.parse(table));
    const changed = (line, edits) => applied(line.split(""), edits).join("");
    return texts.map(text => {
        let line = "";
        for (const sign of text) {
            const place = line.length;
            line += sign;
            line = changed(line, typesetter.completed(line, place, place + sign.length));
        }
        return [
            changed(text, typesetter.edits(text)),
            changed(line, typesetter.finished(line, line.length)),
        ];
    });
}"""
FOUR = "...."  # the fourth point comes when the third has made three


def test_the_script_sets_what_python_sets(page):
    plain = [(typed, printed) for typed, printed in pairs() if "<" not in typed]
    script = base64.b64encode(SCRIPT.read_bytes()).decode()
    page.goto("about:blank")
    done = page.evaluate(SET, [script, TABLE, [typed for typed, _printed in plain]])
    assert [whole for whole, _typed in done] == [printed for _typed, printed in plain]
    typed = zip(plain, done, strict=True)
    assert [
        (text, by_hand)
        for (text, printed), (_whole, by_hand) in typed
        if by_hand != printed and FOUR not in text
    ] == []


@pytest.fixture
def page_of(live_server, sign_in):
    """Opens the form of an article with this text; the cursor stands at the end of it."""
    page = sign_in("Editor")

    def open_form(body="", **fields):
        article = make_article("Тақырып", publish=False, body=body, **fields)
        page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
        text_field(page).click()  # focus alone puts the cursor back to the start a moment later
        page.keyboard.press("Control+End")
        return page, article

    return open_form


def paragraphs(page):
    """The text of each paragraph in the editor, with «~» for a space that does not break."""
    texts = page.locator(".ProseMirror p").evaluate_all("all => all.map(p => p.textContent)")
    return [text.replace("\u00a0", "~") for text in texts]


def saved(page, article):
    page.keyboard.press("Control+s")
    page.get_by_text("Сақталды.").wait_for()
    article.refresh_from_db()
    return article


def test_typography_as_one_types(page_of):
    page, article = page_of()
    page.keyboard.type('"Ана - "ұлы" сөз", - деді ол... 2020-2025 жылы 3 x 4 метр, 5 млн')
    page.keyboard.press("Enter")
    page.keyboard.type("Тел. 8-707-123-45-67, https://a.kz/b-c/3x4?d='e' № 5 мен де")
    page.keyboard.press("Enter")
    set_well = [
        "«Ана~– “ұлы” сөз»,~– деді ол… 2020–2025~жылы 3~×~4~метр, 5~млн",
        "Тел. 8-707-123-45-67, https://a.kz/b-c/3x4?d='e' №~5 мен~де",
    ]
    assert paragraphs(page)[:2] == set_well
    body = saved(page, article).body.replace("&nbsp;", "~")
    assert f"<p>{set_well[0]}</p>" in body


def test_what_was_set_is_taken_back_and_stays_so(page_of):
    page, article = page_of("<p>Экран</p>")
    page.keyboard.type(' - 15 "')
    assert paragraphs(page) == ["Экран~– 15 «"]
    page.keyboard.press("Backspace")
    assert paragraphs(page) == ['Экран~– 15 "']
    page.keyboard.type('дюйм" деген')
    assert paragraphs(page) == ['Экран~– 15 "дюйм" деген']
    page.keyboard.type("...")
    assert paragraphs(page) == ['Экран~– 15 "дюйм" деген…']
    page.keyboard.press("Control+z")
    assert paragraphs(page) == ['Экран~– 15 "дюйм" деген...']
    page.keyboard.type(" Тағы, 2-3 күн бойы")
    assert paragraphs(page) == ['Экран~– 15 "дюйм" деген... Тағы, 2–3~күн бойы']
    assert '"дюйм" деген... Тағы' in saved(page, article).body


def test_what_nobody_typed_does_not_change(page_of):
    page, _article = page_of('<p>"Ескі" - 3x4... мәтін,</p><p lang="ru">Слово</p>')
    page.keyboard.type(' "да" - нет...')
    page.keyboard.press("Control+Home")
    page.keyboard.press("End")
    page.keyboard.type(' "жаңа"')
    assert paragraphs(page) == ['"Ескі" - 3x4... мәтін, «жаңа»', 'Слово "да" - нет...']


def test_an_article_in_another_language_is_left_alone(page_of):
    page, _article = page_of("<p>Слово</p>", language="ru")
    page.keyboard.type(' "да" - нет...')
    assert paragraphs(page) == ['Слово "да" - нет...']


PASTE = """async ([html, text]) => {
    const data = new DataTransfer();
    if (html) data.setData("text/html", html);
    data.setData("text/plain", text);
    const how = {bubbles: true, cancelable: true, clipboardData: data};
    document.querySelector(".ProseMirror").dispatchEvent(new ClipboardEvent("paste", how));
}"""


def test_what_is_pasted_is_set_and_one_undo_takes_it_out(page_of):
    page, _article = page_of("<p>Басы</p>")
    page.keyboard.press("Control+a")
    html = '<p><b>"Су</b> келді", - деді ол.</p><p lang="ru">"Да" - нет</p><p>a-b@c.kz - 3x4</p>'
    page.evaluate(PASTE, [html, ""])
    set_well = ["«Су келді»,~– деді ол.", '"Да" - нет', "a-b@c.kz~– 3×4"]
    assert paragraphs(page) == set_well
    expect(page.locator(".ProseMirror strong")).to_have_text("«Су")
    page.keyboard.press("Control+z")
    assert paragraphs(page) == ["Басы"]
    page.keyboard.press("Control+a")
    page.evaluate(PASTE, ["", 'Мәтін - "жай"...'])
    assert paragraphs(page) == ["Мәтін~– «жай»…"]


def test_what_is_copied_in_the_editor_is_pasted_as_it_was(page_of):
    page, _article = page_of('<p>"Ескі" - мәтін...</p>')
    for keys in ("Control+a", "Control+c", "ArrowRight", "Enter", "Control+v"):
        page.keyboard.press(keys)
    expect(page.locator(".ProseMirror p")).to_have_text(['"Ескі" - мәтін...'] * 2)
