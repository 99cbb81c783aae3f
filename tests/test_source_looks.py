"""Looks of the source: no line of a template and no file for the browser is too long to read."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_TEMPLATE_LINE = 120
LONGEST_FILE = 300


def lines(folder: str, *endings: str) -> dict[str, list[str]]:
    """The lines of all files in a folder whose names end so, by path."""
    found = {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8").splitlines()
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in endings
    }
    assert found, f"nothing like {endings} in {folder}/"
    return found


def test_templates_have_no_long_lines():
    too_long = [
        f"{path}:{number} has {len(line)} characters"
        for path, text in lines("templates", ".html", ".txt").items()
        for number, line in enumerate(text, start=1)
        if len(line) > LONGEST_TEMPLATE_LINE
    ]
    assert too_long == []


def test_style_sheets_and_scripts_are_no_longer_than_a_few_screens():
    too_long = [
        f"{path} has {len(text)} lines"
        for path, text in lines("static", ".css", ".js").items()
        if len(text) > LONGEST_FILE
    ]
    assert too_long == []
