"""Boards: who claims which slot when, and two editors' changes of the same board."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models.curation.layout_json import from_json, to_json
from articles.models.curation.page_layout import (
    EXCLUDED,
    SIZES,
    PageLayout,
    Placement,
    merge,
    next_slot,
    slots_of,
)

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
TOP = slots_of("top")
LEAD, SECOND, THIRD = TOP[:3]


def placed(layout, at=NOW):
    return {slot: pick.article for slot, pick in layout.active(at).items()}


def test_a_placed_article_pushes_picks_down_to_the_first_slot_without_one():
    layout = PageLayout().place(1, LEAD, NOW).place(2, SECOND, NOW).place(4, "top.3", NOW)
    assert placed(layout.place(9, LEAD, NOW)) == {
        LEAD: 9, SECOND: 1, THIRD: 2, "top.3": 4,
    }  # fmt: skip


def test_what_is_pushed_out_of_an_area_goes():
    layout = PageLayout()
    for key, slot in enumerate(TOP, start=1):
        layout = layout.place(key, slot, NOW)
    after = placed(layout.place(9, LEAD, NOW))
    assert list(after.values()).count(9) == 1
    assert sorted(after.values()) == [1, 2, 3, 4, 9]


def test_two_placements_of_an_area_change_slots_and_have_their_own_ends():
    layout = PageLayout().place(1, LEAD, NOW).place(2, THIRD, NOW).until(1, LEAD, NOW, NOW + HOUR)
    layout = layout.place(2, LEAD, NOW)
    assert placed(layout) == {LEAD: 2, THIRD: 1}
    assert placed(layout, NOW + HOUR) == {LEAD: 2}


def test_a_change_to_come_changes_nothing_before():
    layout = PageLayout().place(1, LEAD, NOW).place(2, LEAD, NOW + HOUR)
    assert placed(layout, NOW + HOUR - timedelta(seconds=1)) == {LEAD: 1}
    assert placed(layout, NOW + HOUR) == {LEAD: 2, SECOND: 1}
    assert layout.changes(NOW) == [NOW + HOUR]


def test_a_change_made_later_and_due_earlier_leaves_the_planned_one_be():
    layout = PageLayout().place(2, LEAD, NOW + HOUR).place(1, LEAD, NOW)
    assert placed(layout) == {LEAD: 1}
    assert placed(layout, NOW + HOUR) == {LEAD: 2}
    assert placed(layout.cancel(2, LEAD, NOW + HOUR), NOW + HOUR) == {LEAD: 1}


def test_a_placement_that_ended_leaves_the_slot_to_the_page():
    layout = PageLayout().place(1, LEAD, NOW).until(1, LEAD, NOW, NOW + HOUR)
    assert placed(layout, NOW + HOUR) == {}
    assert layout.pruned(NOW + HOUR) == PageLayout()


def test_what_is_not_live_lets_another_placement_through():
    layout = PageLayout({LEAD: (Placement(1, NOW - HOUR), Placement(2, NOW))})
    assert layout.active(NOW, {1})[LEAD].article == 1
    assert layout.active(NOW, {1, 2})[LEAD].article == 2
    assert layout.active(NOW, set()) == {}


def test_an_article_taken_down_comes_back_when_it_is_placed():
    layout = PageLayout().place(1, LEAD, NOW).exclude(1, NOW)
    assert (placed(layout), layout.excluded(NOW)) == ({}, {1})
    layout = layout.place(1, SECOND, NOW + HOUR)
    assert layout.excluded(NOW) == {1}
    assert (placed(layout, NOW + HOUR), layout.excluded(NOW + HOUR)) == ({SECOND: 1}, set())


def test_two_editors_changes_of_different_slots_meet():
    base = PageLayout().place(1, LEAD, NOW)
    mine, theirs = base.place(2, SECOND, NOW), base.place(3, THIRD, NOW).exclude(7, NOW)
    both, clashes = merge(base, mine, theirs)
    assert (placed(both), both.excluded(NOW), clashes) == (
        {LEAD: 1, SECOND: 2, THIRD: 3},
        {7},
        [],
    )
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
def test_what_is_no_layout_is_refused(content):
    with pytest.raises(ValueError, match=r"."):
        from_json(content)


ACTS = st.tuples(
    st.sampled_from(["place", "release", "exclude", "shift"]),
    st.integers(1, 9),
    st.sampled_from([*TOP, *slots_of("story"), *slots_of("section.7")]),
    st.integers(-5, 5).map(lambda hours: NOW + hours * HOUR),
)


def play(layout, verb, key, slot, at):
    if verb == "place":
        return layout.place(key, slot, at)
    if verb == "shift":
        target = next_slot(slot, 1)
        return layout.place(key, target, at, instead=slot) if target else layout
    return getattr(layout, verb)(key, at)


@given(st.lists(ACTS, max_size=25))
def test_no_article_stands_twice_and_every_layout_is_read_back(acts):
    layout = PageLayout()
    for act in acts:
        layout = play(layout, *act)
        verb, key, _slot, at = act
        if verb == "place":
            assert key not in layout.excluded(at)
        if verb == "exclude":
            assert key in layout.excluded(at)
    assert from_json(to_json(layout)) == layout
    for hours in range(-6, 7):
        stood = list(placed(layout, NOW + hours * HOUR).values())
        assert len(stood) == len(set(stood))
        assert not set(stood) & layout.excluded(NOW + hours * HOUR)


@given(st.lists(ACTS, max_size=8), st.lists(ACTS, max_size=8), st.lists(ACTS, max_size=8))
def test_what_one_side_alone_changed_is_merged(before, my_acts, their_acts):
    def played(layout, acts):
        for act in acts:
            layout = play(layout, *act)
        return layout

    base = played(PageLayout(), before)
    mine, theirs = played(base, my_acts), played(base, their_acts)
    both, clashes = merge(base, mine, theirs)
    for slot in {*base.slots, *mine.slots, *theirs.slots} - {EXCLUDED, *clashes}:
        was, my, their = (layout.slots.get(slot, ()) for layout in (base, mine, theirs))
        assert both.slots.get(slot, ()) == (their if my == was else my)
    assert set(both.slots.get(EXCLUDED, ())) >= set(mine.slots.get(EXCLUDED, ())) & set(
        theirs.slots.get(EXCLUDED, ())
    )
    assert merge(base, base, theirs) == (theirs, [])
    assert merge(base, mine, base) == (mine, [])


def test_slots_are_those_of_their_area():
    assert len(slots_of("section.12")) == SIZES["section"]
    assert next_slot("section.12.0", 1) == "section.12.1"
    assert next_slot("top.4", 1) == next_slot("top.0", -1) == ""
