"""A table in a text: made and edited by keyboard and by mouse, pasted into, undone, restored."""

import pytest
from playwright.sync_api import expect

from articles.text import bodies
from tests.journeys.test_blocks import article, body, by_slash, form, other, photos, save
from tests.journeys.test_editor import text_field
from tests.support.browser import axe_violations

__all__ = ["article", "form", "other", "photos"]  # fixtures

pytestmark = [pytest.mark.journey, pytest.mark.once]


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def tables(page):
    return [block for block in bodies.blocks(body(page)) if block.startswith("<table>")]


def row(tag, *cells):
    return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"


def test_a_table_by_keyboard(form, article):
    page = form
    by_slash(page, "кесте")
    for word in ("Аудан", "Үй", "Мектеп", "Абай", "12"):
        page.keyboard.type(word)
        page.keyboard.press("Tab")
    page.keyboard.type("бірінші")
    page.keyboard.press("Enter")
    page.keyboard.type("екінші")
    for word in ("Шиелі", "7", "3", "Барлығы"):  # the last one in a row that Tab adds
        page.keyboard.press("Tab")
        page.keyboard.type(word)
    rows = [
        row("td", "Абай", "12", "бірінші<br>екінші"),
        row("td", "Шиелі", "7", "3"),
        row("td", "Барлығы", "", ""),
    ]
    head = f"<thead>{row('th', 'Аудан', 'Үй', 'Мектеп')}</thead>"
    made = f"<table>{head}<tbody>{''.join(rows)}</tbody></table>"
    assert tables(page) == [made]
    press(page, "Alt+F10", *["Tab"] * 7)
    expect(page.get_by_role("button", name="Кестенің атауы…")).to_be_focused()
    page.keyboard.press("Enter")
    page.locator("dialog[open]").get_by_label("Кестеде не көрсетілген").fill('Құрылыс "Ақ үй"')
    page.keyboard.press("Enter")
    expect(page.locator(".ProseMirror caption")).to_have_text('Құрылыс "Ақ үй"')
    captioned = made.replace("<table>", '<table><caption>Құрылыс "Ақ үй"</caption>')
    assert tables(page) == [captioned]
    assert axe_violations(page) == []
    save(page)
    article.refresh_from_db()
    assert bodies.blocks(article.body) == ["<p>Басы.</p>", captioned]
    text_field(page)
    assert body(page) == article.body


def test_a_table_by_mouse(form):
    page = form
    page.get_by_role("button", name="Қою", exact=True).click()
    page.get_by_role("option", name="Кесте", exact=True).click()
    page.keyboard.type("а")
    cells = page.locator(".ProseMirror :is(th, td)")
    expect(cells).to_have_count(9)
    for name, count in [
        ("Алдына баған қосу", 12),
        ("Бағанды алып тастау", 9),
        ("Соңына баған қосу", 12),
        ("Астына қатар қосу", 16),
        ("Үстіне қатар қосу", 20),
    ]:
        page.get_by_role("button", name=name).click()
        expect(cells).to_have_count(count)
        page.keyboard.press("Control+z")
        expect(cells).not_to_have_count(count)
        page.keyboard.press("Control+Shift+z")
        expect(cells).to_have_count(count)
    page.get_by_role("button", name="Қатарды алып тастау").click()
    expect(cells).to_have_count(16)
    heading = page.get_by_role("button", name="Тақырып қатары")
    is_on = heading.get_attribute("aria-pressed") == "true"
    heading.click()
    expect(heading).to_have_attribute("aria-pressed", str(not is_on).lower())
    page.get_by_role("button", name="Кестені алып тастау").click()
    expect(cells).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(cells).to_have_count(16)


def test_what_is_put_in_from_a_table_stands_behind_it(form, photos):
    page = form
    by_slash(page, "кесте")
    page.keyboard.type("/фото")  # no menu here: this is a cell
    expect(page.locator(".insert-menu")).to_be_hidden()
    page.get_by_role("button", name="Қою", exact=True).click()
    page.get_by_role("option", name="Фото", exact=True).click()
    page.locator("dialog.photo-dialog").get_by_role("button", name="Көл").click()
    expect(page.locator(".ProseMirror > figure")).to_have_count(1)
    blocks = bodies.blocks(body(page))
    assert [block[:7] for block in blocks] == ["<p>Басы", "<table>", "<figure"]
    assert "/фото" in blocks[1]
    assert str(photos[1].pk) in blocks[2]


def paste_html(page, html):
    page.evaluate(
        """html => navigator.clipboard.write([new ClipboardItem({
            "text/html": new Blob([html], { type: "text/html" }),
        })])""",
        html,
    )
    page.keyboard.press("Control+v")


def test_blocks_pasted_into_a_cell_are_lines_of_it(form):
    page = form
    by_slash(page, "кесте")
    page.keyboard.type("а")
    paste_html(page, "<p>бір</p><ul><li>екі</li></ul><h2>үш</h2>")
    expect(page.locator(".ProseMirror table")).to_contain_text("үш")
    assert "<th>абір<br>екі<br>үш</th>" in body(page)
    page.keyboard.press("Control+z")
    expect(page.locator(".ProseMirror table")).not_to_contain_text("үш")
    assert "<th>а</th>" in body(page)


def test_cells_pasted_into_a_table_fill_its_cells(form):
    page = form
    by_slash(page, "кесте")
    paste_html(page, "<table><tr><td>1<td>2<td>3<td>4</tr><tr><td>5<td>6<td>7<td>8</tr></table>")
    expect(page.locator(".ProseMirror th")).to_have_count(4)
    [table] = tables(page)
    assert row("th", "1", "2", "3", "4") in table
    assert row("td", "5", "6", "7", "8") in table


def test_a_photo_pasted_into_a_cell_stands_behind_the_table(form, photos):
    page = form
    by_slash(page, "кесте")
    page.keyboard.type("а")
    paste_html(page, f'<p>ә</p><figure data-photo="{photos[0].pk}"></figure>')
    expect(page.locator(".ProseMirror > figure")).to_have_count(1)
    blocks = bodies.blocks(body(page))
    assert [block[:7] for block in blocks] == ["<p>Басы", "<table>", "<p>ә</p", "<figure"]
