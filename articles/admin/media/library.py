"""The libraries of photos and of files: their lists, and the dialog that forms choose from."""

from collections.abc import Callable

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import JsonResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from ...db.row_keys import row_key, row_keys
from ...media_files.storing import all_or_nothing
from ...models import AuditEntry
from ...models.audit import snapshot
from ..autocomplete import containing
from ..base.storing import fault_of_storing, note_fault
from .owned import OwnedByItsUses

_IN_DIALOG = 24
_MOST_PAGES = 1_000  # nobody presses «more» so often
_ASKED_AT_ONCE = 1_000  # by their keys: more than any article has


class MediaLibrary(OwnedByItsUses):
    """Things that are uploaded, listed, and chosen in a dialog.

    ``one`` and ``many`` name a thing and several in what the dialog is answered; ``item`` makes a
    dict of a thing for it.
    """

    one = many = ""
    item: Callable[..., dict]
    list_per_page = 60
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None

    def get_search_results(self, request, queryset, search_term):
        return self.found(queryset, search_term), False

    def found(self, queryset, text):
        """Those of a queryset that ``text`` asks for; all where it is empty."""
        return containing(queryset, text, *self.search_fields)

    def known(self):
        """All things, with what :attr:`item` reads of others."""
        raise NotImplementedError

    def offered(self, request):
        """Those of them among which the dialog lets choose."""
        raise NotImplementedError

    def get_urls(self):
        wrap = self.admin_site.admin_view
        name = f"articles_{self.opts.model_name}"
        return [
            path("choose/", wrap(self.choose_view), name=f"{name}_choose"),
            path("upload/", wrap(require_POST(self.upload_view)), name=f"{name}_upload"),
            *super().get_urls(),
        ]

    def choose_view(self, request):
        """JSON for the dialog: things for ``?q=`` by pages, or those with the keys in ``?ids=``."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        if "ids" in request.GET:
            keys = row_keys(request.GET["ids"].split(","))[:_ASKED_AT_ONCE]
            things, has_more = self.known().in_bulk(keys).values(), False
        else:
            found = self.found(self.offered(request), request.GET.get("q", ""))
            things, has_more = _page(found, row_key(request.GET.get("page", "1")) or 1)
        return JsonResponse({self.many: [self.item(one) for one in things], "more": has_more})

    def upload_view(self, request):
        """Take one thing from the dialog: the thing as JSON, or what is wrong by field."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = self.taken(request, self.upload_form)
        if form.errors:
            return self.refused(form)
        warnings = getattr(form, "warnings", [])
        return JsonResponse({self.one: self.item(form.instance), "warnings": warnings}, status=201)

    def taken(self, request, make_form):
        """The form of what was sent: its thing is stored and on record, unless it has errors."""
        form = make_form(request)
        if not form.is_valid():
            return _without_room(request, form)
        try:
            with all_or_nothing(), transaction.atomic():
                form = make_form(request)  # what was looked into is not looked into again
                if form.is_valid():
                    self._add(request, form)
        except OSError as error:
            note_fault(request, error)
        return _without_room(request, form)

    def _add(self, request, form):
        thing = form.save()
        by, now = request.user, timezone.now()
        AuditEntry.record("add", thing, by=by, at=now, after=snapshot(thing))
        self.log_addition(request, thing, [{"added": {}}])

    def upload_form(self, request):
        """The form of what was sent from the dialog."""
        return self.form(request.POST, request.FILES)

    def refused(self, form):
        """What is answered where the form has faults."""
        return JsonResponse({"errors": form.errors}, status=422)


def _without_room(request, form):
    """The form; where its file found no room, that is all that it says."""
    if said := fault_of_storing(request):
        form.errors.clear()
        form.add_error("file", said)
    return form


def _page(found, number):
    """The things on a page of the dialog, and whether there is another; nothing is counted."""
    first = (min(number, _MOST_PAGES) - 1) * _IN_DIALOG
    things = list(found[first : first + _IN_DIALOG + 1])
    return things[:_IN_DIALOG], len(things) > _IN_DIALOG
