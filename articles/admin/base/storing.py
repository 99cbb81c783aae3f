"""Forms with files: looked into before anything waits for them, and stored with their rows."""

import logging

from django.contrib import admin

from ...media.refusals import not_stored
from ...media_files.storing import all_or_nothing

logger = logging.getLogger(__name__)


class StoresFiles(admin.ModelAdmin):
    """Where a file finds no room, the form comes back as it was sent and says so.

    Then there is neither a row without its file nor a file without its row.
    """

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        may = self.has_add_permission(request) or self.has_change_permission(request)
        if request.method == "POST" and request.FILES and may:
            # Before the transaction begins: nobody is to wait for that.
            self.get_form(request)(request.POST, request.FILES).is_valid()
        try:
            with all_or_nothing():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except OSError as error:
            if request.method != "POST" or fault_of_storing(request):
                raise
            note_fault(request, error)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        said = fault_of_storing(request)
        return _refusing(form, said) if said else form


def note_fault(request, error):
    """Log why a file could not be stored, for the form to say it."""
    logger.error("a file could not be stored", exc_info=error)
    request.fault_of_storing = error


def fault_of_storing(request) -> str:
    """Why a file that was sent could not be stored; empty where it could."""
    error = getattr(request, "fault_of_storing", None)
    return not_stored(error) if error else ""


def _refusing(form, said):
    """``form``, which takes nothing for a reason that is not its own."""

    def clean(self):
        cleaned = form.clean(self)
        self.add_error(next((name for name in self.files if name in self.fields), None), said)
        return cleaned

    return type(form)(form.__name__, (form,), {"clean": clean})
