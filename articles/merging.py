"""Three-way merging: two editors started from the same text, and both changed it.

The diff3 algorithm (Khanna, Kunal, Pierce: A Formal Investigation of Diff3, 2007) over any sequence
of parts: here the blocks of a body, or the keys of a list.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Generic, NamedTuple, TypeVar

Part = TypeVar("Part")


class Clash(NamedTuple, Generic[Part]):
    """Both sides changed the same stretch of the base, differently."""

    base: list[Part]
    mine: list[Part]
    theirs: list[Part]


def merge(
    base: Sequence[Part], mine: Sequence[Part], theirs: Sequence[Part]
) -> list[Part | Clash[Part]]:
    """The parts of the merged sequence in order, with a :class:`Clash` where no rule can decide.

    What one side alone changed is taken; what both changed alike is taken once.
    """
    merged: list[Part | Clash[Part]] = []
    for base_part, mine_part, theirs_part in _stretches(base, mine, theirs):
        if mine_part == theirs_part or theirs_part == base_part:
            merged += mine_part
        elif mine_part == base_part:
            merged += theirs_part
        else:
            merged.append(Clash(base_part, mine_part, theirs_part))
    return merged


def _stretches(
    base: Sequence[Part], mine: Sequence[Part], theirs: Sequence[Part]
) -> Iterator[tuple[list[Part], list[Part], list[Part]]]:
    """Matching slices of the three, cut wherever a part is the same in all of them."""
    in_mine, in_theirs = _places(base, mine), _places(base, theirs)
    at_base = at_mine = at_theirs = 0
    for place in range(len(base)):
        if place not in in_mine or place not in in_theirs:
            continue
        to_mine, to_theirs = in_mine[place], in_theirs[place]
        yield (
            list(base[at_base:place]),
            list(mine[at_mine:to_mine]),
            list(theirs[at_theirs:to_theirs]),
        )
        same = [base[place]]
        yield same, same, same
        at_base, at_mine, at_theirs = place + 1, to_mine + 1, to_theirs + 1
    yield list(base[at_base:]), list(mine[at_mine:]), list(theirs[at_theirs:])


def _places(base: Sequence[Part], other: Sequence[Part]) -> dict[int, int]:
    """For each part of ``base`` that ``other`` has kept, where it stands in ``other``."""
    matcher = SequenceMatcher(None, base, other, autojunk=False)
    return {
        block.a + n: block.b + n
        for block in matcher.get_matching_blocks()
        for n in range(block.size)
    }


def merge_keys(base: Sequence[Part], mine: Sequence[Part], theirs: Sequence[Part]) -> list[Part]:
    """Lists of unique keys merged without a clash: theirs, less what I took out, with mine added.

    Where only I changed the list, the order is mine.
    """
    if list(theirs) == list(base):
        return list(mine)
    gone = set(base) - set(mine)
    kept = [key for key in theirs if key not in gone]
    return kept + [key for key in mine if key not in base and key not in kept]
