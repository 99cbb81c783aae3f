"""What is done with the photos that are chosen in the library."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ...db.row_keys import row_key
from ...models import AuditEntry, Collection
from ...models.audit import snapshot
from .many_photos import MOST

_OFFERED = 500  # names of collections


class ChosenForm(ActionForm):
    """An act and the name of a collection, if it is about one."""

    collection = forms.CharField(required=False, max_length=120)


@admin.action(permissions=["change"], description=gettext_lazy("Edit together"))
def edit_together(model_admin, request, queryset):
    """To the page that edits several."""
    return _to_page("articles_photo_edit", queryset)


@admin.action(permissions=["view"], description=gettext_lazy("Compare two"))
def compare(model_admin, request, queryset):
    """To the page that shows two beside each other."""
    if queryset.count() != 2:
        messages.warning(request, _("Choose two photos to compare."))
        return None
    return _to_page("articles_photo_compare", queryset, 2)


@admin.action(permissions=["collect"], description=gettext_lazy("Add to the collection"))
def collect(model_admin, request, queryset):
    """Into the collection that was named, which is made if there is none."""
    name = " ".join(request.POST.get("collection", "").split())[:120]
    if not name:
        messages.warning(request, _("Write the name of the collection."))
        return
    now = timezone.now()
    collection, is_new = Collection.objects.get_or_create(name=name)
    if is_new:
        AuditEntry.record("add", collection, by=request.user, at=now, after=snapshot(collection))
    count = collection.add(_newest(queryset), by=request.user, at=now)
    said = ngettext(
        "%(count)s photo was added to the collection “%(name)s”.",
        "%(count)s photos were added to the collection “%(name)s”.",
        count,
    )
    messages.success(request, said % {"count": count, "name": name})


@admin.action(permissions=["collect"], description=gettext_lazy("Take out of this collection"))
def take_out(model_admin, request, queryset):
    """Out of the collection by which the list is narrowed."""
    key = row_key(request.GET.get("collection"))
    collection = Collection.objects.filter(pk=key).first() if key else None
    if collection is None:
        return
    count = collection.take_out(_newest(queryset), by=request.user, at=timezone.now())
    said = ngettext(
        "%(count)s photo was taken out of the collection “%(name)s”.",
        "%(count)s photos were taken out of the collection “%(name)s”.",
        count,
    )
    messages.success(request, said % {"count": count, "name": collection})


class PhotoActs(admin.ModelAdmin):
    """The acts of the library; photos are deleted from their own pages."""

    actions = [collect, edit_together, compare, take_out]
    action_form = ChosenForm

    def get_actions(self, request, action_location=None):
        """Without deletion of many. Django names the location from 6.1 on."""
        where = {"action_location": action_location} if action_location else {}
        acts = super().get_actions(request, **where)
        acts.pop("delete_selected", None)
        return acts

    def has_collect_permission(self, request):
        permissions = ("articles.add_collection", "articles.change_collection")
        return request.user.has_perms(permissions)

    def changelist_view(self, request, extra_context=None):
        context = {
            "collections": Collection.objects.values_list("name", flat=True)[:_OFFERED],
            "can_change": self.has_change_permission(request),
            "can_collect": self.has_collect_permission(request),
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)


def _newest(queryset, most=MOST):
    """Keys of the chosen photos, as many as are taken at once."""
    return list(queryset.order_by("-pk").values_list("pk", flat=True)[:most])


def _to_page(name, queryset, most=MOST):
    keys = ",".join(map(str, _newest(queryset, most)))
    return HttpResponseRedirect(f"{reverse(f'admin:{name}')}?ids={keys}")
