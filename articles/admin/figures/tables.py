"""Figures as tables for spreadsheets: CSV and XLSX."""

import csv
from io import BytesIO, StringIO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from ...models.desk.figures import Figures, Row

# A spreadsheet takes a cell that begins with one of these for a formula, and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def header(figures: Figures) -> list[str]:
    """The names of the columns."""
    kinds = [kind.localized_name for kind in figures.kinds]
    return [_("Author"), *kinds, _("Articles"), _("Characters"), _("Corrections"), _("Fee")]


def cells(figures: Figures, row: Row) -> list[int]:
    """The numbers of one row, under :func:`header` without its first."""
    by_kind = [row.by_kind[kind.pk] for kind in figures.kinds]
    return [*by_kind, row.articles, row.characters, row.corrections, row.fee]


def name_of(row: Row) -> str:
    """Whose row it is."""
    return row.author.name if row.author else _("Not signed")


def as_csv(figures: Figures) -> bytes:
    """With a mark of its encoding, by which spreadsheets know Kazakh letters."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(map(_harmless, header(figures)))
    for row in figures.rows:
        writer.writerow([_harmless(name_of(row)), *cells(figures, row)])
    writer.writerow([_("Total"), *cells(figures, figures.total)])
    return out.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def as_xlsx(figures: Figures) -> bytes:
    """Texts are texts, whatever they begin with; the fees are summed up by the sheet itself."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        titles = header(figures)
        for column, title in enumerate(titles):
            sheet.write_string(0, column, title, bold)
        for number, row in enumerate(figures.rows, 1):
            sheet.write_string(number, 0, name_of(row))
            sheet.write_row(number, 1, cells(figures, row))
        end = len(figures.rows) + 1
        sheet.write_string(end, 0, _("Total"), bold)
        sheet.write_row(end, 1, cells(figures, figures.total), bold)
        if figures.rows:
            _sum_fees(sheet, len(titles) - 1, end, figures.total.fee, bold)
        sheet.freeze_panes(1, 1)
        sheet.autofit()
    return out.getvalue()


def _sum_fees(sheet, column, end, total, form):
    letters = ""
    number = column + 1
    while number:
        number, left = divmod(number - 1, 26)
        letters = chr(ord("A") + left) + letters
    sheet.write_formula(end, column, f"=SUM({letters}2:{letters}{end})", form, total)
