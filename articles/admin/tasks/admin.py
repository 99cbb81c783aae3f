"""Background tasks: what waits, runs, failed and is done; nobody makes or deletes them here."""

import re

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import date as formatted
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_tasks_db.models import DBTaskResult, get_date_max

from ...faults import reason_of_machine
from ...models import Task
from ...models.tasks import MOST_ATTEMPTS, TaskStatus, Worker
from ...tasks import title_of
from ..articles.change_list import CappedPaginator
from ..base.readonly import ReadOnly

_ERRNO = re.compile(r"\[Errno (\d{1,4})\]")  # of what the machine refuses: a full disk

admin.site.unregister(DBTaskResult)  # the library's own list, which says Python's names


class StatusFilter(admin.SimpleListFilter):
    """By how far it has come, with how many there are."""

    title = gettext_lazy("status")
    parameter_name = "status"

    def lookups(self, request, model_admin):
        counts = {status.name: Count("pk", filter=Q(status=status)) for status in TaskStatus}
        found = Task.objects.order_by().aggregate(**counts)
        return [(status.value, f"{status.label} ({found[status.name]})") for status in TaskStatus]

    def queryset(self, request, queryset):
        return queryset.filter(status=self.value()) if self.value() else queryset


@admin.register(Task)
class TaskAdmin(ReadOnly):
    """Every task of the last days, newest first."""

    list_display = ["title", "state", "enqueued", "ended", "attempts", "fault"]
    list_filter = [StatusFilter]
    list_per_page = 50
    list_select_related = ["progress"]
    ordering = ["-enqueued_at", "pk"]
    paginator = CappedPaginator
    show_facets = admin.ShowFacets.NEVER
    sortable_by = []
    fields = ["title", "state", "enqueued", "due", "ended", "attempts", "arguments", "where"]
    readonly_fields = fields

    def get_fields(self, request, obj=None):
        """Where it failed in the code is for who may have it tried again."""
        hidden = set() if may_retry(request) else {"arguments", "where"}
        return [name for name in self.fields if name not in hidden]

    def get_urls(self):
        retry = self.admin_site.admin_view(require_POST(self.retry))
        return [
            path("<uuid:pk>/retry/", retry, name="articles_task_retry"),
            *super().get_urls(),
        ]

    def retry(self, request, pk):
        """Put one that failed into the queue again."""
        if not may_retry(request):
            raise PermissionDenied
        task = get_object_or_404(Task, pk=pk)
        if task.retry(by=request.user, at=timezone.now()):
            messages.success(request, _("The task waits for a worker again."))
        else:
            messages.warning(request, _("Only a task that failed can be tried again."))
        return HttpResponseRedirect(reverse("admin:articles_task_change", args=[pk]))

    def changelist_view(self, request, extra_context=None):
        waits = Task.objects.ready().exists()
        lacks_worker = waits and not Worker.objects.alive().exists()
        return super().changelist_view(request, {"lacks_worker": lacks_worker})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        task = self.get_object(request, object_id)
        can_retry = bool(task) and task.status == TaskStatus.FAILED and may_retry(request)
        goes_on = bool(task) and task.status in (TaskStatus.WAITING, TaskStatus.RUNNING)
        context = {"can_retry": can_retry, "goes_on": goes_on}
        return super().change_view(request, object_id, form_url, context)

    @admin.display(description=gettext_lazy("task"))
    def title(self, task):
        return title_of(task.task_path)

    @admin.display(description=gettext_lazy("status"))
    def state(self, task):
        label = TaskStatus(task.status).label
        progress = getattr(task, "progress", None)
        if progress is None or task.status == TaskStatus.DONE:
            return label
        bar = '{}<br><progress value="{}" max="{}" aria-label="{}"></progress> {}'
        values = progress.done, progress.total, _("progress"), progress
        return format_html(bar, label, *values)

    @admin.display(description=gettext_lazy("asked for"))
    def enqueued(self, task):
        return task.enqueued_at

    @admin.display(description=gettext_lazy("ended"))
    def ended(self, task):
        return task.finished_at

    @admin.display(description=gettext_lazy("not before"))
    def due(self, task):
        is_put_off = task.status == TaskStatus.WAITING and task.run_after > timezone.now()
        if not is_put_off or task.run_after == get_date_max():
            return None
        return formatted(timezone.localtime(task.run_after), "H:i:s")

    @admin.display(description=gettext_lazy("attempts"))
    def attempts(self, task):
        return f"{task.attempts} / {MOST_ATTEMPTS}"

    @admin.display(description=gettext_lazy("fault"))
    def fault(self, task):
        said = task.traceback.strip().rpartition("\n")[2][:200]
        number = _ERRNO.search(said)
        return reason_of_machine(OSError(int(number[1]), said)) if number else said

    @admin.display(description=gettext_lazy("arguments"))
    def arguments(self, task):
        return ", ".join(map(str, task.args_kwargs["args"]))[:200]

    @admin.display(description=gettext_lazy("where it failed"))
    def where(self, task):
        return format_html("<pre>{}</pre>", task.traceback) if task.traceback else None

    class Media:
        js = [forms.Script("js/admin/task.js", type="module")]


def may_retry(request):
    """Whether who asks may have failed tasks tried again."""
    return request.user.has_perm("articles.change_task")
