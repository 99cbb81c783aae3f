"""Many photos at once: each file is taken by a request of its own, and one form edits many."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...db.locks import article_write_lock
from ...db.row_keys import row_keys
from ...models import AuditEntry, Photo
from ...models.audit import snapshot
from ...models.usage.media_permissions import can_change_media, changeable
from ..autocomplete import photo_item
from .many_photos_form import PhotoWordsForm, SharedForm
from .offers import offers_for
from .photo_form import draft_words

MOST = 200  # files that are sent at once, photos on a page


class ManyPhotos(admin.ModelAdmin):
    """The addresses that the library's script and its page of drafts ask."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("take/", wrap(require_POST(self.take_view)), name="articles_photo_take"),
            path("edit/", wrap(self.edit_view), name="articles_photo_edit"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        drafts = Photo.objects.drafts().count()
        context = {"drafts": drafts, "most": MOST, **(extra_context or {})}
        return super().changelist_view(request, context)

    def take_view(self, request):
        """One file of many: the photo as JSON, and what it lacks if it is a draft; or why not.

        Of bytes that are here already, the photo that they came with first.
        """
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = self.taken(request, self._form_of_file)
        if not form.errors:
            return JsonResponse(_answer(form.instance, form.warnings), status=201)
        if form.same:
            return JsonResponse(_answer(form.same, []) | {"same": True})
        said = [strip_tags(one) for errors in form.errors.values() for one in errors]
        return JsonResponse({"errors": said}, status=422)

    def _form_of_file(self, request):
        form = self.form(request.POST, request.FILES)
        form.fields["file"].required = form.file_goes_first = True
        return form

    def edit_view(self, request):
        """The photos with the keys in ``ids``, or all drafts, with what is said of each."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        sent = request.POST if request.method == "POST" else None
        photos = _asked(request)
        shared = SharedForm(sent)
        words = shared.cleaned_data if sent and shared.is_valid() else {}
        overwrites = words.pop("overwrites", False)
        may = changeable(request.user, photos)
        forms = [
            PhotoWordsForm(sent, instance=photo, shared=words, overwrites=overwrites)
            for photo in photos
            if photo.pk in may
        ]
        offers = offers_for([form.instance for form in forms])
        for form in forms:
            form.offers = offers[form.instance.pk]
        if sent and shared.is_valid() and self._save(request, forms):
            return HttpResponseRedirect(reverse("admin:articles_photo_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Several photos"),
            "shared": shared,
            "forms": forms,
            "ids": ",".join(str(form.instance.pk) for form in forms),
            "held": len(photos) - len(forms),
        }
        return TemplateResponse(request, "admin/articles/photo/edit_many.html", context)

    def _save(self, request, forms):
        """Save those without faults, each by itself; gives whether that was all."""
        good = [form for form in forms if form.is_valid()]
        saved = [form for form in good if form.says_something_new and self._save_one(request, form)]
        drafts = sum(form.instance.is_draft for form in good)
        said = _("Photos saved: %(saved)s. Still drafts: %(drafts)s.")
        messages.success(request, said % {"saved": len(saved), "drafts": drafts})
        return len(good) == len(forms) and not drafts

    @transaction.atomic
    def _save_one(self, request, form):
        """Readers may have begun to see it since the form was let in, or it may have gone."""
        article_write_lock()
        stored = Photo.objects.filter(pk=form.instance.pk).first()
        if stored is None or not can_change_media(request.user, stored):
            return False
        form.save_alone()
        by, now = request.user, timezone.now()
        before, after = snapshot(stored), snapshot(form.instance)
        AuditEntry.record("change", form.instance, by=by, at=now, before=before, after=after)
        return True


def _answer(photo, warnings):
    address = reverse("admin:articles_photo_change", args=[photo.pk])
    draft = draft_words(photo) if photo.is_draft else ""
    return {"photo": photo_item(photo) | {"url": address}, "draft": draft, "warnings": warnings}


def _asked(request):
    asked = request.POST.get("ids", request.GET.get("ids"))
    if asked is None:
        return list(Photo.objects.drafts()[:MOST])
    return list(Photo.objects.filter(pk__in=row_keys(asked.split(","))[:MOST]))
