"""Lists of the admin, asked for what no link of theirs asks.

Django passes on what stands in an address or a form; a number beyond the database's, or a year that
is none, comes back as a fault of the database's own kind.
"""

import re
from functools import wraps

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG, ChangeList
from django.core.exceptions import BadRequest
from django.db import DataError, IntegrityError
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from ...db.row_keys import row_key

_ROW = re.compile(r"form-[0-9]+-id")


class GuardedChangeList(ChangeList):
    """Names in their order; filters that the database cannot follow are wrong lookups, too."""

    def get_ordering_field(self, field_name):
        """What a column is sorted by: names by the alphabet, where they have a place."""
        if field_name == "name" and hasattr(self.model, "collation_key"):
            field_name = "collation_key"
        return super().get_ordering_field(field_name)

    def get_results(self, request):
        try:
            super().get_results(request)
        except (DataError, OverflowError, ValueError) as error:
            raise IncorrectLookupParameters(error) from error


def once_more(view):
    """Where others have stored the same at this instant, a second look finds that and says so."""

    @wraps(view)
    def answer(*args, **kwargs):
        try:
            return view(*args, **kwargs)
        except IntegrityError:
            return view(*args, **kwargs)

    return answer


class Guarded(admin.ModelAdmin):
    """A list that leads back to all its rows, and says so, where an address asks for nonsense.

    What two send at one instant, and can be there once, is refused to the second in words.
    """

    def get_changelist(self, request, **kwargs):
        return GuardedChangeList

    @once_more
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        return super().changeform_view(request, object_id, form_url, extra_context)

    @once_more
    def changelist_view(self, request, extra_context=None):
        if not all(map(row_key, _chosen(request.POST))):
            raise BadRequest("no list has sent this")
        if ERROR_FLAG in request.GET:
            if len(request.GET) > 1:
                return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")
            said = _(
                "The filter or page number in the address makes no sense: the whole list is shown."
            )
            messages.warning(request, said)
        return super().changelist_view(request, extra_context)


def _chosen(data) -> list[str]:
    """Keys of the rows that are ticked, or edited in the list."""
    rows = [data[name] for name in data if _ROW.fullmatch(name)]
    return [*data.getlist(ACTION_CHECKBOX_NAME), *rows]
