"""What the forms for pictures have in common."""

from django.contrib import admin, messages


class PictureAdmin(admin.ModelAdmin):
    """Says what of a picture that was taken could not be used."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Look into what was sent before the transaction begins: nobody is to wait for that."""
        may = self.has_add_permission(request) or self.has_change_permission(request)
        if request.method == "POST" and request.FILES and may:
            self.get_form(request)(request.POST, request.FILES).is_valid()
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        for words in form.warnings:
            self.message_user(request, words, messages.WARNING)
