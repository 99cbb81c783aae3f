"""Three-way merging: two editors started from the same text, and both changed it.

Over any sequence of parts: the blocks of a body, or the keys of a list. A change is a stretch of
the base and what one side put in its place. Changes that do not meet are all made; where two meet,
the stretch that they cover together is a clash. Diff3 (Khanna, Kunal, Pierce: A Formal
Investigation of Diff3, 2007) takes neighbours for one stretch; here each paragraph is its own.
"""

from collections.abc import Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from rapidfuzz.distance import LCSseq

Part = TypeVar("Part")

LARGEST_TABLE = 2**26  # pairs of parts that are compared: 8 MB of bits


class Clash(NamedTuple, Generic[Part]):
    """Both sides changed the same stretch of the base, differently."""

    base: list[Part]
    mine: list[Part]
    theirs: list[Part]


class _Change(NamedTuple, Generic[Part]):
    """``parts`` in place of ``base[start:end]``; an insertion where ``start`` is ``end``."""

    start: int
    end: int
    parts: list[Part]


def merge(
    base: Sequence[Part], mine: Sequence[Part], theirs: Sequence[Part]
) -> list[Part | Clash[Part]]:
    """The parts of the merged sequence in order, with a :class:`Clash` where no rule can decide.

    What one side alone changed is taken; what both changed alike is taken once.
    """
    merged: list[Part | Clash[Part]] = []
    done = 0
    for start, end, by_me, by_them in _meeting(_changes(base, mine), _changes(base, theirs)):
        merged += base[done:start]
        done = end
        was, is_mine, is_theirs = (
            _applied(base, start, end, changes) for changes in ([], by_me, by_them)
        )
        if not by_them or is_mine == is_theirs:
            merged += is_mine
        elif not by_me:
            merged += is_theirs
        else:
            merged.append(Clash(was, is_mine, is_theirs))
    merged += base[done:]
    return merged


def _changes(base: Sequence[Part], other: Sequence[Part]) -> Iterator[_Change[Part]]:
    """What was done to ``base``; as many parts in the place of as many are changed one by one."""
    for start, end, other_start, other_end in changed_stretches(base, other):
        parts = list(other[other_start:other_end])
        if len(parts) == end - start:
            yield from (_Change(start + n, start + n + 1, [part]) for n, part in enumerate(parts))
        else:
            yield _Change(start, end, parts)


def changed_stretches(
    old: Sequence[Part], new: Sequence[Part]
) -> Iterator[tuple[int, int, int, int]]:
    """The stretches that differ: ``new[c:d]`` stands in the place of ``old[a:b]``.

    What lies between them is a longest common subsequence. It is found with bits in the place of
    a table's cells, so ``LARGEST_TABLE`` pairs of parts take some 10 ms; where there are more
    between what both begin and end with, all of it is one stretch. Parts are hashable.
    """
    head, tail = _common_ends(old, new)
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(a) * len(b) > LARGEST_TABLE:
        yield head, head + len(a), head, head + len(b)
        return
    done = (0, 0)
    for start, other_start, size in LCSseq.editops(*_numbered(a, b)).as_matching_blocks():
        if (start, other_start) != done:
            yield head + done[0], head + start, head + done[1], head + other_start
        done = (start + size, other_start + size)


def _common_ends(old: Sequence[Part], new: Sequence[Part]) -> tuple[int, int]:
    """How many parts both begin with, and how many of the others both end with."""
    head, most = 0, min(len(old), len(new))
    while head < most and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < most - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def _numbered(*sequences: Sequence[Part]) -> list[list[int]]:
    """A number in the place of each part: the matcher would take equal hashes for equal parts."""
    numbers: dict[Part, int] = {}
    return [[numbers.setdefault(part, len(numbers)) for part in parts] for parts in sequences]


_Stretch = tuple[int, int, list[_Change[Part]], list[_Change[Part]]]


def _meeting(mine: Iterator[_Change[Part]], theirs: Iterator[_Change[Part]]) -> list[_Stretch]:
    """Stretches of the base in order, each with the changes on both sides that meet in it."""
    sided = sorted(
        [(change, False) for change in mine] + [(change, True) for change in theirs],
        key=lambda pair: pair[0][:2],
    )
    stretches: list[_Stretch] = []
    for change, is_theirs in sided:
        start, end, by_me, by_them = stretches[-1] if stretches else (0, -1, [], [])
        if change.start < end or start == end == change.end:
            stretches[-1] = (start, max(end, change.end), by_me, by_them)
        else:
            stretches.append((change.start, change.end, [], []))
        *_, by_me, by_them = stretches[-1]
        (by_them if is_theirs else by_me).append(change)
    return stretches


def _applied(
    base: Sequence[Part], start: int, end: int, changes: list[_Change[Part]]
) -> list[Part]:
    """``base[start:end]`` after ``changes``, which lie in it in order."""
    parts: list[Part] = []
    for change in changes:
        parts += [*base[start : change.start], *change.parts]
        start = change.end
    return parts + list(base[start:end])


def merge_keys(base: Sequence[Part], mine: Sequence[Part], theirs: Sequence[Part]) -> list[Part]:
    """Lists of unique keys merged without a clash: theirs, less what I took out, with mine added.

    Where only I changed the list, the order is mine.
    """
    if list(theirs) == list(base):
        return list(mine)
    gone = set(base) - set(mine)
    kept = [key for key in theirs if key not in gone]
    known = {*base, *kept}
    return kept + [key for key in mine if key not in known]
