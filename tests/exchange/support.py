"""Pages of our own in the page text format, and the commands as an operator sees them."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command

PAGES = Path(__file__).parent / "pages"
LIBRARY = (PAGES / "kitaphana.txt").read_text(encoding="utf-8")
SHORT = (PAGES / "qysqa.txt").read_text(encoding="utf-8")


def run(command: str, *arguments, **options) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command."""
    out, err = StringIO(), StringIO()
    try:
        call_command(command, *map(str, arguments), stdout=out, stderr=err, **options)
    except SystemExit as stop:
        return stop.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def counts(out: str) -> str:
    """The last line of what a command says."""
    return out.splitlines()[-1]


def edited(text: str, *changes: tuple[str, str]) -> str:
    """``text`` with each ``(old, new)`` put in; every ``old`` must be there."""
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def rewrite(path: Path, *changes: tuple[str, str], text: str = LIBRARY) -> None:
    """Make ``path`` the file of a page, with each ``(old, new)`` put in."""
    path.write_text(edited(text, *changes), encoding="utf-8")
