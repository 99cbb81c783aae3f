"""Classes of forms: made once for each set of fields."""

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets


class CachedFormClasses(admin.ModelAdmin):
    """Django makes the class anew for each request, which takes longer than to fill it.

    For admins whose fields are the same for all who have the same of them.
    """

    def __init__(self, *args):
        super().__init__(*args)
        self._forms = {}

    def get_form(self, request, obj=None, change=False, **kwargs):
        fields = kwargs.get("fields") or flatten_fieldsets(self.get_fieldsets(request, obj))
        readonly = self.get_readonly_fields(request, obj)
        reads = change and not self.has_change_permission(request, obj)
        key = reads, tuple(fields), tuple(readonly)
        if key not in self._forms:
            self._forms[key] = self._made(request, obj, change=change, fields=fields)
        return self._forms[key]

    def _made(self, request, obj, **options):
        """A class that is kept, and holds on to no request."""
        making = [request]

        def field_of(db_field, **kwargs):
            return self.formfield_for_dbfield(db_field, making[0], **kwargs)

        form = super().get_form(request, obj, formfield_callback=field_of, **options)
        making.clear()
        return form
