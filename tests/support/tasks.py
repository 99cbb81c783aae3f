"""Tasks in tests: doing what waits, workers as processes of their own, and tasks to watch."""

import os
import subprocess
import sys
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from time import sleep

from django.conf import settings
from django.utils import timezone

from articles.models import Task
from articles.models.tasks import Worker
from articles.tasks import LONG, position, report, task
from articles.tasks.runner import run_next
from tests.support.waiting import wait_until
from tests.support.workers import ROOT, database_url


def run_waiting():
    """Do what waits and is due, as a worker would, one after another."""
    while run_next("tests"):
        pass


@contextmanager
def worker_process(**environment):
    """``manage.py worker`` over the database of the test; its ``stdout`` is what it says."""
    command = [sys.executable, "manage.py", "worker", "--settings", "tests.settings"]
    own = {"DATABASE_URL": database_url(), "MEDIA_ROOT": str(settings.MEDIA_ROOT)}
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | own | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.stdout.close()
        process.wait()


def lose_lease():
    """As if workers had not been heard of for long."""
    Worker.objects.update(beat_at=timezone.now() - timedelta(hours=1))


def the_task():
    return Task.objects.get()


@task("waits for a file")
def wait_for_file(folder: str) -> None:
    """Leaves a mark in ``folder`` for each time it is begun, and ends when ``go`` is there."""
    with (Path(folder) / "begun").open("a") as file:
        file.write("x")
    wait_until((Path(folder) / "go").exists)


@task("fails")
def fail() -> None:
    raise ValueError("the letter box is full")


@task("in steps", priority=LONG)
def in_steps(folder: str, total: int) -> None:
    """A step is a line in a file; ``stop`` is called after each, which tests put there."""
    steps = Path(folder) / "steps"
    for number in range((position() or 0) + 1, total + 1):
        with steps.open("a") as file:
            file.write(f"{number}\n")
        after_step(number)
        report(number, total, position=number)


@task("urgent")
def urgent(folder: str) -> None:
    with (Path(folder) / "steps").open("a") as file:
        file.write("urgent\n")


@task("slow")
def slow() -> None:
    sleep(0.03)


def after_step(number):
    """For a test to put something else here."""
