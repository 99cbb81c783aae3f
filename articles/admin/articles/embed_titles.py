"""What the embeds in the editor are called, as their providers tell it."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from ...models import EmbedTitle
from ...tasks import enqueue
from ...tasks.embed_titles import fetch_embed_titles
from ...text import embeds


@require_POST
def embed_title(request, model_admin):
    """JSON: the ``title`` of the embed at ``address``, and whether it ``is_awaited``.

    A title that nobody has asked for is asked for from here on, by a worker.
    """
    if not model_admin.has_view_or_change_permission(request):
        raise PermissionDenied
    found = embeds.recognise(request.POST.get("address", ""))
    if found is None or not found.page:
        return JsonResponse({"title": "", "is_awaited": False})
    if EmbedTitle.objects.note([found.page], at=timezone.now()) and settings.EMBED_TITLES:
        enqueue(fetch_embed_titles)
    row = EmbedTitle.objects.get(pk=found.page)
    is_awaited = settings.EMBED_TITLES and row.is_awaited
    return JsonResponse({"title": row.title, "is_awaited": is_awaited})
