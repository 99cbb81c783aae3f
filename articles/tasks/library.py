"""The tasks of Django, or where it has none yet (5.2) their backport: one place that asks which."""

import django

if django.VERSION >= (6, 0):
    from django.tasks import task
    from django.tasks.base import Task as LibraryTask
else:
    from django_tasks import task  # type: ignore[no-redef]
    from django_tasks.base import Task as LibraryTask  # type: ignore[assignment]

__all__ = ["LibraryTask", "task"]
