"""Collections of photos: their names, and the way to what is in them."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ...models import Collection
from ..audit.audited import Audited
from ..autocomplete import containing


@admin.register(Collection)
class CollectionAdmin(Audited):
    """Photos are put into them in the library; deleting one leaves its photos where they are."""

    fields = ["name"]
    list_display = ["name", "photos"]
    search_fields = ["name"]
    show_full_result_count = False

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(number=Count("members"))

    def get_search_results(self, request, queryset, search_term):
        return containing(queryset, search_term, "name"), False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Who may only look is refused at once; Django 6.1 looks first whether the row is there."""
        if request.method == "POST" and not self.has_change_permission(request):
            raise PermissionDenied
        return super().change_view(request, object_id, form_url, extra_context)

    @admin.display(description=_("photos"), ordering="number")
    def photos(self, collection):
        address = f"{reverse('admin:articles_photo_changelist')}?collection={collection.pk}"
        return format_html('<a href="{}">{}</a>', address, collection.number)
