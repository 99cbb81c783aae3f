"""Boards: who claims which slot when, and two editors' changes of the same board."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.board import OFF, SIZES, Board, Pick, beside, from_json, merge, slots_of, to_json

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
TOP = slots_of("top")
LEAD, SECOND, THIRD = TOP[:3]


def standing(board, at=NOW):
    return {slot: pick.article for slot, pick in board.standing(at).items()}


def test_a_placed_article_pushes_picks_down_to_the_first_slot_without_one():
    board = Board().place(1, LEAD, NOW).place(2, SECOND, NOW).place(4, "top.3", NOW)
    assert standing(board.place(9, LEAD, NOW)) == {
        LEAD: 9, SECOND: 1, THIRD: 2, "top.3": 4,
    }  # fmt: skip


def test_what_is_pushed_out_of_an_area_goes():
    board = Board()
    for key, slot in enumerate(TOP, start=1):
        board = board.place(key, slot, NOW)
    after = standing(board.place(9, LEAD, NOW))
    assert list(after.values()).count(9) == 1
    assert sorted(after.values()) == [1, 2, 3, 4, 9]


def test_two_picks_of_an_area_change_places_and_keep_their_ends():
    board = Board().place(1, LEAD, NOW).place(2, THIRD, NOW).until(1, LEAD, NOW, NOW + HOUR)
    board = board.place(2, LEAD, NOW)
    assert standing(board) == {LEAD: 2, THIRD: 1}
    assert standing(board, NOW + HOUR) == {LEAD: 2}


def test_a_change_to_come_changes_nothing_before():
    board = Board().place(1, LEAD, NOW).place(2, LEAD, NOW + HOUR)
    assert standing(board, NOW + HOUR - timedelta(seconds=1)) == {LEAD: 1}
    assert standing(board, NOW + HOUR) == {LEAD: 2, SECOND: 1}
    assert board.changes(NOW) == [NOW + HOUR]


def test_a_change_made_later_and_due_earlier_leaves_the_planned_one_be():
    board = Board().place(2, LEAD, NOW + HOUR).place(1, LEAD, NOW)
    assert standing(board) == {LEAD: 1}
    assert standing(board, NOW + HOUR) == {LEAD: 2}
    assert standing(board.cancel(2, LEAD, NOW + HOUR), NOW + HOUR) == {LEAD: 1}


def test_a_claim_that_ended_leaves_the_slot_to_the_page():
    board = Board().place(1, LEAD, NOW).until(1, LEAD, NOW, NOW + HOUR)
    assert standing(board, NOW + HOUR) == {}
    assert board.pruned(NOW + HOUR) == Board()


def test_what_is_not_live_lets_another_claim_through():
    board = Board({LEAD: (Pick(1, NOW - HOUR), Pick(2, NOW))})
    assert board.standing(NOW, {1})[LEAD].article == 1
    assert board.standing(NOW, {1, 2})[LEAD].article == 2
    assert board.standing(NOW, set()) == {}


def test_an_article_taken_down_comes_back_when_it_is_placed():
    board = Board().place(1, LEAD, NOW).take_down(1, NOW)
    assert (standing(board), board.off(NOW)) == ({}, {1})
    board = board.place(1, SECOND, NOW + HOUR)
    assert board.off(NOW) == {1}
    assert (standing(board, NOW + HOUR), board.off(NOW + HOUR)) == ({SECOND: 1}, set())


def test_two_editors_changes_of_different_slots_meet():
    base = Board().place(1, LEAD, NOW)
    mine, theirs = base.place(2, SECOND, NOW), base.place(3, THIRD, NOW).take_down(7, NOW)
    both, clashes = merge(base, mine, theirs)
    assert (standing(both), both.off(NOW), clashes) == ({LEAD: 1, SECOND: 2, THIRD: 3}, {7}, [])
    _, clashes = merge(base, base.place(4, LEAD, NOW), base.place(5, LEAD, NOW))
    assert LEAD in clashes


@pytest.mark.parametrize(
    "content",
    [
        None, [], {}, {"slots": {}}, {"slots": [], "story": None, "strip": None},
        {"slots": {"top.9": []}, "story": None, "strip": None},
        {"slots": {"attic.0": []}, "story": None, "strip": None},
        {"slots": {"top.0": [[1, "2026-03-03", None]]}, "story": None, "strip": None},
        {"slots": {"top.0": [["1", "2026-03-03T10:00Z", None]]}, "story": None, "strip": None},
        {"slots": {"top.0": [[1 << 70, "2026-03-03T10:00Z", None]]}, "story": None, "strip": None},
        {"slots": {}, "story": "x", "strip": None},
        {"slots": {}, "story": None, "strip": ["text"]},
        {"slots": {}, "story": None, "strip": ["text", "", None, None]},
    ],
)  # fmt: skip
def test_what_is_no_board_is_refused(content):
    with pytest.raises(ValueError, match=r"."):
        from_json(content)


ACTS = st.tuples(
    st.sampled_from(["place", "release", "take_down", "shift"]),
    st.integers(1, 9),
    st.sampled_from([*TOP, *slots_of("story"), *slots_of("section.7")]),
    st.integers(-5, 5).map(lambda hours: NOW + hours * HOUR),
)


def play(board, verb, key, slot, at):
    if verb == "place":
        return board.place(key, slot, at)
    if verb == "shift":
        target = beside(slot, 1)
        return board.place(key, target, at, instead=slot) if target else board
    return getattr(board, verb)(key, at)


@given(st.lists(ACTS, max_size=25))
def test_no_article_stands_twice_and_every_board_is_read_back(acts):
    board = Board()
    for act in acts:
        board = play(board, *act)
        verb, key, _slot, at = act
        if verb == "place":
            assert key not in board.off(at)
        if verb == "take_down":
            assert key in board.off(at)
    assert from_json(to_json(board)) == board
    for hours in range(-6, 7):
        stood = list(standing(board, NOW + hours * HOUR).values())
        assert len(stood) == len(set(stood))
        assert not set(stood) & board.off(NOW + hours * HOUR)


@given(st.lists(ACTS, max_size=8), st.lists(ACTS, max_size=8), st.lists(ACTS, max_size=8))
def test_what_one_side_alone_changed_is_merged(before, my_acts, their_acts):
    def played(board, acts):
        for act in acts:
            board = play(board, *act)
        return board

    base = played(Board(), before)
    mine, theirs = played(base, my_acts), played(base, their_acts)
    both, clashes = merge(base, mine, theirs)
    for slot in {*base.slots, *mine.slots, *theirs.slots} - {OFF, *clashes}:
        was, my, their = (board.slots.get(slot, ()) for board in (base, mine, theirs))
        assert both.slots.get(slot, ()) == (their if my == was else my)
    assert set(both.slots.get(OFF, ())) >= set(mine.slots.get(OFF, ())) & set(
        theirs.slots.get(OFF, ())
    )
    assert merge(base, base, theirs) == (theirs, [])
    assert merge(base, mine, base) == (mine, [])


def test_slots_are_those_of_their_area():
    assert len(slots_of("section.12")) == SIZES["section"]
    assert beside("section.12.0", 1) == "section.12.1"
    assert beside("top.4", 1) == beside("top.0", -1) == ""
