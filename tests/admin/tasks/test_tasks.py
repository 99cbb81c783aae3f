"""The page of background tasks: what waits, how far it is, what failed and is tried again."""

import pytest
from django.utils import timezone

from articles.models import AuditEntry, Task, TaskProgress
from articles.models.tasks import TaskStatus
from articles.tasks import enqueue, lease
from articles.tasks.pruning import prune
from tests.support import tasks
from tests.support.staff import make_staff
from tests.support.tasks import run_waiting, the_task

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/task/"


@pytest.fixture
def chief(client):
    client.force_login(make_staff("Chief editor", "aliya"))


@pytest.fixture
def failed(monkeypatch):
    monkeypatch.setattr("articles.models.tasks.MOST_ATTEMPTS", 1)
    enqueue(tasks.fail)
    run_waiting()
    return the_task()


def page(client, address=LIST):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_tasks_are_named_with_their_state(client, chief):
    enqueue(prune)
    text = page(client)
    assert "Мерзімі өткендерді өшіру" in text
    assert "кезекте" in text
    run_waiting()
    assert "орындалды" in page(client)
    assert "Ескі" not in page(client, f"{LIST}?status={TaskStatus.FAILED}")


def test_it_is_said_that_there_is_no_worker(client, chief):
    enqueue(prune)
    assert "операторға айтыңыз" in page(client)
    lease.beat("a worker")
    assert "операторға айтыңыз" not in page(client)


def test_how_far_a_task_has_come_is_seen_by_editors(client, chief):
    enqueue(tasks.in_steps, "x", 5_000)
    task = lease.claim("worker")
    TaskProgress.objects.create(task=task, done=1_200, total=5_000, position=1)
    client.force_login(make_staff("Editor", "editor"))
    for address in (LIST, f"{LIST}{task.pk}/change/"):
        assert '<progress value="1200" max="5000"' in page(client, address)


def test_a_task_that_failed_is_tried_again(client, chief, failed):
    text = page(client, f"{LIST}{failed.pk}/change/")
    assert "the letter box is full" in text
    retry = f"{LIST}{failed.pk}/retry/"
    assert retry in text
    assert client.get(retry).status_code == 405
    assert client.post(retry).status_code == 302
    assert the_task().status == TaskStatus.WAITING
    entry = AuditEntry.objects.get(verb="retry")
    assert (entry.by_name, entry.model) == ("aliya", "task")
    client.post(retry)
    assert AuditEntry.objects.filter(verb="retry").count() == 1


@pytest.mark.parametrize(("role", "seen"), [("Editor", 200), ("Reporter", 403)])
def test_only_chief_editors_have_it_tried_again(client, failed, role, seen):
    client.force_login(make_staff(role, "somebody"))
    response = client.get(f"{LIST}{failed.pk}/change/")
    assert response.status_code == seen
    assert "Traceback" not in response.content.decode()
    assert client.post(f"{LIST}{failed.pk}/retry/").status_code == 403
    assert the_task().status == TaskStatus.FAILED


def test_nobody_makes_or_deletes_tasks_by_hand(client, chief):
    task = Task.objects.create(
        task_path="x.gone", args_kwargs={"args": []}, run_after=timezone.now()
    )
    assert "gone" in page(client)
    page(client, f"{LIST}{task.pk}/change/")
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{task.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.get("/admin/django_tasks_database/dbtaskresult/").status_code == 404
