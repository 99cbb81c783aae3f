"""An error is once in the log of the real server, with what an operator needs to find it."""

import json

import pytest

from tests.support import failing_server

FAULT = "the fault of the test"
# So the database of the developer is not asked for: these addresses need none.
NO_DATABASE = {"DATABASE_URL": "sqlite://:memory:"}
PROXIED = {"X_Forwarded_For": "203.0.113.9", "X_Request_ID": "0123456789abcdef"}


@pytest.fixture
def start(tmp_path):
    return lambda **environment: failing_server.running(tmp_path, **NO_DATABASE, **environment)


def test_for_people_an_error_is_a_line_and_its_traceback(start):
    with start(LOG_FORMAT="console") as site:
        answer = site.ask("/fails/?page=2&token=secret", **PROXIED)
    out, err = site.log()
    assert answer.status == 500
    assert (out, err.count(FAULT), err.count("Traceback")) == ("", 2, 1)  # the source line has it
    line = err.splitlines()[0]
    for part in (
        "[error    ] Internal Server Error",
        "method=GET",
        "address='/fails/?page=2&token=***'",
        "client=203.0.113.9",
        "request_id=0123456789abcdef",
    ):
        assert part in line
    assert answer.headers["X-Request-ID"] == "0123456789abcdef"
    assert "<code>0123456789abcdef</code>" in answer.text


def test_for_machines_each_entry_is_a_line_of_json(start):
    with start(LOG_FORMAT="json", SLOW_REQUEST_MS="60000") as site:
        for address in ("/fails/", "/busy/", "/suspicious/"):
            site.ask(address, **PROXIED)
        site.ask("/outside/")
        site.ask("/", Host="joq.example")
    out, err = site.log()
    entries = [json.loads(line) for line in err.splitlines()]
    assert out == ""
    assert [
        (entry["level"], entry.get("address"), "Traceback" in str(entry)) for entry in entries
    ] == [
        ("error", "/fails/", True),
        ("error", "/busy/", False),
        ("warning", "/suspicious/", False),
        ("error", None, True),  # failed where no code of the site is: granian's own entry
        ("warning", "/", False),
    ]
    assert {entry.get("request_id") for entry in entries[:3]} == {"0123456789abcdef"}
    assert max(len(line) for line in err.splitlines() if "warning" in line) < 700


def test_a_slow_request_is_an_entry_with_its_time(start):
    with start(LOG_FORMAT="json", SLOW_REQUEST_MS="50") as site:
        site.ask("/slow/", **PROXIED)
        site.ask("/fails/")
    slow, error = [json.loads(line) for line in site.log()[1].splitlines() if "/livez" not in line]
    assert (slow["event"], slow["address"]) == ("slow request", "/slow/")
    assert slow["ms"] >= 50
    assert error["event"] == "Internal Server Error"  # and nothing of its time


def test_the_figures_of_all_processes_are_added_up(start, tmp_path):
    shared = tmp_path / "figures"
    shared.mkdir()
    with start(workers=2, PROMETHEUS_MULTIPROC_DIR=str(shared)) as site:
        for _ in range(20):
            site.ask("/busy/")
        asked = site.ask("/metrics").text
        assert site.ask("/metrics", X_Forwarded_For="127.0.0.1").status == 404
    count = 'newsroom_request_seconds_count{status="5xx",view="tests.support.failing.is_busy"}'
    assert f"{count} 20.0" in asked.splitlines()
    assert "one process only" not in asked
