"""What stands beside the text of an article: the publish checks, notes, links for outside."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...addresses import absolute
from ...db.row_keys import row_key
from ...kazakh.collation import collation_key
from ...models import Article, Note, PreviewLink, User
from ...models.desk.notes import LONGEST
from ...models.desk.preview_links import DAYS
from ...models.workflow.permissions import can_change, edits_photos_only

_NOTES_SHOWN = 20
# Where a field of the form can be reached, if not by its own id.
_ELEMENTS = {
    "authors": "id_authors_search",
    "tags": "id_tags_search",
    "photo": "id_photo_choose",
    "published_at": "id_published_at_0",
    "body": "id_body_place",
}


def sidebar_context(request, article, form):
    """The context of the cards; ``article`` is the stored one, None for one that is new."""
    if article is None:
        return {}
    now, changes = timezone.now(), can_change(request.user, article)
    context = {
        "notes": article.notes.select_related("by")[:_NOTES_SHOWN],
        "people": _people(article),
        "longest_note": LONGEST,
        "note_url": _address("note", article),
    }
    if changes and not edits_photos_only(request.user):
        results = form.check_results
        if results is None:
            results = article.check_results(article.working_content(), at=now)
        context |= {
            "check_results": [(result, _element_of(result)) for result in results],
            "preview_link_url": _address("outside", article),
            "preview_links": [(link, _link_address(link)) for link in _open_links(article, now)],
            "preview_link_days": DAYS,
        }
    return context


def _element_of(result):
    field = result.check.field
    return _ELEMENTS.get(field, f"id_{field}")


def _people(article):
    """Names of those who work on the article, to be named in a note."""
    users = [article.created_by, article.assigned_to]
    users += [byline.author.user for byline in article.bylines.select_related("author__user")]
    return list(dict.fromkeys(user.name for user in users if user))


def colleagues(request, model_admin):
    """Names of all who may be named in a note, for the field to complete."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    staff = User.objects.filter(is_active=True, is_staff=True)
    return JsonResponse({"names": sorted({person.name for person in staff}, key=collation_key)})


def _open_links(article, now):
    return article.preview_links.open(now).select_related("revision", "by")


def _link_address(link):
    return absolute(reverse("preview", args=[link.token]))


def _address(name, article):
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


@require_POST
def note(request, model_admin, object_id):
    """Leave a note without touching the article: for those who only read it."""
    article = get_object_or_404(Article, pk=object_id)
    if not model_admin.has_view_or_change_permission(request, article):
        raise PermissionDenied
    text = request.POST.get("note", "").replace("\0", "").strip()
    if 0 < len(text) <= LONGEST:
        Note.write(article, text, by=request.user, at=timezone.now())
        messages.success(request, _("The note is left."))
    else:
        messages.error(
            request, _("The note is empty or too long: %s characters at most.") % LONGEST
        )
    return HttpResponseRedirect(_address("change", article))


@require_POST
def preview_link(request, model_admin, object_id):
    """Open a link for outside to the newest saved version (``days``), or close one (``revoke``)."""
    article = get_object_or_404(Article, pk=object_id)
    user, now = request.user, timezone.now()
    if edits_photos_only(user) or not model_admin.has_change_permission(request, article):
        raise PermissionDenied
    days, key = (row_key(request.POST.get(name, "")) for name in ("days", "revoke"))
    if key:
        get_object_or_404(article.preview_links, pk=key).revoke(by=user, at=now)
        messages.success(request, _("The link is closed: it shows nothing any more."))
    elif days in DAYS:
        PreviewLink.create_for(article, by=user, at=now, days=days)
        messages.success(request, _("The link is open; copy it and send it."))
    return HttpResponseRedirect(f"{_address('change', article)}#preview-links")
