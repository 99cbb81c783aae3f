"""What the forms for pictures have in common."""

from django.contrib import messages

from ..base.storing import StoresFiles


class PictureAdmin(StoresFiles):
    """Says what of a picture that was taken could not be used."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        for words in form.warnings:
            self.message_user(request, words, messages.WARNING)
