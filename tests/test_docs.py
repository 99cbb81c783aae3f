"""The documents name files that are there, and words by which a feature is found."""

import re
from pathlib import Path

import pytest

from articles.version import VERSION

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
ROOMS = "articles|bench|docs|newsroom|script|static|templates|tests"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_that_are_named_are_there(document):
    text = document.read_text(encoding="utf-8")
    named = re.findall(rf"`((?:{ROOMS})/[\w./-]+)`", text)
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_feature_is_found_by_its_word():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| [^|]+ \| `([^`]+)` \| `([^`]+)` \|", text, re.MULTILINE)
    assert len(rows) > 40
    assert [row for row in rows if not re.search(*row) or not (ROOT / row[1]).exists()] == []


def test_the_environment_file_of_a_server_names_every_variable():
    guide = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    file = (ROOT / "deploy" / "newsroom.env").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([A-Z_]+)` \|", guide, re.MULTILINE)
    assert len(named) > 10
    assert sorted(re.findall(r"^#?([A-Z_]+)=", file, re.MULTILINE)) == sorted(named)


def test_the_version_is_that_of_the_changelog():
    released = re.findall(r"^## \[(\d[^]]*)\]", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert released[0] == VERSION
