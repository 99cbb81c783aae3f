"""What is typed and what is printed of it, in three scripts: one list for both languages."""

from pathlib import Path

_LIST = Path(__file__).parent.parent / "kazakh" / "typography.tsv"


def pairs() -> list[tuple[str, str]]:
    """What is typed, and what is printed."""
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    found = [line.split("\t") for line in lines if not line.startswith("# ")]
    return [(typed, _printed(typed, printed)) for typed, printed in found]


def _printed(typed: str, printed: str) -> str:
    return typed if printed == "=" else printed.replace("~", "\u00a0")
