"""Merging: nothing that either editor wrote is lost, and nothing is asked that need not be."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import merge as merging
from articles.text.merge import Clash, changed_stretches, merge, merge_keys

TEXTS = st.lists(st.sampled_from("абвгдежз"), max_size=12)
KEYS = st.lists(st.integers(1, 9), unique=True, max_size=6)


def flat(merged):
    """All parts of a merge, of a clash both sides."""
    for part in merged:
        if isinstance(part, Clash):
            yield from part.mine
            yield from part.theirs
        else:
            yield part


def test_paragraphs_that_only_one_changed_merge_by_themselves():
    base = ["бір", "екі", "үш", "төрт"]
    assert merge(base, ["БІР", "екі", "үш", "төрт"], ["бір", "екі", "үш", "ТӨРТ", "бес"]) == [
        "БІР", "екі", "үш", "ТӨРТ", "бес",
    ]  # fmt: skip


def test_a_real_clash_keeps_both():
    assert merge(["а", "б"], ["а", "менікі"], ["а", "сенікі"]) == [
        "а",
        Clash(["б"], ["менікі"], ["сенікі"]),
    ]


def test_neighbouring_paragraphs_merge_by_themselves():
    assert merge(["а", "б"], ["А", "б"], ["а", "Б"]) == ["А", "Б"]
    assert merge(["а", "б", "в"], ["А", "Б", "в"], ["а", "б", "В"]) == ["А", "Б", "В"]
    assert merge(["а"], ["а", "жаңа"], ["А"]) == ["А", "жаңа"]
    assert merge(["а", "б"], ["б"], ["а", "Б"]) == ["Б"]


def test_two_new_paragraphs_in_one_place_are_for_an_editor_to_put_in_order():
    assert merge(["а"], ["а", "менікі"], ["а", "сенікі"]) == [
        "а",
        Clash([], ["менікі"], ["сенікі"]),
    ]


def test_a_paragraph_that_one_took_out_and_the_other_changed_is_a_clash():
    assert merge(["а", "б"], ["а"], ["а", "Б"]) == ["а", Clash(["б"], [], ["Б"])]


def test_the_same_change_on_both_sides_is_taken_once():
    assert merge(["а", "б"], ["а", "в"], ["а", "в"]) == ["а", "в"]


@given(TEXTS, TEXTS)
def test_where_one_side_did_nothing_the_other_is_taken(base, changed):
    assert merge(base, changed, base) == changed
    assert merge(base, base, changed) == changed


@given(TEXTS, TEXTS, TEXTS)
def test_every_new_part_of_either_side_is_in_the_merge_or_in_a_clash(base, mine, theirs):
    merged = list(flat(merge(base, mine, theirs)))
    for part in {*mine, *theirs} - set(base):
        assert part in merged


@given(TEXTS, TEXTS, TEXTS)
def test_sides_may_change_places(base, mine, theirs):
    turned = [
        Clash(part.base, part.theirs, part.mine) if isinstance(part, Clash) else part
        for part in merge(base, theirs, mine)
    ]
    assert merge(base, mine, theirs) == turned


@given(KEYS, KEYS, KEYS)
def test_lists_of_keys_never_clash(base, mine, theirs):
    merged = merge_keys(base, mine, theirs)
    assert len(merged) == len(set(merged))
    added = (set(mine) | set(theirs)) - set(base)
    assert added <= set(merged) <= set(base) | added
    taken_out = set(base) - (set(mine) & set(theirs))
    assert not taken_out & set(merged)


def test_what_either_editor_took_out_stays_out():
    assert merge_keys([1, 2, 3], [1, 2, 3, 4], [1, 3]) == [1, 3, 4]
    assert merge_keys([1, 2, 3], [1, 3], [1, 2, 3, 4]) == [1, 3, 4]


def test_paragraphs_changed_together_are_each_their_own():
    assert merge(["х", "а", "б"], ["х", "А", "Б"], ["х", "Ә", "б"]) == [
        "х",
        Clash(["а"], ["А"], ["Ә"]),
        "Б",
    ]


def test_a_paragraph_that_stands_elsewhere_in_the_other_text_is_no_end_of_both():
    for base, mine in ((["п", "қ", "я"], ["р", "п", "я"]), (["р", "п", "я"], ["п", "қ", "я"])):
        assert merge(base, mine, base) == mine
        assert merge(base, base, mine) == mine


def test_a_line_that_stands_in_a_long_text_often_is_matched_too():
    stars = ["* * *"] * 300
    base, mine = ["а", *stars, "б"], ["А", *stars, "Б"]
    assert merge(base, mine, ["а", *stars, "Ә"]) == ["А", *stars, Clash(["б"], ["Б"], ["Ә"])]
    assert merge(base, ["А", *stars, "* * *", "б"], ["а", *stars, "Ә"]) == [
        *("А", *stars, "* * *", "Ә"),
    ]


class Word(str):
    """A word that counts how often it is looked at."""

    looks = 0

    def __eq__(self, other):
        Word.looks += 1
        return str.__eq__(self, other)

    def __hash__(self):
        Word.looks += 1
        return str.__hash__(self)


@pytest.mark.parametrize("different", [1, 3, 50, 10**9])
@pytest.mark.parametrize("size", [1_000, 4_000])
def test_no_part_is_looked_at_more_than_a_few_times(different, size):
    choice = random.Random(1)
    old, new = ([Word(choice.randrange(different)) for _ in range(size)] for _ in range(2))
    Word.looks = 0
    list(changed_stretches(old, [Word("бас"), *new, Word("соң")]))
    assert Word.looks <= 4 * 2 * size


@given(TEXTS, TEXTS)
def test_what_lies_between_the_changes_is_alike_and_as_much_as_can_be(old, new):
    same, done = 0, [0, 0]
    for a, b, c, d in [*changed_stretches(old, new), (len(old), len(old), len(new), len(new))]:
        assert old[done[0] : a] == new[done[1] : c]
        same += a - done[0]
        done = [b, d]
    assert same == longest_common(old, new)


def longest_common(old, new):
    """The length of a longest common subsequence, as the textbook has it."""
    row = [0] * (len(new) + 1)
    for part in old:
        before = row
        row = [0]
        for n, other in enumerate(new):
            row.append(before[n] + 1 if part == other else max(before[n + 1], row[n]))
    return row[-1]


def test_texts_too_long_to_compare_differ_between_their_ends(monkeypatch):
    monkeypatch.setattr(merging, "LARGEST_TABLE", 3)
    assert list(changed_stretches("абвгд", "аВвГд")) == [(1, 4, 1, 4)]
