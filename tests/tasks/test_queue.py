"""Tasks are put into the queue with what asked for them, and tried again when they fail."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from articles.models import AuditEntry, Task
from articles.models.tasks import MOST_ATTEMPTS, TaskStatus
from articles.tasks import enqueue, immediately, title_of
from articles.tasks.lease import claim, take_back
from tests.support import tasks
from tests.support.staff import make_staff
from tests.support.tasks import lose_lease, run_waiting, the_task

pytestmark = pytest.mark.django_db


def steps(folder):
    return (folder / "steps").read_text().split()


def be_due():
    Task.objects.waiting().update(run_after=timezone.now())


def test_a_task_waits_until_somebody_does_it(tmp_path):
    enqueue(tasks.urgent, str(tmp_path))
    assert list(tmp_path.iterdir()) == []
    run_waiting()
    assert steps(tmp_path) == ["urgent"]
    task = the_task()
    assert (task.status, task.attempts, task.traceback) == (TaskStatus.DONE, 1, "")


def test_what_is_rolled_back_leaves_no_task(tmp_path):
    with transaction.atomic():
        enqueue(tasks.urgent, str(tmp_path))
        transaction.set_rollback(True)
    assert not Task.objects.exists()


def test_what_waits_already_is_not_put_there_twice(tmp_path):
    for folder in ("a", "b", "a"):
        enqueue(tasks.urgent, folder)
    assert Task.objects.count() == 2
    assert claim("another worker")
    enqueue(tasks.urgent, "a")  # it may have read what has changed since
    assert Task.objects.waiting().count() == 2


def test_in_a_command_it_is_done_when_that_ends(tmp_path):
    with immediately():
        enqueue(tasks.urgent, str(tmp_path))
    assert steps(tmp_path) == ["urgent"]
    assert not Task.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_in_a_command_it_is_done_as_soon_as_what_asked_for_it_is_stored(tmp_path):
    with immediately():
        with transaction.atomic():
            enqueue(tasks.urgent, str(tmp_path))
            assert list(tmp_path.iterdir()) == []
        assert steps(tmp_path) == ["urgent"]


def test_what_fails_in_a_command_is_left_to_a_worker():
    with immediately():
        enqueue(tasks.fail)
    assert the_task().status == TaskStatus.WAITING


def test_what_fails_is_tried_again_later_and_later_and_not_for_ever():
    enqueue(tasks.fail)
    delays = []
    for attempt in range(1, MOST_ATTEMPTS):
        run_waiting()
        task = the_task()
        assert (task.status, task.attempts) == (TaskStatus.WAITING, attempt)
        assert "the letter box is full" in task.traceback
        delays.append(task.run_after - timezone.now())
        be_due()
    assert delays == sorted(delays)
    assert timedelta(seconds=5) < delays[0] < timedelta(minutes=1) < delays[-1]
    run_waiting()
    assert the_task().status == TaskStatus.FAILED
    run_waiting()
    assert the_task().attempts == MOST_ATTEMPTS


def test_one_that_failed_for_good_is_put_back_by_hand(monkeypatch):
    monkeypatch.setattr("articles.models.tasks.MOST_ATTEMPTS", 1)
    enqueue(tasks.fail)
    run_waiting()
    chief = make_staff("Chief editor", "aliya")
    assert the_task().retry(by=chief, at=timezone.now())
    task = the_task()
    assert (task.status, task.attempts, task.finished_at) == (TaskStatus.WAITING, 0, None)
    assert not task.retry(by=chief, at=timezone.now())
    assert AuditEntry.objects.get(verb="retry").by_name == "aliya"


def test_a_task_of_a_version_that_is_gone_fails_by_itself(tmp_path):
    enqueue(tasks.urgent, str(tmp_path))
    Task.objects.update(task_path="articles.tasks.gone.gone")
    run_waiting()
    assert "No module named" in the_task().traceback
    assert title_of("articles.tasks.gone.gone") == "gone"


def test_who_has_lost_the_lease_writes_nothing_more(tmp_path):
    """A worker that slept, and wakes when another has begun its task."""
    enqueue(tasks.urgent, str(tmp_path))
    sleeper = claim("sleeper")
    lose_lease()
    assert take_back("other", at=timezone.now()) == 1
    assert claim("other")
    assert not sleeper.finish(at=timezone.now())
    assert the_task().status == TaskStatus.RUNNING


def test_a_task_whose_workers_die_of_it_fails_in_the_end(tmp_path):
    enqueue(tasks.urgent, str(tmp_path))
    for _ in range(MOST_ATTEMPTS):
        assert claim("worker")
        assert not claim("other")
        lose_lease()
        take_back("other", at=timezone.now())
    task = the_task()
    assert (task.status, task.exception_class_path) == (
        TaskStatus.FAILED,
        "articles.models.tasks.WorkerLost",
    )


def test_a_long_task_lets_an_urgent_one_go_first_and_goes_on_where_it_was(tmp_path, monkeypatch):
    enqueue(tasks.in_steps, str(tmp_path), 4)

    def after_step(number):
        if number == 2:
            enqueue(tasks.urgent, str(tmp_path))

    monkeypatch.setattr(tasks, "after_step", after_step)
    run_waiting()
    assert steps(tmp_path) == ["1", "2", "urgent", "3", "4"]
    long = Task.objects.get(task_path__endswith="in_steps")
    assert (long.status, long.attempts) == (TaskStatus.DONE, 1)
    assert (long.progress.done, long.progress.total) == (4, 4)


def test_steps_that_were_done_before_a_fault_are_not_done_again(tmp_path, monkeypatch):
    enqueue(tasks.in_steps, str(tmp_path), 3)

    def after_step(number):
        if number == 2:
            raise ValueError

    monkeypatch.setattr(tasks, "after_step", after_step)
    run_waiting()
    assert the_task().progress.done == 1
    monkeypatch.undo()
    be_due()
    run_waiting()
    assert steps(tmp_path) == ["1", "2", "2", "3"]
