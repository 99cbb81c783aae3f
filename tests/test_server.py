"""The web server as it is started: alone at its port, and not to be taken down by a worker."""

import os
import signal

import pytest

from tests.support.servers import server, start
from tests.support.waiting import LONGEST_WAIT
from tests.support.workers import free_port

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def ends(port, **environment):
    """The exit code and the lines of a server that does not start."""
    process = start(port, **environment)
    _out, lines = process.communicate(timeout=LONGEST_WAIT)
    return process.returncode, lines.strip().splitlines()


def test_a_second_server_at_the_port_is_told_so_in_a_line():
    with server() as first:
        reasons = {"en": "another server has this port", "": "бұл портта басқа сервер тұр"}
        for language, reason in reasons.items():
            code, [line] = ends(first.port, LANGUAGE=language)
            assert code == 1
            assert f"127.0.0.1:{first.port}: {reason}." in line
        assert first.ask("/livez").status == 200


def test_of_two_that_start_at_once_one_serves():
    with server() as probe:
        port = probe.port
    both = [start(port), start(port)]
    try:
        first_to_end = None
        while first_to_end is None:
            first_to_end = next((one for one in both if one.poll() is not None), None)
        assert first_to_end.returncode == 1
        assert "басқа сервер тұр" in first_to_end.stderr.read()
        assert [one.poll() for one in both if one is not first_to_end] == [None]
    finally:
        for one in both:
            one.terminate()
            one.wait()
            one.stderr.close()


def test_an_environment_with_a_fault_is_a_line_and_no_server():
    code, [line] = ends(free_port(), TIME_ZONE="Asia/Qaraghandy")
    assert code == 1
    assert "TIME_ZONE" in line


def test_workers_may_die_as_often_as_they_like():
    with server() as site:
        for _ in range(3):
            for worker in site.workers():
                os.kill(worker, signal.SIGKILL)
            site.wait()
        assert site.process.poll() is None
