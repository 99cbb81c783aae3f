"""The floors of the house: a room imports itself and lower floors, no sibling, nothing above."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = [
    [
        *"kazakh text db monitoring addresses faults file_types imaging".split(),
        *"media_files redis_cache signals upstream version".split(),
    ],
    ["models"],
    [
        *"search media related exchange curation notifications oembed pruning".split(),
        *"backup content_check".split(),
    ],
    ["tasks"],
    ["delivery", "receivers", "checks", "demo"],
    ["views", "admin", "management", "middleware", "templatetags", "context_processors"],
    ["urls", "apps"],
]
# Inside the models each package stands on a floor of its own.
MODEL_FLOORS = [
    *(["fields"], ["audit"], ["tasks"], ["media"], ["site"], ["taxonomy"], ["people"]),
    *(["workflow"], ["content"], ["curation"], ["desk"], ["usage"]),
    ["tag_merge", "thinning", "bulk_acts", "trash", "duplicates"],
]
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
MODEL_FLOOR_OF = {room: number for number, rooms in enumerate(MODEL_FLOORS) for room in rooms}
# Migrations are history: they stand under no roof and nobody imports them.
WITHOUT_FLOOR = {"migrations", "__init__"}
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField", "TagsField"}
LONGEST_FILE = 300


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
    """The room that a dotted name lies in: ``articles.models.taxonomy.tags`` lies in ``models``."""
    parts = name.split(".")
    return parts[1] if parts[0] == "articles" and len(parts) > 1 else None


def model_room(name: str) -> str | None:
    """The package of the models: ``articles.models.taxonomy.tags`` lies in ``taxonomy``."""
    parts = name.split(".")
    return parts[2] if parts[:2] == ["articles", "models"] and len(parts) > 2 else None


def trespasses(path: Path, rooms: dict[str, str]) -> list[str]:
    """Imports of a room on the same floor or above, and of the project; ``rooms`` of the models."""
    own = room(module_name(path))
    if own is None or own in WITHOUT_FLOOR:
        return []
    found = []
    for line, name in imports(path):
        place, other = f"{path.relative_to(ROOT)}:{line}", room(name)
        if name.split(".")[0] == "newsroom":
            found.append(f"{place}: articles imports newsroom ({name})")
        elif other not in (None, own) and FLOOR_OF.get(other, 99) >= FLOOR_OF[own]:
            found.append(f"{place}: {own} imports {other} ({name})")
        elif own == other == "models":
            found += _upwards(path, line, model_room(name), name)
    return found + _strings(path, rooms) if own == "models" else found


def _upwards(path: Path, line: int, other: str | None, name: str) -> list[str]:
    own = model_room(module_name(path))
    if own in (None, other) or other is None:
        return []
    if MODEL_FLOOR_OF.get(other, 99) < MODEL_FLOOR_OF[own]:
        return []
    return [f"{path.relative_to(ROOT)}:{line}: {own} imports {other} ({name})"]


def model_rooms() -> dict[str, str]:
    """The package of each model by the name of the class."""
    return {
        node.name: model_room(module_name(path))
        for path in modules("articles/models")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    }


def _strings(path: Path, rooms: dict[str, str]) -> list[str]:
    """Models named by strings, and ways around an import: they count as imports.

    Two models that name each other have to, one of them by a string: inside one package.
    """
    found, own = [], model_room(module_name(path))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in ("get_model", "related_model"):
            found.append(f"{path.relative_to(ROOT)}:{node.lineno}: {own} asks for {node.attr}")
        if isinstance(node, ast.Call) and getattr(node.func, "attr", None) in RELATIONS:
            named = [*node.args, *(k.value for k in node.keywords if k.arg in ("to", "through"))]
            for value in named:
                name = value.value if isinstance(value, ast.Constant) else ""
                other = rooms.get(str(name).rpartition(".")[2])
                if other and other != own:
                    found.append(
                        f"{path.relative_to(ROOT)}:{node.lineno}: {own} imports {other} ({name})"
                    )
    return found


def circles(folder: str) -> list[str]:
    """Modules of ``folder`` that import each other, by whatever way round."""
    paths = {module_name(path): path for path in modules(folder)}
    graph = {
        name: {
            target
            for _line, full in imports(path)
            for target in (full, full.rpartition(".")[0])
            if target in paths and target != name and paths[target].name != "__init__.py"
        }
        for name, path in paths.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def test_every_room_has_a_floor():
    rooms = {room(module_name(path)) for path in modules("articles")} - {None} - WITHOUT_FLOOR
    assert rooms <= set(FLOOR_OF)
    inside = {model_room(module_name(path)) for path in modules("articles/models")} - {None}
    assert inside <= set(MODEL_FLOOR_OF)


def test_imports_go_down_only():
    rooms = model_rooms()
    assert [line for path in modules("articles") for line in trespasses(path, rooms)] == []


def test_no_modules_import_each_other():
    assert circles("articles") == []


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


@pytest.fixture
def house(tmp_path, monkeypatch):
    """Another house, in which faults can be planted: gives a function that writes a module."""
    monkeypatch.setattr("tests.test_architecture.ROOT", tmp_path)

    def plant(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    return plant


def faults(path: Path) -> list[str]:
    return [line.split(": ")[1] for line in trespasses(path, model_rooms())]


def test_an_upward_import_is_found_inside_functions_too(house):
    path = house(
        "articles/search/query.py",
        "from ..models import Article\n"
        "def f():\n    from .. import views\n    from articles.exchange import formats\n"
        "    import newsroom.settings\n",
    )
    assert faults(path) == [
        "search imports views (articles.views)",
        "search imports exchange (articles.exchange.formats)",
        "articles imports newsroom (newsroom.settings)",
    ]


def test_an_upward_import_inside_the_models_is_found(house):
    path = house(
        "articles/models/taxonomy/tags.py",
        "from ..site.redirects import Redirect\nfrom ..content.article import Article\n",
    )
    assert faults(path) == ["taxonomy imports content (articles.models.content.article.Article)"]


def test_a_model_named_by_a_string_counts_as_an_import(house):
    house("articles/models/content/article.py", "class Article: pass\n")
    house("articles/models/content/bylines.py", "a = models.ForeignKey('Article')\n")
    path = house(
        "articles/models/taxonomy/tags.py",
        "a = models.ForeignKey('articles.Article')\n"
        "b = models.ManyToManyField(to='Article')\n"
        "c = apps.get_model('articles.Article')\nd = field.related_model\n",
    )
    assert set(faults(path)) == {
        "taxonomy imports content (articles.Article)",
        "taxonomy imports content (Article)",
        "taxonomy asks for get_model",
        "taxonomy asks for related_model",
    }
    assert (
        trespasses(
            house("articles/models/content/bylines.py", "a = models.ForeignKey('Article')\n"),
            model_rooms(),
        )
        == []
    )


def test_a_circle_inside_a_package_is_found(house):
    house("articles/models/content/article.py", "from .queryset import ArticleQuerySet\n")
    house("articles/models/content/queryset.py", "def f():\n    from .bylines import Byline\n")
    house("articles/models/content/bylines.py", "from . import article\n")
    assert {name.rpartition(".")[2] for name in circles("articles")} == {
        *("article", "queryset", "bylines"),
    }
