"""Lists that are read and searched; what is in them is written elsewhere."""

from ..autocomplete import containing
from .guarded import Guarded


class ReadOnly(Guarded):
    """Search that knows the letter case of Kazakh, and nothing to add, change or delete."""

    show_full_result_count = False
    actions = None

    def get_search_results(self, request, queryset, search_term):
        return containing(queryset, search_term, *self.search_fields), False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
