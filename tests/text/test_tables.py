"""Tables of a body: one way to write them, whatever came in, and nothing of what they said lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import bodies
from articles.text.diff import body_diff

TABLE = (
    "<table><caption>Халық саны</caption>"
    "<thead><tr><th>Жыл</th><th>Сан</th></tr></thead>"
    "<tbody><tr><td>2024</td><td><strong>20,1</strong><br>млн</td></tr>"
    "<tr><td>2025</td><td></td></tr></tbody></table>"
)


def table(*rows):
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table><tbody>{''.join(f'<tr>{line}</tr>' for line in lines)}</tbody></table>"


def test_a_table_as_it_is_written_stays():
    assert bodies.clean(TABLE) == TABLE


@pytest.mark.parametrize(
    ("given_html", "kept"),
    [
        ("<table><tr><td>а<td>ә</table>", table("аә")),
        # Attributes, columns and sections of other programs.
        (
            '<table border="1" style="width:9px"><colgroup><col></colgroup>'
            "<tr><td>а</td><td>ә</td></tr><tfoot><tr><td>б</td></tr></tfoot></table>",
            table("аә", ["б", ""]),
        ),
        # What reaches over other cells.
        (
            '<table><tr><td colspan="2">а</td><td>ә</td></tr><tr><td>б</td></tr></table>',
            table(["а", "", "ә"], ["б", "", ""]),
        ),
        (
            '<table><tr><td rowspan="2">Алматы</td><td>1</td></tr><tr><td>2</td></tr></table>',
            table(["Алматы", "1"], ["", "2"]),
        ),
        # Blocks in a cell are lines; a table in it too.
        (
            "<table><tr><td><p>а</p><ul><li>ә</li></ul></td><td>б</td></tr></table>",
            table(["а<br>ә", "б"]),
        ),
        (
            f"<table><tr><td>{table('аә', 'бв')}</td><td>г</td></tr></table>",
            table(["а | ә<br>б | в", "г"]),
        ),
        # Headings: a first row of them, with an empty corner or none.
        (
            "<table><tr><td></td><th>Сан</th></tr><tr><th>Жыл</th><td>3</td></tr></table>",
            "<table><thead><tr><th></th><th>Сан</th></tr></thead>"
            "<tbody><tr><td>Жыл</td><td>3</td></tr></tbody></table>",
        ),
        # A table that only holds something is what it holds.
        ("<table><tr><td><h2>а</h2><p>ә</p></td></tr></table>", "<h2>а</h2><p>ә</p>"),
        ("<table><tr><td>а</td></tr></table>", "<p>а</p>"),
        ("<table><tr><td>а<p>ә</p></td></tr></table>", "а<p>ә</p>"),
        (f"<table><tr><td>{table('аә')}</td></tr></table>", table("аә")),
        ("<table><tr><td>&nbsp;</td><td><br></td></tr></table>", ""),
        # A photo has no room in a cell.
        (
            '<table><tr><td>а<figure data-photo="3"></figure></td><td>ә</td></tr></table>',
            table("аә") + '<figure data-photo="3"></figure>',
        ),
    ],
)
def test_a_table_of_elsewhere_is_brought_to_one_form(given_html, kept):
    assert bodies.clean(given_html) == kept


CELLS = st.sampled_from(["а", "<p>ә</p>", "<br>", "", "<table>", "</table>", "<h2>б</h2>", " "])
PARTS = st.lists(
    st.one_of(
        st.sampled_from(["<table>", "</table>", "<caption>", "<thead>", "<tr>", "<td>", "<th>"]),
        st.sampled_from(['<td rowspan="3">', '<th colspan="2">', "</tr>", "</td>", "</thead>"]),
        CELLS,
    ),
    max_size=40,
)


@given(PARTS)
def test_no_letter_is_lost_and_cleaning_twice_changes_nothing(parts):
    html = "".join(parts)
    once = bodies.clean(html)
    assert bodies.clean(once) == once
    written = re.sub(r"<[^>]*>|\s", "", html)
    assert sorted(re.sub(r"<[^>]*>|[\s|]", "", once)) == sorted(written)


@pytest.mark.parametrize(
    "html",
    [
        "<table>" + '<tr><td rowspan="999" colspan="999">x' * 5_000,
        "<table><tr>" + "<td>x" * 4_000 + "<tr><td>y" * 3_000,
        "<table><tr>" + '<td rowspan="999">x' * 5_000 + "<tr><td>y" * 500,
        "<table><tr><td>a<td>" * 40 + "<p>x</p>" * 5_000,
    ],
    ids=["spans", "one long row", "long spans", "nested"],
)
def test_a_table_made_up_to_cost_much_does_not_grow(html):
    assert len(bodies.clean(html)) < 3 * len(html) + 100_000  # with empty cells


def test_rows_are_lines_for_who_cannot_show_a_table():
    assert bodies.paragraphs(TABLE) == ["Халық саны", "Жыл | Сан", "2024 | 20,1 млн", "2025"]


def test_a_change_in_a_cell_is_shown_in_its_row():
    changed = TABLE.replace("2025", "2026")
    shown = body_diff(TABLE, changed)
    assert "<del>2025 </del><ins>2026 </ins>" in shown
    assert "<strong>Жыл</strong> | <strong>Сан</strong>" in shown
    without_headings = bodies.clean(TABLE.replace("th>", "td>").replace("thead>", "tbody>"))
    assert "<del><strong>Жыл</strong> | <strong>Сан" in body_diff(TABLE, without_headings)
