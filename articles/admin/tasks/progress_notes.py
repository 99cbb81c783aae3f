"""What an editor is told of an act that goes on in the background."""

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from ...models import Task


def note_progress(request, said, task, *args):
    """Say ``said`` if ``task`` waits with ``args``; who may see tasks gets the way to this one."""
    waiting = Task.objects.waiting().same_as(task.module_path, args).first()
    if waiting is None:
        return
    if request.user.has_perm("articles.view_task"):
        address = reverse("admin:articles_task_change", args=[waiting.pk])
        said = format_html('{} <a href="{}">{}</a>', said, address, _("How far it has come"))
    messages.info(request, said)
