"""The worker: killed, told to end, without a database; several side by side."""

import signal
from collections import Counter
from threading import Event

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from articles.models import Task
from articles.models.tasks import TaskStatus, Worker
from articles.tasks import enqueue, lease, worker
from articles.tasks.worker import WorkerProcess
from tests.support import tasks
from tests.support.tasks import lose_lease, the_task, worker_process
from tests.support.waiting import LONGEST_WAIT, wait_until


@pytest.mark.django_db(transaction=True)
def test_the_task_of_a_worker_that_was_killed_is_taken_up_by_another(tmp_path):
    enqueue(tasks.wait_for_file, str(tmp_path))
    begun = tmp_path / "begun"
    with worker_process() as first:
        wait_until(begun.exists)
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert the_task().status == TaskStatus.RUNNING
    lose_lease()
    (tmp_path / "go").touch()
    with worker_process() as second:
        wait_until(lambda: the_task().status == TaskStatus.DONE)
        second.send_signal(signal.SIGTERM)
        said = second.stdout.read()
    assert begun.read_text() == "xx"
    assert the_task().attempts == 2
    assert ": 1." in said
    assert "Traceback" not in said


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_is_told_to_end_ends_its_task_first(tmp_path, how):
    enqueue(tasks.wait_for_file, str(tmp_path))
    enqueue(tasks.urgent, str(tmp_path))
    Task.objects.filter(task_path__endswith="urgent").update(priority=-1)
    with worker_process() as process:
        wait_until((tmp_path / "begun").exists)
        process.send_signal(how)
        (tmp_path / "go").touch()
        assert process.wait(timeout=LONGEST_WAIT) == 0
    assert Counter(Task.objects.values_list("status", flat=True)) == {
        TaskStatus.DONE: 1,
        TaskStatus.WAITING: 1,
    }
    assert not Worker.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_told_twice_it_gives_its_task_back(tmp_path):
    enqueue(tasks.wait_for_file, str(tmp_path))
    with worker_process() as process:
        wait_until((tmp_path / "begun").exists)
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=LONGEST_WAIT) == 130
    assert (the_task().status, the_task().attempts) == (TaskStatus.WAITING, 0)


@pytest.mark.django_db(transaction=True)
def test_workers_side_by_side_do_each_task_once(tmp_path):
    for number in range(40):
        folder = tmp_path / str(number)
        folder.mkdir()
        enqueue(tasks.urgent, str(folder))
    with worker_process(), worker_process():
        wait_until(lambda: not Task.objects.exclude(status=TaskStatus.DONE).exists())
    assert {len(folder.read_text().split()) for folder in tmp_path.glob("*/steps")} == {1}
    assert {task.attempts for task in Task.objects.all()} == {1}


@pytest.fixture
def process(monkeypatch):
    """A worker in this process, and what it says; it never sleeps, nor beats."""
    monkeypatch.setattr(worker.time, "sleep", lambda seconds: None)
    monkeypatch.setattr(worker, "Heart", Heartless)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    said = []
    made = WorkerProcess([], said.append)
    made.said = said
    return made


class Heartless:
    def __init__(self, worker):
        pass

    def __enter__(self):
        pass

    def __exit__(self, *error):
        pass


@pytest.mark.django_db
def test_a_database_that_is_away_is_waited_for_and_named_once(process, monkeypatch):
    answers = iter(
        [OperationalError("server closed the connection\nHINT"), OperationalError("refused"), None]
    )

    def next_task(name, must_stop):
        if (answer := next(answers)) is not None:
            raise answer
        process.stop()
        return False

    monkeypatch.setattr(worker, "run_next", next_task)
    process.run()
    assert len(process.said) == 2
    assert process.said[0].endswith(": server closed the connection")


@pytest.mark.django_db
def test_what_was_lost_with_the_database_is_taken_up_by_the_worker_itself(process, tmp_path):
    enqueue(tasks.urgent, str(tmp_path))
    lease.claim(process.name)
    runs = iter([False, True])
    process.is_over = lambda: next(runs)
    process.run()
    assert the_task().status == TaskStatus.DONE


@pytest.mark.parametrize(
    ("minutes", "is_busy", "ends"), [(29, True, False), (31, True, True), (31, False, False)]
)
@pytest.mark.django_db(transaction=True)
def test_a_worker_whose_task_hangs_ends(monkeypatch, caplog, minutes, is_busy, ends):
    looked, codes, beat = Event(), [], lease.beat
    monkeypatch.setattr(worker.os, "_exit", lambda code: (codes.append(code), looked.set()))
    monkeypatch.setattr(lease, "beat", lambda name: (beat(name), looked.set()))
    stuck = WorkerProcess([], print)
    began, stuck.is_busy = worker.time.monotonic(), is_busy
    monkeypatch.setattr(worker.time, "monotonic", lambda: began + 60 * minutes)
    with worker.Heart(stuck):
        assert looked.wait(LONGEST_WAIT)
    assert bool(codes) == ends
    assert ("has hung" in caplog.text) == ends


@pytest.mark.django_db
def test_a_task_that_reports_does_not_hang(monkeypatch, process):
    began = worker.time.monotonic()
    process.is_busy = True
    monkeypatch.setattr(worker.time, "monotonic", lambda: began + 60 * 29)
    assert not process.must_stop()
    monkeypatch.setattr(worker.time, "monotonic", lambda: began + 60 * 58)
    assert not process.is_stuck()


@pytest.mark.django_db
def test_an_idle_worker_writes_nothing(process):
    rounds = iter([False] * 5 + [True])
    process.is_over = lambda: next(rounds)
    with CaptureQueriesContext(connection) as queries:
        process.run()
    verbs = {query["sql"].split()[0] for query in queries}
    assert verbs <= {"SELECT", "DELETE"}  # the last is its own row's, when it goes
