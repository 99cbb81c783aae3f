"""The mutants of a file: one small change each, which some test must notice.

They are Cosmic Ray's, less those that say nothing: another type in an annotation, `is` where
values are compared, and eleven operators in the place of one (most raise a `TypeError` in any test
that comes by, so that one stands for them all). Cosmic Ray leaves texts alone: no message and no
docstring is ever changed.
"""

import ast
import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

# One binary operator stands for all that could be in its place.
_BINARY = {
    *("Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "FloorDiv_Mul", "Mod_FloorDiv", "Pow_Mul"),
    *("RShift_LShift", "LShift_RShift", "BitOr_BitAnd", "BitAnd_BitOr", "BitXor_BitAnd"),
}
_IDENTITY = re.compile(r"core/ReplaceComparisonOperator_(?!Is_IsNot|IsNot_Is).*(_Is|_IsNot)")


class Mutant(NamedTuple):
    """The change that an operator makes in a file, there where it applies for the n-th time."""

    path: str
    line: int
    operator: str
    occurrence: int

    @property
    def name(self) -> str:
        return f"{self.path}:{self.line} {self.operator} {self.occurrence}"

    def code(self) -> str:
        """The whole file with the change in it."""
        operator = get_operator(self.operator)()
        return mutate_code(Path(self.path).read_text(), operator, self.occurrence)

    def diff(self) -> str:
        """The change as people read it."""
        texts = Path(self.path).read_text(), self.code()
        before, after = (text.splitlines(keepends=True) for text in texts)
        return "".join(difflib.unified_diff(before, after, self.path, self.path, n=2))


def mutants_of(path: str) -> Iterator[Mutant]:
    """Every mutant of the file at ``path``, by operator, then by place."""
    code = Path(path).read_text()
    nodes, annotations = list(ast_nodes(get_ast(code))), list(_annotations(code))
    for name in filter(_is_telling, operator_names()):
        operator = get_operator(name)()
        places = ((start, node) for node in nodes for start, _ in operator.mutation_positions(node))
        for occurrence, (place, node) in enumerate(places):
            if not (_is_mark(node) or any(start <= place < end for start, end in annotations)):
                yield Mutant(path, place[0], name, occurrence)


def _is_telling(operator: str) -> bool:
    if get_operator(operator).arguments():  # needs the name of a variable; none by default
        return False
    binary = operator.partition("ReplaceBinaryOperator_")[2]
    return binary in _BINARY if binary else not _IDENTITY.fullmatch(operator)


def _is_mark(node) -> bool:
    """Whether it is a star of a signature or of a dict, which is no operator."""
    return node.type == "operator" and node.parent.type in ("parameters", "dictorsetmaker")


def _annotations(code: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where annotations begin and end: line and column."""
    for node in ast.walk(ast.parse(code)):
        for name in ("annotation", "returns"):
            if part := getattr(node, name, None):
                # In bytes where the operators count letters; left of these there are only names.
                yield (part.lineno, part.col_offset), (part.end_lineno, part.end_col_offset)
