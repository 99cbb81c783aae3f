"""What caches in front may do with a page: never past the instant at which it changes by itself."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.delivery.shared_caches import cache_control

AT = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (-1, "max-age=0"),
        (0, "max-age=0"),
        (0.9, "max-age=0"),
        (1, "max-age=1"),
        (1.9, "max-age=1"),
        (2, "max-age=1, stale-while-revalidate=1, stale-if-error=1"),
        (100.5, "max-age=1, stale-while-revalidate=1, stale-if-error=99"),
        (601, "max-age=1, stale-while-revalidate=1, stale-if-error=600"),
        (86_400, "max-age=1, stale-while-revalidate=1, stale-if-error=600"),
    ],
)
def test_the_header_by_the_time_that_is_left(seconds, expected):
    assert cache_control(AT + timedelta(seconds=seconds), AT) == expected


@given(st.floats(0, 2_000))
def test_none_of_it_leads_past_the_end(seconds):
    header = cache_control(AT + timedelta(seconds=seconds), AT)
    found = {name: int(value) for name, value in re.findall(r"([a-z-]+)=([0-9]+)", header)}
    for name in ("stale-while-revalidate", "stale-if-error"):
        assert found["max-age"] + found.get(name, 0) <= seconds
    assert not re.search("s-maxage|no-cache|must-revalidate", header)
