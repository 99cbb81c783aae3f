"""The floors of the house: a room imports itself and lower floors, no sibling, nothing above."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = [
    ["kazakh", "text", "db", "addresses", "imaging", "signals", "workflow", "board"],
    ["models"],
    [
        *("search", "renditions", "mails", "related", "exchange", "site"),
        *("arrangement", "kept", "visibility"),
    ],
    ["receivers", "structured", "pages", "editions", "forms", "checks", "demo"],
    [
        "views",
        "feeds",
        "sitemaps",
        "admin",
        "management",
        "middleware",
        "templatetags",
        "context_processors",
    ],
    ["urls", "apps"],
]
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
# Migrations are history: they stand under no roof and nobody imports them.
WITHOUT_FLOOR = {"migrations", "__init__"}
LONGEST_FILE = 350


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def module_name(path: Path) -> str:
    """``articles/kazakh/__init__.py`` is ``articles.kazakh``."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of all that the file imports, inside functions too."""
    package = module_name(path).split(".")
    if path.name != "__init__.py":
        package = package[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                yield node.lineno, f"{source}.{alias.name}"


def room(name: str) -> str | None:
    """The room that a dotted name lies in: ``articles.models.tags`` lies in ``models``."""
    parts = name.split(".")
    return parts[1] if parts[0] == "articles" and len(parts) > 1 else None


def trespasses(path: Path) -> list[str]:
    own = room(module_name(path))
    if own is None or own in WITHOUT_FLOOR:
        return []
    found = []
    for line, name in imports(path):
        other = room(name)
        if name.split(".")[0] == "newsroom":
            found.append(f"{path.relative_to(ROOT)}:{line}: articles imports newsroom ({name})")
        elif other not in (None, own) and FLOOR_OF.get(other, 99) >= FLOOR_OF[own]:
            found.append(f"{path.relative_to(ROOT)}:{line}: {own} imports {other} ({name})")
    return found


def test_every_room_has_a_floor():
    rooms = {room(module_name(path)) for path in modules("articles")} - {None} - WITHOUT_FLOOR
    assert rooms <= set(FLOOR_OF)


def test_imports_go_down_only():
    assert [line for path in modules("articles") for line in trespasses(path)] == []


def test_kazakh_never_imports_django():
    found = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in modules("articles/kazakh")
        for line, name in imports(path)
        if name.split(".")[0] == "django"
    ]
    assert found == []


@pytest.mark.parametrize("folder", ["articles", "newsroom", "tests", "bench"])
def test_files_stay_short(folder):
    long = {
        str(path.relative_to(ROOT)): lines
        for path in modules(folder)
        if "migrations" not in path.parts
        and (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST_FILE
    }
    assert long == {}


def test_the_walk_sees_imports_inside_functions(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.test_architecture.ROOT", tmp_path)
    path = tmp_path / "articles" / "search" / "query.py"
    path.parent.mkdir(parents=True)
    path.write_text(
        "from ..models import Article\n"
        "def f():\n    from .. import views\n    from articles.exchange import formats\n"
        "    import newsroom.settings\n"
    )
    assert [line.split(": ")[1] for line in trespasses(path)] == [
        "search imports views (articles.views)",
        "search imports exchange (articles.exchange.formats)",
        "articles imports newsroom (newsroom.settings)",
    ]
